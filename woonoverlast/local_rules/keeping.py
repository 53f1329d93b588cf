"""Saying what holds, saying that it still holds, and what an editor thinks of it. Nothing is overwritten."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.local_rules.models import FACTS, Statement
from woonoverlast.people import logbook
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality

CHANGED = "Iemand anders heeft dit intussen gewijzigd. Kijk eerst wat er nu staat."
SAME = "Er verandert niets. Klopt het nog? Druk dan op ‘Dit klopt nog’."


def state(
    municipality: Municipality, instrument: Instrument, facts: dict[str, Any], *, by: Person, read: int | None = None
) -> Statement:
    """Put this in the place of what stands. `read` is the number of the statement that `by` saw, 0 for none."""
    with transaction.atomic():
        former = standing_of(municipality, instrument)
        if read is not None and read != (former.pk if former else 0):
            raise NotPossible(CHANGED)
        if former and all(getattr(former, name) == facts[name] for name in FACTS if name in facts):
            if former.as_of >= facts.get("as_of", timezone.localdate()):
                raise NotPossible(SAME)
        replace(former)
        made = Statement.objects.create(
            municipality=municipality, instrument=instrument, entered_by=by, **facts, **confirmation(by)
        )
        searching.changed(made)
    return made


def standing_of(municipality: Municipality, instrument: Instrument) -> Statement | None:
    """Locked, and nobody else can begin a first one meanwhile."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    return Statement.objects.filter(municipality=municipality, instrument=instrument, replaced_at=None).first()


def replace(former: Statement | None) -> None:
    if former:
        Statement.objects.filter(pk=former.pk).update(replaced_at=timezone.now())


def confirmation(by: Person) -> dict[str, Any]:
    """An editor confirms what he says himself."""
    return {"confirmed_by": by, "confirmed_at": timezone.now()} if by.is_editor else {}


@transaction.atomic
def renew(statement: Statement, *, by: Person) -> Statement:
    """Somebody looked, and it is still so: the same facts, seen today. What an editor confirmed stays confirmed."""
    former = standing_of(statement.municipality, statement.instrument)
    if former is None or former.pk != statement.pk:
        raise NotPossible(CHANGED)
    if former.as_of >= timezone.localdate():
        raise NotPossible("Dit is vandaag al nagekeken.")
    replace(former)
    same = {name: getattr(former, name) for name in FACTS}
    confirmed = {"confirmed_by": former.confirmed_by, "confirmed_at": former.confirmed_at}
    made = Statement.objects.create(
        municipality=former.municipality, instrument=former.instrument, entered_by=by, **same, **confirmed
    )
    searching.changed(made)
    return made


@transaction.atomic
def confirm(statement: Statement, *, by: Person) -> None:
    locked = waiting(statement)
    locked.confirmed_by, locked.confirmed_at = by, timezone.now()
    locked.save(update_fields=["confirmed_by", "confirmed_at"])
    logbook.record(by=by, verb="lokale regel bevestigd", target=statement)
    tell(statement, "Een redacteur heeft je opgave bevestigd. Dat staat nu op de bladzijde.")


@transaction.atomic
def refuse(statement: Statement, *, reason: str, by: Person) -> None:
    """It no longer stands; what it said and why it went stays to be read."""
    locked = waiting(statement)
    locked.replaced_at, locked.refusal = timezone.now(), reason
    locked.save(update_fields=["replaced_at", "refusal"])
    logbook.record(by=by, verb="lokale regel weggehaald", target=statement, note=reason)
    tell(statement, f"Een redacteur heeft je opgave weggehaald:\n\n{reason}\n\nJe kunt de opgave opnieuw invullen.")


def waiting(statement: Statement) -> Statement:
    locked = Statement.objects.select_for_update().get(pk=statement.pk)
    if locked.replaced_at or locked.confirmed_at:
        raise NotPossible("Een ander heeft deze opgave al beoordeeld of vervangen.")
    return locked


def tell(statement: Statement, what: str) -> None:
    """Who entered it, where that person can still be reached."""
    person = statement.entered_by
    if person is None or not person.is_active:
        return
    text = (
        f"Beste {person},\n\n{what}\n\nHet gaat om: {statement}.\n"
        f"Bekijk het register: {settings.SITE_URL}{statement.get_absolute_url()}\n\n"
        "Dank je dat je het register bijhoudt.\n\nPlatform Woonoverlast\n"
    )
    send_mail(f"Lokale regel: {statement}", text, None, [person.email])
