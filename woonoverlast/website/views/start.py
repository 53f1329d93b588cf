"""The front page: for visitors what this is, for members what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.lib.access import Level, access


@access(Level.PUBLIC)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "website/start.html")
