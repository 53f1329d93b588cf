"""Which municipalities are connected and which are not, as a list with filters and as CSV."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.people.models import Person
from woonoverlast.targets.coverage import Coverage
from woonoverlast.targets.forms import CoverageFilter
from woonoverlast.targets.nearby import WITHIN_KM, members_near
from woonoverlast.targets.progress import Progress
from woonoverlast.targets.views.targets import get_progress
from woonoverlast.web.access import Level, access

PAGE_SIZE = 50


@access(Level.PUBLIC)
@require_safe
def municipalities(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    progress = get_progress(slug, number)
    coverage = counted_coverage(progress)
    connected = coverage.connected(on=progress.as_of)
    form = CoverageFilter(request.GET)
    found = form.narrow(coverage.existing(on=progress.as_of), connected)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    missing = [place.code for place in page if place.code not in connected]
    invites = may_invite(request, progress)
    near = members_near(missing) if invites else {}
    context = {
        "cycle": progress.target.cycle,
        "progress": progress,
        "form": form,
        "page": page,
        "rows": [(place, place.code in connected, near.get(place.code, 0)) for place in page],
        "invites": invites,
        "within_km": WITHIN_KM,
    }
    return render(request, "targets/municipalities.html", context)


def counted_coverage(progress: Progress) -> Coverage:
    if progress.coverage is None or progress.now is None:
        raise Http404
    return progress.coverage


def may_invite(request: HttpRequest, progress: Progress) -> bool:
    """Members invite, and only for the list of today."""
    person = request.user
    return isinstance(person, Person) and person.is_member and progress.as_of == progress.today
