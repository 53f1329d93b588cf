"""Answers go by themselves, each after the time that its question says."""

from datetime import datetime, timedelta

from django.db.models import DurationField, ExpressionWrapper, F
from django.utils import timezone

from woonoverlast.events.models import Answer, CalendarKey, Event, Invited, SignUp
from woonoverlast.people.models import Person
from woonoverlast.people.retention import FORMER

# Guests have no account: their name and address are not needed longer than this after the event.
GUESTS_FOR = timedelta(days=365)


def forget_answers(*, now: datetime | None = None) -> int:
    """Returns how many answers went. Names of guests go after a year, numbers stay."""
    moment = now or timezone.now()
    kept = ExpressionWrapper(F("question__keep_days") * timedelta(days=1), output_field=DurationField())
    old = Answer.objects.annotate(gone_at=F("question__event__ends_at") + kept).filter(gone_at__lt=moment)
    count, _ = old.delete()
    guests = SignUp.objects.filter(person=None, event__ends_at__lt=moment - GUESTS_FOR).exclude(guest_name=FORMER)
    guests.update(guest_name=FORMER, guest_email="", guest_organisation="", wish="")
    return count


def erase(person: Person) -> None:
    """Who left for good: what he wrote at sign-up goes; that somebody came is a number."""
    Answer.objects.filter(sign_up__person=person).delete()
    CalendarKey.objects.filter(person=person).delete()
    SignUp.objects.filter(person=person).update(wish="", shares_wish=False)
    Invited.objects.filter(person=person).delete()
    for event in Event.objects.filter(organisers=person):
        event.organisers.remove(person)
