"""A municipality tells that it uses or used an instrument, and who may be asked."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules.models import Use
from woonoverlast.people.models import Discipline, Membership, Person
from woonoverlast.places.models import Municipality


@transaction.atomic
def tell(municipality: Municipality, instrument: Instrument, facts: dict[str, Any], *, ask_me: bool, by: Person) -> Use:
    """In the place of what stood. Who enters it says for himself whether colleagues may ask; nobody says so for another."""
    take_away(municipality, instrument)
    return Use.objects.create(
        municipality=municipality, instrument=instrument, contact=by if ask_me else None, entered_by=by, **facts
    )


@transaction.atomic
def take_away(municipality: Municipality, instrument: Instrument) -> int:
    """How many stood: one or none. The row stays."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    standing = Use.objects.filter(municipality=municipality, instrument=instrument, replaced_at=None)
    return standing.update(replaced_at=timezone.now())


def ask_no_more(use: Use) -> None:
    Use.objects.filter(pk=use.pk).update(contact=None)


def standing(**chosen: Any) -> list[Use]:
    """What stands, by municipality, with who can be asked: only who still works there. Two queries."""
    uses = list(
        Use.objects.standing()
        .filter(**chosen)
        .select_related("municipality", "instrument", "contact")
        .order_by("instrument__step", "instrument__name", "municipality__sort_name")
    )
    working = still_there([use for use in uses if use.contact_id])
    for use in uses:
        if (use.contact_id, use.municipality_id) not in working:
            use.contact = None
    return uses


def still_there(uses: list[Use]) -> set[tuple[int | None, int | None]]:
    """Pairs of person and municipality."""
    if not uses:
        return set()
    here = Membership.objects.active().filter(
        person__in=[use.contact_id for use in uses],
        person__suspended_at=None,
        person__anonymised_at=None,
        organisation__kind=Discipline.MUNICIPALITY,
    )
    return set(here.values_list("person_id", "organisation__municipality_id"))


def erase(person: Person) -> None:
    """Who leaves for good can no longer be asked."""
    Use.objects.filter(contact=person).update(contact=None)
