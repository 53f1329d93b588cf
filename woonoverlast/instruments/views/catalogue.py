"""Reading the catalogue: the list, the ladder, an instrument on a day, what it was before, and texts to fill in."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from woonoverlast.instruments import catalogue, docx, panels
from woonoverlast.instruments.access import get_instrument, get_sample, get_text, get_version
from woonoverlast.instruments.catalogue import Entry
from woonoverlast.instruments.forms import CatalogueFilter, DayForm
from woonoverlast.instruments.models import Instrument, Relation, Version
from woonoverlast.instruments.wording import facts_of
from woonoverlast.web.access import Level, access
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.visitor_pages import same_for_visitors


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """All that hold today, by step of the ladder; tools below."""
    form = CatalogueFilter(request.GET)
    today, stamp = timezone.localdate(), current_stamp()
    entries = remember(("catalogue", today), lambda: catalogue.on(today), stamp=stamp)
    found = form.apply(entries)
    everything = len(found) == len(entries)
    context = {
        "form": form,
        # What nobody filtered is the same for everybody, and takes most of the time.
        "listed": remember(("catalogue listed", today), lambda: listed(found), stamp=stamp)
        if everything
        else listed(found),
        "count": len(found),
        "total": len(entries),
        "reviewed": sum(entry.reviewed for entry in entries),
    }
    return render(request, "instruments/index.html", context)


def listed(found: list[Entry]) -> SafeString:
    """By step of the ladder, tools below."""
    steps = [step for step in catalogue.steps(found) if step.entries]
    tools = [entry for entry in found if entry.instrument.is_tool]
    return mark_safe(render_to_string("instruments/steps.html", {"steps": steps, "tools": tools}))


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def ladder(request: HttpRequest) -> HttpResponse:
    rungs = catalogue.ladder(catalogue.on(timezone.localdate()))
    return render(request, "instruments/ladder.html", {"rungs": rungs, "today": timezone.localdate()})


ASSETS = ("built/site.css", "built/site.js", "built/theme.js", "img/favicon.svg")


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def everything(request: HttpRequest) -> HttpResponse:
    """All texts of today on one page: to print, and to read without connection."""
    entries = catalogue.on(timezone.localdate(), with_laws=True)
    rows = [(entry, facts_of(entry.version)) for entry in entries]
    return render(request, "instruments/everything.html", {"rows": rows, "today": timezone.localdate()})


@access(Level.PUBLIC)
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Keeps that page in the browser, so that every address of an instrument leads there without connection."""
    context = {"assets": [static(name) for name in ASSETS]}
    return render(request, "instruments/offline_worker.js", context, content_type="text/javascript")


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds today, or held on the day that was asked."""
    found = get_instrument(slug)
    form = DayForm(request.GET)
    today, day = timezone.localdate(), form.day()
    version = get_version(found, day)
    # Only of today: there is no end to the days that somebody can ask for.
    stamp = current_stamp() if day == today else None
    context = {
        "instrument": found,
        "version": version,
        "body": remember(
            ("instrument", version.pk), lambda: body_of(found, version, day=day, today=today), stamp=stamp
        ),
        "panels": panels.panels_for(request, found),
        "day_form": form,
    }
    return render(request, "instruments/instrument.html", context)


def body_of(found: Instrument, version: Version, *, day: date, today: date) -> SafeString:
    """What everybody reads of a version, as it is shown on this day."""
    relations = list(version.relations.select_related("other"))
    context = {
        "instrument": found,
        "version": version,
        "day": day,
        "is_now": version.holds_on(today),
        "reviewed": version.is_reviewed(on=today),
        "facts": facts_of(version),
        "laws": list(version.laws.all()),
        "rulings": list(version.rulings.all()),
        "confused": [one for one in relations if one.kind == "confused"],
        "goes_with": grouped([one for one in relations if one.kind != "confused"]),
        "samples": list(found.samples.all()),
    }
    return mark_safe(render_to_string("instruments/body.html", context))


def grouped(relations: list[Relation]) -> list[tuple[str, list[Relation]]]:
    """By kind, in the order of the first of each."""
    kinds = dict.fromkeys(one.get_kind_display() for one in relations)
    return [(kind, [one for one in relations if one.get_kind_display() == kind]) for kind in kinds]


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every text there ever was, also those that were corrected."""
    found = get_instrument(slug)
    texts = found.versions.with_review().order_by("-valid_from", "-written_at")
    context = {"instrument": found, "versions": list(texts), "today": timezone.localdate()}
    return render(request, "instruments/versions.html", context)


@access(Level.PUBLIC)
@require_safe
def version(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One text as it was written, also one that was corrected since."""
    found = get_instrument(slug)
    text = get_text(found, pk)
    context = {"instrument": found, "version": text, "facts": facts_of(text), "laws": list(text.laws.all())}
    return render(request, "instruments/version.html", context)


@access(Level.PUBLIC)
@require_safe
def sample(request: HttpRequest, slug: str, sample: str) -> HttpResponse:
    """A letter or form as a document that a word processor opens."""
    found = get_sample(slug, sample)
    answer = HttpResponse(docx.document(found.title, found.text, about=found.about), content_type=docx.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.docx"'
    return answer
