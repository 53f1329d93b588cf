"""The register as CSV and JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.lib.tables import csv_bytes
from woonoverlast.local_rules import open_data
from woonoverlast.local_rules.access import get_instrument
from woonoverlast.web.access import Level, access


@access(Level.PUBLIC)
@require_safe
def as_csv(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Of one instrument, or of all."""
    instrument, today = get_instrument(slug) if slug else None, timezone.localdate()
    content = csv_bytes([open_data.COLUMNS, *open_data.rows(open_data.standing(today, instrument))], for_machines=True)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"lokale-regels-{slug}-{today}" if slug else f"lokale-regels-{today}"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@access(Level.PUBLIC)
@require_safe
def as_json(request: HttpRequest, slug: str = "") -> JsonResponse:
    instrument = get_instrument(slug) if slug else None
    found = open_data.everything(timezone.localdate(), instrument)
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})
