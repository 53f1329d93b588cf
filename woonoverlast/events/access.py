"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.events import links
from woonoverlast.events.models import Event, Part, Question, Reminder, Request, Series, SignUp
from woonoverlast.events.models.events import User
from woonoverlast.people.models import Person

RELATED = ("municipality__province", "cancellation", "series")


def get_event(user: User, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(user).select_related(*RELATED), pk=pk)


def get_event_to_organise(user: User, pk: int) -> Event:
    event = get_event(user, pk)
    if not event.is_organised_by(user):
        raise PermissionDenied
    return event


def get_sign_up_to_organise(user: User, pk: int) -> SignUp:
    """Of an event that this person organises; for others it is as absent as the event, or 403."""
    sign_up = get_object_or_404(SignUp.objects.select_related("person", "event"), pk=pk)
    sign_up.event = get_event_to_organise(user, sign_up.event_id)
    return sign_up


def get_reminder_to_organise(user: User, pk: int) -> Reminder:
    """Of an event that this person organises; for others it is as absent as the event, or 403."""
    reminder = get_object_or_404(Reminder.objects.select_related("event"), pk=pk)
    reminder.event = get_event_to_organise(user, reminder.event_id)
    return reminder


def get_own_place(token: str) -> SignUp:
    """By the signed link of a mail."""
    sign_up = links.read(token)
    if sign_up is None:
        raise Http404
    return sign_up


def get_series(user: User, pk: int) -> tuple[Series, list[Event]]:
    """The series with its coming dates that this person sees, the soonest first; without any it is not there."""
    series = get_object_or_404(Series, pk=pk)
    events = list(Event.objects.visible_to(user).going_on().coming().filter(series=series))
    if not events:
        raise Http404
    return series, events


def get_request(person: Person, pk: int) -> Request:
    rows = Request.objects.visible_to(person).select_related("by", "municipality", "event", "settled_by")
    return get_object_or_404(rows, pk=pk)


def get_part_to_organise(user: User, pk: int, number: int) -> Part:
    part = get_object_or_404(Part, event=pk, pk=number)
    part.event = get_event_to_organise(user, pk)
    return part


def get_question_to_organise(user: User, pk: int, number: int) -> Question:
    question = get_object_or_404(Question, event=pk, pk=number)
    question.event = get_event_to_organise(user, pk)
    return question
