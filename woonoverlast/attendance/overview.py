"""What the page of an event shows of what came after, and the page for who organises it."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from woonoverlast.attendance import arriving, evaluating
from woonoverlast.attendance.models import Certificate, Material, RaisedQuestion
from woonoverlast.events import links
from woonoverlast.events.models import Event, SignUp
from woonoverlast.events.models.events import User


def panel(event: Event, user: User, own: SignUp | None) -> SafeString:
    """On the page of the event; `own` is the sign-up of this user."""
    after = {
        "event": event,
        "materials": list(Material.objects.visible_to(user, event).filter(event=event)),
        "questions": list(event.raised_questions.all()),
        "certificate": own.certificates.valid().first() if own else None,
        "evaluation": evaluation_link(own) if own else "",
        "can_check_in": bool(own and own.has_place and not event.is_over),
        "own_path": links.path(own) if own else "",
    }
    return render_to_string("attendance/after.html", {"after": after})


def evaluation_link(own: SignUp) -> str:
    """Where this person says what he thought of it; empty where that is not asked now."""
    if not own.event.is_over or evaluating.reason_against(own):
        return ""
    return links.path(own) + "evaluatie/"


def organiser_page(event: Event) -> dict[str, Any]:
    present, expected = arriving.counts(event)
    issued = Certificate.objects.filter(sign_up__event=event).select_related("sign_up", "withdrawn_by").order_by("name")
    certificates = list(issued)
    return {
        "event": event,
        "present": present,
        "expected": expected,
        "materials": list(event.materials.all()),
        "questions": [(question, ask_link(question)) for question in event.raised_questions.select_related("by")],
        "report": evaluating.report(event),
        "certificates": certificates,
        "without_certificate": present - sum(not certificate.is_withdrawn for certificate in certificates),
    }


def ask_link(question: RaisedQuestion) -> str:
    """The form for a new topic, with the question in it."""
    event = question.event
    text = f"{question.text}\n\nDeze vraag kwam op bij ‘{event.title}’: {settings.SITE_URL}{event.get_absolute_url()}"
    return f"/forum/nieuw/?{urlencode({'titel': Truncator(question.text).chars(120), 'tekst': text})}"
