"""An organiser runs his own events, as long as he is a member."""

import pytest
from django.utils import timezone

from woonoverlast.events.models import Part, Question
from woonoverlast.events.tests.making import add_part, make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db


def test_organiser_touches_no_other_event(cast: Cast) -> None:
    """Numbers of another event under the address of one's own."""
    own, other = make_event(cast.member), make_event(cast.outsider)
    question = Question.objects.create(event=other, label="Welke gemeente?")
    part, client = add_part(other), logged_in(cast.member)
    for path in (f"vragen/{question.pk}/weg/", f"programma/{part.pk}/weg/"):
        assert client.post(f"/agenda/{own.pk}/{path}").status_code in {302, 404}
    assert client.get(f"/agenda/{own.pk}/programma/{part.pk}/").status_code == 404
    assert Question.objects.filter(pk=question.pk).exists()
    assert Part.objects.filter(pk=part.pk).exists()
    logged_in(cast.outsider).post(f"/agenda/{other.pk}/vragen/{question.pk}/weg/")
    assert not Question.objects.filter(pk=question.pk).exists()


def test_who_left_organises_nothing(cast: Cast) -> None:
    event, client = make_event(cast.outsider), logged_in(cast.outsider)
    assert client.get(f"/agenda/{event.pk}/deelnemers/").status_code == 200
    cast.outsider.memberships.update(ended_on=timezone.localdate())
    assert client.get(f"/agenda/{event.pk}/deelnemers/").status_code != 200
    assert not event.is_organised_by(Person.objects.get(pk=cast.outsider.pk))
