"""An organiser runs his own events, as long as he is a member."""

from datetime import timedelta

import pytest
from django.utils import timezone

from woonoverlast.events import dates, organising
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


def test_draft_is_for_who_organises_it_and_editors(cast: Cast) -> None:
    draft = make_event(cast.member, published=False)
    people = (cast.member, cast.editor, cast.colleague, cast.steward)
    answers = [logged_in(person).get(draft.get_absolute_url()).status_code for person in people]
    assert answers == [200, 200, 404, 404]


def test_organiser_puts_nothing_in_the_agenda_himself(cast: Cast) -> None:
    """Also not by repeating what an editor put there once."""
    event = make_event(cast.member)
    span = dates.Span(event.starts_at + timedelta(days=7), event.ends_at + timedelta(days=7))
    assert not event.can_be_published_by(cast.member)
    assert [again.is_published for again in organising.repeat(event, [span], by=cast.member)] == [False]
    assert [again.is_published for again in organising.repeat(event, [span], by=cast.editor)] == [True]
