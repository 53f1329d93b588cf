"""Warn somebody, or keep him from writing until a day. Apart from blocking an account, which is for editors (office)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum.models import Post, Sanction
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

PAGE = "/forum/maatregelen/"


@transaction.atomic
def warn(person: Person, *, by: Person, reason: str, post: Post | None = None) -> Sanction:
    refuse_for(person, by=by)
    row = Sanction.objects.create(
        kind=Sanction.Kind.WARNING, person=person, post=post, by=by, at=timezone.now(), reason=reason
    )
    logbook.record(by=by, verb="waarschuwde op het forum", target=person, note=reason)
    tell(row, title=f"Je krijgt een waarschuwing van een moderator: {reason}")
    return row


@transaction.atomic
def suspend(person: Person, *, by: Person, reason: str, until: datetime, post: Post | None = None) -> Sanction:
    """Reading goes on as before; drafts and what is being typed stay."""
    refuse_for(person, by=by)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.forum_sanctions.suspensions().exists():
        raise NotPossible(f"{person} kan nu al niet schrijven.")
    kind = Sanction.Kind.SUSPENSION
    row = Sanction.objects.create(
        kind=kind, person=person, post=post, by=by, at=timezone.now(), reason=reason, until=until
    )
    logbook.record(by=by, verb="schrijfstop op het forum", target=person, note=f"tot {day(until)}: {reason}")
    tell(row, title=f"Je kunt tot {day(until)} niet schrijven op het forum: {reason}")
    return row


@transaction.atomic
def lift(sanction: Sanction, *, by: Person) -> None:
    """Earlier than was said."""
    running = Sanction.objects.suspensions().filter(pk=sanction.pk)
    if not running.update(lifted_by=by, lifted_at=timezone.now()):
        raise NotPossible("Deze schrijfstop is al voorbij.")
    logbook.record(by=by, verb="hief een schrijfstop op", target=sanction.person)
    sanction.by = by
    tell(sanction, title="Je kunt weer schrijven op het forum")


def refuse_for(person: Person, *, by: Person) -> None:
    if person.pk == by.pk:
        raise NotPossible("Dit gaat over jezelf.")
    if person.is_editor and not by.is_administrator:
        raise NotPossible("Dit is een redacteur. Overleg met de beheerder.")


def day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d-%m-%Y")


def tell(sanction: Sanction, *, title: str) -> None:
    notices.tell(
        [sanction.person],
        kind="forum.sanction",
        title=title,
        url=PAGE,
        reason="dit over jou gaat",
        by=sanction.by,
        mail=True,
    )
