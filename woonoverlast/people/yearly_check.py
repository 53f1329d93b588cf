"""Once a year: is your profile still true?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from woonoverlast.people import departures
from woonoverlast.people.models import Person, StaleNotice

CHECK_EVERY = timedelta(days=365)
LINK_VALID_FOR = timedelta(days=90)
SALT = "people.confirm_profile"
BATCH_SIZE = 500


def confirmation_token(person: Person) -> str:
    """What the yearly mail carries: signed, valid for 90 days, good for one thing only."""
    return signing.dumps(person.pk, salt=SALT)


def person_of_token(token: str) -> Person | None:
    """Whose profile the link confirms, or None when it is wrong, too old, or the account is gone."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_VALID_FOR)
    except signing.BadSignature:
        return None
    return Person.objects.living().filter(pk=pk).first()


def confirm_profile(person: Person) -> None:
    person.profile_confirmed_at = timezone.now()
    person.save(update_fields=["profile_confirmed_at"])


def stale_profiles(*, now: datetime | None = None) -> QuerySet[Person]:
    """Members who did not confirm their profile for a year."""
    limit = (now or timezone.now()) - CHECK_EVERY
    confirmed = Coalesce("profile_confirmed_at", "created_at")
    return Person.objects.members().alias(confirmed=confirmed).filter(confirmed__lt=limit)


def send_yearly_checks(*, now: datetime | None = None) -> int:
    """Mail everyone whose check is due and who had no such mail for a year. Returns how many."""
    moment = now or timezone.now()
    yearly = StaleNotice.objects.filter(kind=StaleNotice.Kind.YEARLY, sent_at__gt=moment - CHECK_EVERY)
    due = stale_profiles(now=moment).filter(~Exists(yearly.filter(person=OuterRef("pk"))))
    sent = 0
    for person in due.order_by("pk")[:BATCH_SIZE]:
        send_yearly_check(person)
        sent += 1
    return sent


@transaction.atomic
def send_yearly_check(person: Person) -> None:
    StaleNotice.objects.create(person=person, kind=StaleNotice.Kind.YEARLY)
    url = settings.SITE_URL + reverse("people:confirm_profile", args=[confirmation_token(person)])
    memberships = departures.current_memberships(person)
    text = render_to_string("people/mail/yearly_check.txt", {"person": person, "url": url, "memberships": memberships})
    send_mail("Klopt je profiel nog?", text, None, [person.email])
