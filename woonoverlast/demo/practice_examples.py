"""Practices of the demonstration, from data/practices.toml, by the acts of the context: written, reviewed, published, used."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.people.models import Discipline, Membership, Person, Role
from woonoverlast.practices import reviewing, using, writing
from woonoverlast.practices.models import Practice, Publication, Revision
from woonoverlast.practices.worksheet import NAMES

TEXTS = Path(__file__).parent / "data" / "practices.toml"
NOT_HANDED_IN = "Whatsappgroep van portiek naar wijkteam"


def write() -> None:
    """Once: nothing happens where a practice stands already."""
    if Practice.objects.exists():
        return
    editor = Person.objects.filter(memberships__role=Role.EDITOR).order_by("pk")[0]
    jobs = municipal_jobs()
    rows = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["practice"]
    for place, row in enumerate(rows):
        author, *others = jobs[place * 5 : place * 5 + 5]
        publish(row, author, others, editor=editor)
        moved_back(days=30 + 45 * place, title=row["title"])
    author, *others = jobs[len(rows) * 5 : len(rows) * 5 + 3]
    begin_one(author)
    hand_one_in(rows[2], others[0])


def municipal_jobs() -> list[Membership]:
    """One of each of so many municipalities, in a fixed order."""
    jobs = Membership.objects.active().filter(
        organisation__kind=Discipline.MUNICIPALITY, role__in=[Role.COORDINATOR, Role.MEMBER], person__suspended_at=None
    )
    one_each: dict[int, Membership] = {}
    for job in jobs.select_related("person", "organisation__municipality").order_by("organisation", "-role", "pk"):
        one_each.setdefault(job.organisation_id, job)
    return list(one_each.values())


def publish(row: dict[str, Any], author: Membership, others: list[Membership], *, editor: Person) -> None:
    practice = written(row, author)
    writing.hand_in(practice, by=author.person)
    for job in others[:2]:
        reviewing.review(practice.newest, agrees=True, text="Helder, en eerlijk over wat niet werkte.", by=job.person)
    for job, result in zip(others[2:], row["uses"], strict=False):
        using.use(practice, since=timezone.localdate().year - 1, result=result, by=job.person)
    reviewing.publish(practice.newest, evidence=row["evidence"], effect=row["effect"], note=row["note"], by=editor)


def written(row: dict[str, Any], author: Membership) -> Practice:
    practice = writing.begin(
        title=row["title"], summary=row["summary"], organisation=author.organisation, by=author.person
    )
    texts = {name: row.get(name, "") for name in NAMES}
    texts |= {name: row[name] for name in ("summary", "nuisance", "housing")}
    instruments = list(Instrument.objects.filter(slug__in=row["instruments"]))
    writing.write_on(
        practice,
        {**texts, "instruments": instruments, "contact": author.person},
        title=row["title"],
        read=1,
        by=author.person,
    )
    return Practice.objects.get(pk=practice.pk)


def moved_back(*, days: int, title: str) -> None:
    """It did not all happen today."""
    at = timezone.now() - timedelta(days=days)
    Practice.objects.filter(title=title).update(started_at=at - timedelta(days=40))
    Revision.objects.filter(practice__title=title).update(at=at - timedelta(days=20))
    Publication.objects.filter(practice__title=title).update(at=at)


def begin_one(author: Membership) -> None:
    writing.begin(
        title=NOT_HANDED_IN,
        summary="Bewoners van een portiek kunnen met één bericht het wijkteam bereiken. We proberen dit nu drie maanden.",
        organisation=author.organisation,
        by=author.person,
    )


def hand_one_in(row: dict[str, Any], author: Membership) -> None:
    title = "Een vast nummer voor besturen van VvE's"
    practice = written(
        row | {"title": title, "summary": "Besturen bellen één nummer en krijgen dezelfde dag antwoord."}, author
    )
    writing.hand_in(practice, by=author.person)
