"""The national targets: where each stands, in numbers, a line, a map and figures per province."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from woonoverlast.lib.charts import NARROW, WIDE, Goal, Point, Size, line_chart, percent
from woonoverlast.places.maps import coverage_map
from woonoverlast.targets import wording
from woonoverlast.targets.models import Cycle
from woonoverlast.targets.progress import Progress, progress_of
from woonoverlast.web.access import Level, access
from woonoverlast.web.visitor_pages import same_for_visitors


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """The running cycle; the newest where none runs."""
    cycles = Cycle.objects.latest_first().prefetch_related("targets")
    cycle = cycles.running(on=timezone.localdate()).first() or cycles.first()
    if cycle is None:
        return render(request, "targets/no_cycles.html")
    return cycle_page(request, cycle)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    return cycle_page(request, get_object_or_404(Cycle.objects.prefetch_related("targets"), slug=slug))


def cycle_page(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Targets that are counted stand large, with the map; the others below, with what is known of them."""
    progress = progress_of(cycle, today=timezone.localdate())
    counted = next((each for each in progress if each.now and each.coverage), None)
    context = {
        "cycle": cycle,
        "first": progress[0] if progress else None,
        "counted": counted,
        "others": [each for each in progress if each is not counted],
        "has_ended": cycle.has_ended(on=timezone.localdate()),
        "other_cycles": Cycle.objects.latest_first().exclude(pk=cycle.pk),
        "map": counted_map(counted),
    }
    return render(request, "targets/cycle.html", context)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def target(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    progress = get_progress(slug, number)
    context = {
        "cycle": progress.target.cycle,
        "progress": progress,
        "missing_figures": wording.missing_figures(progress.target, today=progress.today),
        "chart": chart(progress, WIDE),
        "chart_narrow": chart(progress, NARROW),
        "rows": [(reading, percent(reading.share)) for reading in reversed(progress.series)],
        "provinces": progress.coverage.by_province(on=progress.as_of) if progress.coverage else [],
        "map": counted_map(progress),
    }
    return render(request, "targets/target.html", context)


def counted_map(progress: Progress | None) -> str:
    """The map of today; empty for a day in the past, because the map has the municipalities of today."""
    if progress is None or progress.coverage is None or progress.as_of < progress.today:
        return ""
    return coverage_map(progress.coverage.connected(on=progress.as_of))


def chart(progress: Progress, size: Size) -> str:
    """The line with its goal; an empty string where the platform does not count this target."""
    if not progress.series:
        return ""
    target, start, last = progress.target, progress.baseline, progress.series[-1]
    return line_chart(
        [Point(reading.on, reading.share) for reading in progress.series],
        key=f"doel-{target.number}-{size.width}",
        title=f"{target.title}: {percent(last.share)} op {wording.written(last.on)}",
        description=f"{progress.sentence} Alle waarden staan in de tabel hieronder.",
        goal=Goal(target.goal_on, float(target.goal), f"Doel: {progress.goal_percent}"),
        marked=Point(start.on, start.share) if start else None,
        size=size,
        css_class="chart--narrow" if size is NARROW else "chart--wide",
    )


def get_progress(slug: str, number: int) -> Progress:
    cycle = get_object_or_404(Cycle.objects.prefetch_related("targets"), slug=slug)
    for progress in progress_of(cycle, today=timezone.localdate()):
        if progress.target.number == number:
            return progress
    raise Http404
