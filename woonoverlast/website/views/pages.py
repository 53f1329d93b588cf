"""Short fixed pages, and the files that a well-behaved site has."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.web.access import Level, access

SECURITY_TEXT_VALID = timedelta(days=180)


@access(Level.PUBLIC)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "website/about.html")


@access(Level.PUBLIC)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html")


@access(Level.PUBLIC)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "website/privacy.html")


@access(Level.PUBLIC)
@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Expires moves along, because the contact is a setting that the operator keeps true."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(midnight + SECURITY_TEXT_VALID).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@access(Level.PUBLIC)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration is kept out of search engines: its people do not exist."""
    closed = ["/"] if settings.DEMONSTRATION else ["/account/", "/beheer/", "/inloggen/", "/leden/", "/zoeken/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@access(Level.PUBLIC)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Asked by browsers where a page names no icon, such as the administration and a PDF."""
    return redirect(static("img/favicon.svg"), permanent=True)
