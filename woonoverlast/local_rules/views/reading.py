"""The register to read: all instruments, one instrument, one municipality, one rule with its history, two side by side."""

from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules import comparison, drawing, register, using
from woonoverlast.local_rules.access import get_instrument, get_municipality, get_standing, may_keep, own_municipality
from woonoverlast.local_rules.forms import CompareForm, RuleFilter
from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality
from woonoverlast.web.access import Level, access
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.visitor_pages import same_for_visitors

PER_PAGE = 50


def person_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every instrument of the register with its share."""
    today = timezone.localdate()
    shares = remember(("rule shares", today), lambda: register.shares(today), stamp=current_stamp())
    needing = {instrument.pk for instrument, _ in shares if instrument.needs_rule}  # type: ignore[attr-defined]  # of kept
    context = {
        "groups": [
            ("nodig", "Alleen met een lokale regel", [pair for pair in shares if pair[0].pk in needing]),
            ("helpt", "Lokaal beleid is nodig of helpt", [pair for pair in shares if pair[0].pk not in needing]),
        ],
        "first": next((pair for pair in shares if pair[0].slug.startswith(register.ALWAYS)), None),
        "today": today,
        "form": CompareForm(),
        "is_demonstration": settings.DEMONSTRATION,
        "own": own_municipality(person_of(request)),
    }
    return render(request, "local_rules/index.html", context)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """Map, share and list of one instrument."""
    found, today = get_instrument(slug), timezone.localdate()
    form = RuleFilter(request.GET)
    rows, share, drawn = remember(("rules of", found.pk), lambda: known_of(found, today), stamp=current_stamp())
    wanted = set(form.municipalities().values_list("pk", flat=True)) if form.changed_data else None
    shown = form.apply(row for row in rows if wanted is None or row.municipality.pk in wanted)
    context = {
        "instrument": found,
        "share": share,
        "map": drawn,
        "form": form,
        "states": Answer.choices,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("pagina")),
        "count": len(shown),
        "today": today,
        "is_demonstration": settings.DEMONSTRATION,
    }
    return render(request, "local_rules/instrument.html", context)


def known_of(found: Instrument, today: date) -> tuple[list[register.Row], register.Share, SafeString]:
    """What is known of every municipality, its share, and the map of it: the same for everybody."""
    every = Municipality.objects.current().select_related("province").order_by("sort_name")
    rows = register.rows_of(found, every, today)
    share = register.share_of(rows)
    return rows, share, drawing.rule_map(rows, share, instrument=found.name, slug=found.slug)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = get_municipality(slug), timezone.localdate()
    held, viewer = register.of_municipality(found, today), person_of(request)
    keeps = viewer is not None and may_keep(viewer, found)
    context = {
        "municipality": found,
        "said": [one for one in held if one.row.statement],
        "silent": [one for one in held if not one.row.statement],
        "today": today,
        "uses": using.standing(municipality=found),
        "sees_names": viewer is not None and (viewer.is_member or viewer.is_editor),
        "may_keep": keeps,
        "instruments": list(Instrument.objects.all()) if keeps else [],
        "is_demonstration": settings.DEMONSTRATION,
    }
    return render(request, "local_rules/municipality.html", context)


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def rule(request: HttpRequest, slug: str, instrument: str) -> HttpResponse:
    """What a municipality says of an instrument, and everything it said before. Names are for members."""
    place, found, today = get_municipality(slug), get_instrument(instrument), timezone.localdate()
    viewer = person_of(request)
    standing = get_standing(place, found)
    earlier = Statement.objects.filter(municipality=place, instrument=found).exclude(replaced_at=None)
    context = {
        "municipality": place,
        "municipality_url": reverse("local_rules:municipality", args=[place.slug]),
        "instrument": found,
        "row": register.Row(place, standing),
        "statement": standing,
        "faded": standing is not None and standing.is_faded(on=today),
        "earlier": list(earlier.select_related("entered_by")),
        "today": today,
        "sees_names": viewer is not None and (viewer.is_member or viewer.is_editor),
        "may_keep": viewer is not None and may_keep(viewer, place),
        "is_demonstration": settings.DEMONSTRATION,
    }
    return render(request, "local_rules/rule.html", context)


@access(Level.PUBLIC)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two municipalities side by side, with what they chose in the address."""
    form = CompareForm(request.GET or None)
    context: dict[str, object] = {"form": form, "is_demonstration": settings.DEMONSTRATION}
    if form.is_valid():
        a, b = form.cleaned_data["a"], form.cleaned_data["b"]
        context |= {"a": a, "b": b, "pairs": comparison.compare(a, b, timezone.localdate())}
    return render(request, "local_rules/compare.html", context)
