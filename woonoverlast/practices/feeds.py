"""What was published last, as Atom."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.lib.atom import TextFeed
from woonoverlast.practices.finding import found
from woonoverlast.web.access import Level, access

NEWEST = 40


@access(Level.PUBLIC)
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    made = TextFeed(
        title="Praktijkvoorbeelden woonoverlast", link=f"{settings.SITE_URL}/praktijk/", description="", language="nl"
    )
    for practice in found({})[:NEWEST]:
        made.add_item(
            title=practice.title,
            link=f"{settings.SITE_URL}{practice.get_absolute_url()}",
            description=practice.publication.revision.summary,
            updateddate=timezone.localtime(practice.publication.at),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
