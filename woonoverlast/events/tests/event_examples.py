"""Examples of the addresses of the agenda: an event that the member organises, and everything in it."""

from collections.abc import Callable, Mapping

from django.utils import timezone

from woonoverlast.events import guests, links, requesting, signing_up
from woonoverlast.events.models import Event, Question, Request, Series, SignUp
from woonoverlast.events.signing_up import Guest, Wish
from woonoverlast.events.tests.making import add_part, make_event
from woonoverlast.people.testing import Cast

Example = Callable[[Cast], str]


def event(cast: Cast) -> Event:
    return make_event(cast.member, audience="everybody")


def at(path: str) -> Example:
    return lambda cast: f"/agenda/{event(cast).pk}/{path}"


def signed_up(cast: Cast) -> SignUp:
    return signing_up.sign_up(event(cast), cast.colleague, by=cast.colleague)


def series(cast: Cast) -> str:
    made = Series.objects.create(title="Reeks")
    make_event(cast.member, series=made)
    return f"/agenda/reeks/{made.pk}/aanmelden/"


def guest_confirmation(cast: Cast) -> str:
    token = guests.token_for(event(cast), Guest("Gast", "gast@elders.example"), Wish())
    return f"/agenda/gast/{token}/"


def part(cast: Cast) -> str:
    made = add_part(event(cast))
    return f"/agenda/{made.event_id}/programma/{made.pk}/"


def question_removal(cast: Cast) -> str:
    made = Question.objects.create(event=event(cast), label="Dieet?")
    return f"/agenda/{made.event_id}/vragen/{made.pk}/weg/"


def request(cast: Cast) -> str:
    words = {"kind": Request.Kind.WORKSHOP, "title": "Hulp", "text": "Graag.", "at": timezone.now()}
    return requesting.ask(words, by=cast.member).get_absolute_url()


ORGANISERS = {
    "organise": "organiseren/",
    "edit": "wijzigen/",
    "cancellation": "afzegging/",
    "copy": "kopie/",
    "repetition": "reeks/",
    "removal": "weg/",
    "programme": "programma/",
    "questions": "vragen/",
    "invited": "uitgenodigd/",
    "participants": "deelnemers/",
    "export": "deelnemers.csv",
    "addition": "deelnemers/erbij/",
    "logbook": "verloop/",
}
EXAMPLES: Mapping[str, Example] = {
    **{f"events:{name}": at(path) for name, path in ORGANISERS.items()},
    "events:event": at(""),
    "events:share_card": at("delen.png"),
    "events:sign_up": at("aanmelden/"),
    "events:guest": at("gast/"),
    "events:publication": at("publicatie/"),
    "events:part": part,
    "events:part_removal": lambda cast: part(cast) + "weg/",
    "events:question_removal": question_removal,
    "events:participant": lambda cast: f"/agenda/aanmelding/{signed_up(cast).pk}/",
    "events:own_place": lambda cast: links.path(signed_up(cast)),
    "events:guest_confirmation": guest_confirmation,
    "events:sign_up_series": series,
    "events:request": request,
    "events:granting": lambda cast: request(cast) + "bijeenkomst/",
    "events:refusal": lambda cast: request(cast) + "afwijzing/",
}
ORGANISED = ("part", "part_removal", "question_removal", "participant", *ORGANISERS)
