"""Editors look at each mail of the platform, as invented examples."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.notifications.samples import SAMPLES, Sample
from woonoverlast.web.access import Level, access

# A mail brings its own markup: no script, no form, nothing from elsewhere.
MAIL_POLICY = {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": True}


@access(Level.EDITOR)
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/previews.html", {"samples": SAMPLES.values()})


@access(Level.EDITOR)
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    sample = known(name)
    return render(request, "notifications/preview.html", {"sample": sample, "mail": sample.write()})


@access(Level.EDITOR)
@require_safe
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def mail_as_html(request: HttpRequest, name: str) -> HttpResponse:
    written = known(name).write()
    assert isinstance(written, EmailMultiAlternatives)
    return HttpResponse(written.alternatives[0][0])


def known(name: str) -> Sample:
    if name not in SAMPLES:
        raise Http404
    return SAMPLES[name]
