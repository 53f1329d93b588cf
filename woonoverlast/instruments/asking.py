"""When a legal check has run out, who keeps the text is asked to have it checked again: once."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.models import Review
from woonoverlast.people.models import Person


@transaction.atomic
def ask_owners(*, today: date | None = None) -> int:
    """How many were asked. Safe to run twice; who is no member any more is not asked."""
    lapsed = Review.objects.lapsed(on=today or timezone.localdate()).filter(
        asked_at=None, version__instrument__owner__in=Person.objects.members()
    )
    waiting = list(lapsed.select_related("version__instrument__owner").select_for_update(of=("self",)))
    for review in waiting:
        ask(review)
    Review.objects.filter(pk__in=[review.pk for review in waiting]).update(asked_at=timezone.now())
    return len(waiting)


def ask(review: Review) -> None:
    instrument = review.version.instrument
    owner = instrument.owner
    assert owner is not None
    text = (
        f"Beste {owner},\n\n"
        f"Jij houdt de tekst over ‘{instrument}’ bij. De juridische toets van {review.on:%d-%m-%Y} is verlopen. "
        "Op de bladzijde staat nu weer dat de tekst niet getoetst is.\n\n"
        "Wil je de tekst opnieuw laten nakijken? Een redacteur kan de toets daarna vastleggen. Klopt er iets niet meer, "
        "meld dat dan met de knop onder aan de bladzijde.\n\n"
        f"Bekijk de tekst: {settings.SITE_URL}{instrument.get_absolute_url()}\n\nPlatform Woonoverlast\n"
    )
    send_mail(f"Opnieuw laten toetsen: ‘{instrument}’", text, None, [owner.email])
