"""The national targets: where each stands, in numbers, a line, a map and a list."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.lib.access import Level, access
from woonoverlast.lib.charts import NARROW, WIDE, Goal, Point, Size, formula_safe, line_chart, percent
from woonoverlast.places.maps import coverage_map
from woonoverlast.plans.models import Cycle
from woonoverlast.plans.progress import Progress, progress_of


@access(Level.PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The running cycle; the newest where none runs."""
    cycles = Cycle.objects.latest_first().prefetch_related("targets")
    today = timezone.localdate()
    cycle = cycles.running(on=today).first() or cycles.first()
    if cycle is None:
        return render(request, "plans/no_cycles.html")
    return cycle_page(request, cycle)


@access(Level.PUBLIC)
@require_safe
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    return cycle_page(request, get_object_or_404(Cycle.objects.prefetch_related("targets"), slug=slug))


def cycle_page(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    progress = progress_of(cycle, today=timezone.localdate())
    live = next((each for each in progress if each.coverage), None)
    context = {
        "cycle": cycle,
        "progress": progress,
        "first": progress[0] if progress else None,
        "others": Cycle.objects.latest_first().exclude(pk=cycle.pk),
        "map": coverage_map(live.coverage.connected(on=live.as_of)) if live and live.coverage else "",
    }
    return render(request, "plans/cycle.html", context)


@access(Level.PUBLIC)
@require_safe
def target(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    progress = get_progress(slug, number)
    coverage, day = progress.coverage, progress.as_of
    connected = coverage.connected(on=day) if coverage else set()
    places = coverage.existing(on=day) if coverage else []
    context = {
        "cycle": progress.target.cycle,
        "progress": progress,
        "chart": chart(progress, WIDE),
        "chart_narrow": chart(progress, NARROW),
        "rows": [(reading, percent(reading.share)) for reading in progress.series],
        "provinces": coverage.by_province(on=day) if coverage else [],
        "connected": [place for place in places if place.code in connected],
        "missing": [place for place in places if place.code not in connected],
        "map": coverage_map(connected) if coverage else "",
    }
    return render(request, "plans/target.html", context)


def chart(progress: Progress, size: Size) -> str:
    """The line with its goal; an empty string where the platform does not count this target."""
    if not progress.series:
        return ""
    points = [Point(reading.on, reading.share) for reading in progress.series]
    goal = Goal(progress.target.goal_on, float(progress.target.goal), f"Doel: {progress.goal_percent}")
    start = progress.baseline
    return line_chart(
        points,
        key=f"doel-{progress.target.number}-{size.width}",
        title=f"{progress.target.title}: {percent(points[-1].value)}",
        description="De lijn laat het deel van de gemeenten zien. Alle waarden staan in de tabel hieronder.",
        goal=goal,
        marked=Point(start.on, start.share) if start else None,
        size=size,
        css_class="chart--narrow" if size is NARROW else "chart--wide",
    )


@access(Level.PUBLIC)
@require_safe
def download(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The line as CSV: day, count, whole, share."""
    progress = get_progress(slug, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="doel-{progress.target.slug}.csv"'
    writer = csv.writer(response)
    writer.writerow(["datum", "aantal", "van", "aandeel"])
    for reading in progress.series:
        cells = (reading.on.isoformat(), reading.count, reading.of, round(reading.share, 4))
        writer.writerow([formula_safe(cell) for cell in cells])
    return response


def get_progress(slug: str, number: int) -> Progress:
    cycle = get_object_or_404(Cycle.objects.prefetch_related("targets"), slug=slug)
    for progress in progress_of(cycle, today=timezone.localdate()):
        if progress.target.number == number:
            return progress
    raise Http404
