"""Subscribers without an account: asking, and saying that the address is theirs.

The same happens for every address, known or not: a row that is there or made, and one mail. So nobody learns from the
answer, or from the time it takes, who gets the newsletter.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from woonoverlast.mail import addresses
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Unsubscription
from woonoverlast.newsletter.models import Subscriber
from woonoverlast.newsletter.models.subscribers import KEPT_UNCONFIRMED
from woonoverlast.people.models import Person

SALT = "newsletter.subscription"
# Somebody else may fill in an address: its owner gets no more than this.
ONE_MAIL_PER = timedelta(minutes=30)
KEPT_AFTER_LEAVING = timedelta(days=365)
SUBJECT = "Bevestig je aanmelding voor de nieuwsbrief"


@transaction.atomic
def ask(address: str) -> None:
    """Send the link to confirm with, unless that was just done."""
    Subscriber.objects.bulk_create([Subscriber(address=address.lower())], ignore_conflicts=True)
    subscriber = Subscriber.objects.select_for_update().get(address=address.lower())
    now = timezone.now()
    if subscriber.mailed_at and now - subscriber.mailed_at < ONE_MAIL_PER:
        return
    subscriber.mailed_at = now
    if subscriber.confirmed_at is None:
        subscriber.asked_at = now
    subscriber.save()
    url = settings.SITE_URL + reverse("newsletter:confirmation", args=[token_for(subscriber)])
    send_mail(SUBJECT, render_to_string("newsletter/mail/confirmation.txt", {"url": url}), None, [subscriber.address])


def token_for(subscriber: Subscriber) -> str:
    return signing.dumps(subscriber.pk, salt=SALT)


def read(token: str) -> Subscriber | None:
    """Whose link this is; None when we did not sign it, it is too old, or the address is gone."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=KEPT_UNCONFIRMED)
    except signing.BadSignature:
        return None
    return Subscriber.objects.filter(pk=pk).first()


@transaction.atomic
def confirm(subscriber: Subscriber) -> None:
    """Also somebody who unsubscribed earlier: this is a new choice, by who reads the mail of that address."""
    Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    addresses.subscribe_again(NEWSLETTER.slug, person=None, address=subscriber.address)
    account = Person.objects.living().filter(email=subscriber.address).first()
    if account:
        addresses.subscribe_again(NEWSLETTER.slug, person=account)
    addresses.resume(subscriber.address)


def forget_unconfirmed() -> int:
    """Returns how many went."""
    return Subscriber.objects.stale().delete()[0]


def forget_left() -> int:
    """Who unsubscribed more than a year ago: no mail is left whose link could bring them back. Returns how many went."""
    long_ago = timezone.now() - KEPT_AFTER_LEAVING
    out = Unsubscription.objects.filter(list_name=NEWSLETTER.slug, at__lt=long_ago).exclude(address="")
    return Subscriber.objects.filter(address__in=out.values("address")).delete()[0]


def forget(address: str) -> None:
    Subscriber.objects.filter(address=address.lower()).delete()
