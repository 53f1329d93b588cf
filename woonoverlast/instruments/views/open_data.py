"""The catalogue as CSV and JSON, the taxonomy as SKOS, and what changed as a feed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.instruments import open_data
from woonoverlast.instruments.forms import DayForm
from woonoverlast.instruments.models import Version
from woonoverlast.lib.atom import TextFeed
from woonoverlast.lib.tables import csv_bytes
from woonoverlast.web.access import Level, access

NEWEST = 40


@access(Level.PUBLIC)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Of today, or of the day that `op` says."""
    day = DayForm(request.GET).day()
    content = csv_bytes([open_data.COLUMNS, *open_data.rows(day)], for_machines=True)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="instrumenten-{day.isoformat()}.csv"'
    return response


@access(Level.PUBLIC)
@require_safe
def as_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse(open_data.everything(DayForm(request.GET).day()), json_dumps_params={"ensure_ascii": False})


@access(Level.PUBLIC)
@require_safe
def taxonomy(request: HttpRequest) -> JsonResponse:
    answer = JsonResponse(open_data.taxonomy(), json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/ld+json"
    return answer


@access(Level.PUBLIC)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What was written last, the newest first."""
    link = f"{settings.SITE_URL}/instrumenten/"
    made = TextFeed(title="Instrumenten tegen woonoverlast", link=link, description="", language="nl")
    for version in Version.objects.standing().select_related("instrument").order_by("-written_at", "-pk")[:NEWEST]:
        address = f"{settings.SITE_URL}{version.instrument.get_absolute_url()}"
        made.add_item(
            title=version.instrument.name,
            link=address,
            unique_id=f"{address}#{version.pk}",
            description=version.changed or version.summary,
            updateddate=timezone.localtime(version.written_at),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
