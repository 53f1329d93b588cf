"""Where the guard on personal data is wrong: a member explains, an editor decides, and what is allowed may stand from then on.

Nothing is published meanwhile: a text with these words is still refused, and without them it can be saved at once.
"""

from collections.abc import Iterable
from itertools import islice

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import FalseAlarm, Person

MAX_COUNT = 30
MAX_ALLOWED = 200


def explain(words: str, *, why: str, by: Person) -> FalseAlarm:
    """The same words explained twice by one person are one question."""
    if FalseAlarm.objects.filter(outcome=FalseAlarm.Outcome.ALLOWED, words__iexact=words).exists():
        raise NotPossible("Deze woorden mogen al blijven staan. Sla je tekst gewoon op.")
    waiting = FalseAlarm.objects.filter(by=by, words__iexact=words, settled_at=None).first()
    return waiting or FalseAlarm.objects.create(by=by, words=words, why=why)


@transaction.atomic
def settle(alarm: FalseAlarm, *, by: Person, outcome: str) -> None:
    """Who asked gets a mail, without the words."""
    alarm = FalseAlarm.objects.select_for_update().get(pk=alarm.pk)
    if alarm.settled_at is not None:
        raise NotPossible("Hierover is al besloten.")
    alarm.outcome, alarm.settled_at, alarm.settled_by = outcome, timezone.now(), by
    if outcome == FalseAlarm.Outcome.REFUSED:
        alarm.words = alarm.why = ""
    alarm.save()
    logbook.record(by=by, verb=f"vals alarm bekeken: {alarm.get_outcome_display()}", target=alarm)
    if alarm.by is not None and alarm.by.anonymised_at is None:
        text = render_to_string("people/false_alarm_mail.txt", {"alarm": alarm})
        send_mail("Een redacteur bekeek je uitleg", text, None, [alarm.by.email])


def allowed_like(found: Iterable[str]) -> list[str]:
    """What an editor allowed and holds one of these words."""
    words = set(islice(found, MAX_COUNT))
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted |= Q(words__icontains=word)
    allowed = FalseAlarm.objects.filter(wanted, outcome=FalseAlarm.Outcome.ALLOWED)
    return list(allowed.values_list("words", flat=True)[:MAX_ALLOWED])
