"""The learning record, and certificates: of oneself, by the link of a mail, and the page that says what was attested."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from woonoverlast.attendance import certifying, learning
from woonoverlast.attendance.access import get_certificate, get_certificate_of_place, get_own_certificate
from woonoverlast.attendance.models import Certificate
from woonoverlast.events import links
from woonoverlast.events.access import get_own_place
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What I signed up for, where I was, and my tracks."""
    person = request.user
    coming = [(sign_up, links.path(sign_up)) for sign_up in learning.coming(person)]
    been = [learning.record_of(attendance) for attendance in learning.been(person)]
    context: dict[str, Any] = {"coming": coming, "been": been, "tracks": learning.to_show(person)}
    context["hours"] = learning.in_hours(sum(record.minutes for record in been))
    return render(request, "attendance/mine.html", context)


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def own_certificate(request: PersonRequest, pk: int) -> HttpResponse:
    return download(get_own_certificate(request.user, pk))


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@require_safe
def certificate_of_place(request: HttpRequest, token: str) -> HttpResponse:
    return download(get_certificate_of_place(get_own_place(token)))


def download(certificate: Certificate) -> HttpResponse:
    response = HttpResponse(certifying.pdf(certificate), content_type="application/pdf")
    name = f"certificaat-{slugify(certificate.title)[:60] or 'bijeenkomst'}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


@access(Level.PUBLIC, rule="wie de code op het certificaat heeft")
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """What was attested. The full name stands on the paper; here only its first letters."""
    found = get_certificate(code)
    context: dict[str, Any] = {"certificate": found, "initials": certifying.initials(found.name)}
    context["hours"] = learning.in_hours(found.minutes)
    return render(request, "attendance/certificate.html", context)
