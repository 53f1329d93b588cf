"""Looking at an edition before it goes: as mail, as text, as test mail, and what the preflight finds."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.mail.bulk.composing import NotSendable
from woonoverlast.newsletter import audience, preflight, rendering
from woonoverlast.newsletter.access import get_edition
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.rendering import Copy
from woonoverlast.newsletter.views.editions import HOUR
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

# A mail brings its own look. No script, no form; framed by our own page only.
MAIL_POLICY = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


@access(Level.EDITOR)
@require_safe
@csp_replace({"frame-src": [SELF]})  # type: ignore[arg-type]
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """Wide, as on a phone, and as plain text, on one page."""
    edition = get_edition(pk)
    copy, problem = copy_or_problem(edition, request.user)
    context = {"edition": edition, "copy": copy, "problem": problem, "step": "preview"}
    return render(request, "newsletter/preview.html", context)


@access(Level.EDITOR)
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def preview_as_html(request: PersonRequest, pk: int) -> HttpResponse:
    copy, problem = copy_or_problem(get_edition(pk), request.user)
    return HttpResponse(copy.html if copy else problem, content_type="text/html" if copy else "text/plain")


@access(Level.EDITOR)
@require_POST
@limited(30, per=HOUR)
def test_mail(request: PersonRequest, pk: int) -> HttpResponse:
    """To the editor's own address, with the own name filled in."""
    by = request.user
    edition = get_edition(pk)
    copy, problem = copy_or_problem(edition, by)
    if copy:
        mail = EmailMultiAlternatives(f"[Proef] {copy.subject}"[:150], copy.text, None, [by.email])
        mail.attach_alternative(copy.html, "text/html")
        mail.send()
        messages.success(request, f"De proefmail is onderweg naar {by.email}.")
    else:
        messages.warning(request, problem)
    return redirect("editions:preview", pk)


def copy_or_problem(edition: Edition, person: Person) -> tuple[Copy | None, str]:
    try:
        return rendering.copy_for(edition, person), ""
    except NotSendable as problem:
        return None, f"De mail kan zo niet worden gemaakt. {problem}"


@access(Level.EDITOR)
@require_safe
def preflight_page(request: PersonRequest, pk: int) -> HttpResponse:
    edition = get_edition(pk)
    by = request.user
    findings = preflight.look(edition, by=by)
    copy, _ = copy_or_problem(edition, by)
    context = {
        "edition": edition,
        "red": [finding for finding in findings if finding.stops],
        "orange": [finding for finding in findings if not finding.stops],
        "counts": audience.counts_of(edition),
        "kilobytes": (copy.size + 500) // 1000 if copy else 0,
        "step": "preflight",
    }
    return render(request, "newsletter/preflight.html", context)
