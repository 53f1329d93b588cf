"""Sign-ups that were never confirmed go after thirty days; everybody else stays."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from woonoverlast.people import retention
from woonoverlast.people.models import Person

pytestmark = pytest.mark.django_db


def signed_up(email: str, *, days_ago: int, verified: bool) -> Person:
    person = Person.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=days_ago))
    return person


def test_only_old_and_unconfirmed_go() -> None:
    signed_up("oud@werk.example", days_ago=31, verified=False)
    kept = [
        signed_up("nieuw@werk.example", days_ago=29, verified=False),
        signed_up("bevestigd@werk.example", days_ago=400, verified=True),
        Person.objects.create_user("zonder-adres@werk.example"),
    ]
    assert retention.forget_unconfirmed() == 1
    assert retention.forget_unconfirmed() == 0
    assert set(Person.objects.all()) == set(kept)


def test_a_second_unconfirmed_address_does_not_remove_a_member() -> None:
    person = signed_up("lid@werk.example", days_ago=400, verified=True)
    EmailAddress.objects.create(user=person, email="ander@werk.example", verified=False)
    assert retention.forget_unconfirmed() == 0
