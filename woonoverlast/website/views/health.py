"""For the machine that watches: alive, and ready to serve. No details."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from woonoverlast.web.access import Level, access


@access(Level.PUBLIC)
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@access(Level.PUBLIC)
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers too, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("niet klaar", status=503, content_type="text/plain", headers={"Retry-After": "10"})
    return HttpResponse("ok", content_type="text/plain")
