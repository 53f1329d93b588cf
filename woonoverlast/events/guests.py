"""A guest proves the address first: nothing is kept until the link in the mail was followed and its button pressed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from woonoverlast.events import signing_up, wording
from woonoverlast.events.models import Event, Question, SignUp
from woonoverlast.events.signing_up import Guest, Wish

SALT = "events.guest"
VALID_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Asked:
    """What a guest filled in, as the link carries it."""

    event: Event
    guest: Guest
    wish: Wish


def ask(event: Event, guest: Guest, wish: Wish) -> None:
    """The same mail whether or not the address belongs to a member: the page tells nobody who is one."""
    link = settings.SITE_URL + reverse("events:guest_confirmation", args=[token_for(event, guest, wish)])
    context = {"event": event, "guest": guest, "when": wording.moment(event.starts_at), "link": link}
    text = render_to_string("events/mail/guest.txt", context)
    send_mail(f"Bevestig je aanmelding: {event.title}"[:150], text, None, [guest.email])


def token_for(event: Event, guest: Guest, wish: Wish) -> str:
    answers = {str(question.pk): text for question, text in wish.answers.items() if text}
    values: list[Any] = [event.pk, guest.name, guest.email, guest.organisation, wish.text, wish.shared, answers]
    return signing.dumps(values, salt=SALT, compress=True)


def read(token: str) -> Asked | None:
    """None for what we did not sign, what is too old, and an event that is gone."""
    try:
        pk, name, email, organisation, wish, shared, answers = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return None
    event = Event.objects.published().select_related("municipality", "cancellation").filter(pk=pk).first()
    if event is None:
        return None
    questions = Question.objects.filter(event=event).in_bulk([int(number) for number in answers])
    said = {question: answers[str(number)] for number, question in questions.items()}
    return Asked(event, Guest(name, email, organisation), Wish(wish, shared, said))


def confirm(asked: Asked) -> SignUp:
    return signing_up.sign_up_guest(asked.event, asked.guest, wish=asked.wish)
