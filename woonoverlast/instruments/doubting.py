"""A member says that something is no longer right; an editor answers, and the member hears it."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.models import Doubt, Instrument
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

AT_MOST = 5


@transaction.atomic
def doubt(instrument: Instrument, *, text: str, by: Person) -> Doubt:
    Person.objects.select_for_update().get(pk=by.pk)
    mine = Doubt.objects.filter(by=by, settled_at=None)
    if mine.filter(instrument=instrument, text=text).exists():
        raise NotPossible("Dit heb je al gemeld. Een redacteur kijkt ernaar.")
    if mine.count() >= AT_MOST:
        raise NotPossible(f"Er wachten al {AT_MOST} meldingen van jou op antwoord. Wacht even tot die klaar zijn.")
    return Doubt.objects.create(instrument=instrument, by=by, text=text)


@transaction.atomic
def settle(doubt: Doubt, *, answer: str, by: Person) -> None:
    locked = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if locked.settled_at:
        raise NotPossible("Een andere redacteur heeft deze melding al beantwoord.")
    locked.settled_at, locked.settled_by, locked.answer = timezone.now(), by, answer
    locked.save(update_fields=["settled_at", "settled_by", "answer"])
    logbook.record(by=by, verb="melding over instrument beantwoord", target=doubt.instrument)
    tell(locked)


def tell(doubt: Doubt) -> None:
    text = (
        f"Beste {doubt.by},\n\n"
        f"Je meldde dat er iets niet meer klopt bij het instrument ‘{doubt.instrument}’:\n\n{doubt.text}\n\n"
        f"Antwoord van de redactie:\n\n{doubt.answer}\n\n"
        f"Bekijk het instrument: {settings.SITE_URL}{doubt.instrument.get_absolute_url()}\n\n"
        "Dank je dat je meekijkt. Zo blijft de kennis van ons allemaal goed.\n\nPlatform Woonoverlast\n"
    )
    send_mail(f"Antwoord op je melding over ‘{doubt.instrument}’", text, None, [doubt.by.email])
