"""The figures of a target as CSV, in the form that Dutch spreadsheets open: semicolons and a decimal comma."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from woonoverlast.lib.charts import percent
from woonoverlast.lib.tables import csv_bytes
from woonoverlast.targets.coverage import Reading
from woonoverlast.targets.progress import Progress
from woonoverlast.targets.views.municipalities import counted_coverage
from woonoverlast.targets.views.targets import get_progress
from woonoverlast.web.access import Level, access


@access(Level.PUBLIC)
@require_safe
def figures(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Baseline and line: day, what it is, count, whole, share."""
    progress = get_progress(slug, number)
    rows = [cells(progress.baseline, "beginstand")] if progress.baseline else []
    rows += [cells(reading, "telling") for reading in progress.series]
    return csv_file(f"{name(progress)}.csv", ["datum", "soort", "aantal", "van", "aandeel"], rows)


def cells(reading: Reading, kind: str) -> list[object]:
    return [reading.on.isoformat(), kind, reading.count, reading.of, percent(reading.share)]


@access(Level.PUBLIC)
@require_safe
def municipalities(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All municipalities of the day and whether each is connected."""
    progress = get_progress(slug, number)
    coverage = counted_coverage(progress)
    connected = coverage.connected(on=progress.as_of)
    rows = (
        [place.code, place.name, place.province, "ja" if place.code in connected else "nee", progress.as_of.isoformat()]
        for place in coverage.existing(on=progress.as_of)
    )
    header = ["code", "gemeente", "provincie", "aangesloten", "peildatum"]
    return csv_file(f"{name(progress)}-gemeenten.csv", header, rows)


def name(progress: Progress) -> str:
    return f"doel-{progress.target.cycle.slug}-{progress.target.slug}"


def csv_file(file_name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(csv_bytes([header, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
