"""Where recipients work, looked up when their mail goes: a mailing holds names and addresses only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from woonoverlast.mail.bulk.claiming import Claimed
from woonoverlast.mail.models import Recipient
from woonoverlast.people.models import Membership, Person


def with_work(rows: Sequence[Claimed]) -> list[Claimed]:
    """The same rows with organisation and municipality; nothing for who is no member. Two questions."""
    people = dict(Recipient.objects.filter(pk__in=[row.addressee.number for row in rows]).values_list("pk", "person"))
    work = work_of(person for person in people.values() if person)
    return [with_words(row, *work.get(people.get(row.addressee.number) or 0, ("", ""))) for row in rows]


def with_words(row: Claimed, organisation: str, municipality: str) -> Claimed:
    return replace(row, addressee=replace(row.addressee, organisation=organisation, municipality=municipality))


def work_of(people: Iterable[int]) -> dict[int, tuple[str, str]]:
    """For each of these people the organisation that they joined first, and the municipality where they work."""
    fields = ("person", "organisation__name", "person__municipality__name", "organisation__municipality__name")
    rows: Any = Membership.objects.active(on=timezone.localdate()).filter(person__in=list(people)).values_list(*fields)
    newest_first = rows.order_by("-started_on", "-pk")
    return {person: (name, own or seat or "") for person, name, own, seat in newest_first}


def work_of_one(person: Person) -> tuple[str, str]:
    return work_of([person.pk]).get(person.pk, ("", ""))
