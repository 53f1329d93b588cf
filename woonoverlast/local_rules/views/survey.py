"""The yearly survey: four answers, and what they make together."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.lib.tables import csv_bytes
from woonoverlast.local_rules import surveying
from woonoverlast.local_rules.access import get_municipality, may_keep, own_municipality
from woonoverlast.local_rules.forms import SurveyForm
from woonoverlast.local_rules.models import SurveyAnswer
from woonoverlast.local_rules.views.keeping import WHO
from woonoverlast.local_rules.views.reading import person_of
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited
from woonoverlast.web.visitor_pages import same_for_visitors


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def survey(request: HttpRequest) -> HttpResponse:
    """The newest year with answers."""
    years = surveying.years()
    return shown(request, years[0] if years else surveying.year_asked(timezone.localdate()), years)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def survey_year(request: HttpRequest, year: int) -> HttpResponse:
    years = surveying.years()
    if year not in years:
        raise Http404
    return shown(request, year, years)


def shown(request: HttpRequest, year: int, years: list[int]) -> HttpResponse:
    context = {
        "found": surveying.results(year),
        "years": years,
        "headers": list(surveying.NUMBERS.values()),
        "asked_year": surveying.year_asked(timezone.localdate()),
        "own": own_municipality(person_of(request)),
        "is_demonstration": settings.DEMONSTRATION,
    }
    return render(request, "local_rules/survey.html", context)


@access(Level.PUBLIC)
@require_safe
def survey_csv(request: HttpRequest, year: int) -> HttpResponse:
    if year not in surveying.years():
        raise Http404
    content = csv_bytes([surveying.COLUMNS, *surveying.rows(surveying.results(year))], for_machines=True)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="peiling-151d-{year}.csv"'
    return response


@access(Level.MEMBER, rule=WHO)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def survey_answer(request: PersonRequest, year: int, slug: str) -> HttpResponse:
    """Of the year that is over; an earlier one is closed."""
    municipality = get_municipality(slug)
    if year != surveying.year_asked(timezone.localdate()):
        raise Http404
    if not may_keep(request.user, municipality):
        raise PermissionDenied
    standing = SurveyAnswer.objects.filter(year=year, municipality=municipality, replaced_at=None).first()
    names = (*surveying.NUMBERS, "result")
    form = SurveyForm(request.POST or None, initial={name: getattr(standing, name) for name in names if standing})
    if request.method == "POST" and form.is_valid():
        surveying.answer(municipality, year, by=request.user, **form.cleaned_data)
        messages.success(request, "Dank je. Je antwoorden tellen mee in de uitkomst.")
        return redirect("local_rules:survey_year", year)
    context = {"form": form, "municipality": municipality, "year": year, "standing": standing}
    return render(request, "local_rules/survey_answer.html", context, status=422 if form.errors else 200)
