"""The picture for who shares an event."""

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from woonoverlast.events import share
from woonoverlast.events.access import get_event
from woonoverlast.web.access import Level, access

DAY = 24 * 3600


@access(Level.PUBLIC, rule="wie de bijeenkomst mag zien; alleen van openbare bijeenkomsten")
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_event(request.user, pk)
    if event.members_only or not event.is_published:
        raise Http404
    key = f"event-card:{event.pk}:{event.changed_at.timestamp()}"
    found = caches["process"].get(key)
    if found is None:
        found = share.picture(event)
        caches["process"].set(key, found, timeout=DAY)
    response = HttpResponse(found, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response
