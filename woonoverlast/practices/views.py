"""Practices: find, read, write together, review, publish, use."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.practices import reviewing, using, writing
from woonoverlast.practices.access import (
    get_practice,
    get_practice_to_write,
    get_published,
    get_waiting,
    shown_revision,
)
from woonoverlast.practices.finding import found
from woonoverlast.practices.forms import (
    BeginForm,
    PracticeFilter,
    PublishForm,
    ReviewForm,
    UseForm,
    WorksheetForm,
    WriterForm,
    initial_of,
)
from woonoverlast.practices.models import REVIEWERS, Practice, Revision
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.limits import limited
from woonoverlast.web.paging import DeepPaginator
from woonoverlast.web.visitor_pages import same_for_visitors

SHOWN = ["GET", "HEAD", "POST"]
PER_PAGE = 24


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    form = PracticeFilter(request.GET)
    page = DeepPaginator(found(form.chosen), PER_PAGE).get_page(PageForm(request.GET).number)
    viewer = request.user if isinstance(request.user, Person) else None
    context = {
        "form": form,
        "page": page,
        "mine": list(viewer.practices.order_by("-started_at")[:5]) if viewer else [],
        "waiting": waiting_for(viewer),
        "is_member": bool(viewer and viewer.is_member),
        "reviewers": REVIEWERS,
    }
    return render(request, "practices/index.html", context)


def waiting_for(viewer: Person | None) -> list[Practice]:
    """What this member can review."""
    if viewer is None or not viewer.is_member:
        return []
    waiting = Practice.objects.in_review().order_by("pk")[:20]
    return [practice for practice in waiting if reviewing.can_review(viewer, practice)][:5]


@access(Level.PUBLIC, rule="geplaatste voorbeelden; leden zien ook wat nagekeken wordt, schrijvers hun eigen tekst")
@require_safe
@same_for_visitors
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = request.user if isinstance(request.user, Person) else None
    practice = get_practice(request.user, slug)
    revision = shown_revision(practice, request.user)
    writes = practice.can_be_written_by(request.user)
    context = {
        "practice": practice,
        "revision": revision,
        "publication": practice.publication if practice.is_published else None,
        "is_published_text": practice.is_published and practice.publication.revision_id == revision.pk,
        "instruments": list(revision.instruments.order_by("step", "name")),
        "uses": list(practice.uses.select_related("municipality", "by").order_by("at")),
        "writes": writes,
        "writers": list(practice.writers.order_by("name")) if writes else [],
        "reviews": list(revision.reviews.select_related("by")) if writes else [],
        "can_review": bool(viewer and revision.is_waiting and reviewing.can_review(viewer, practice)),
        "can_use": bool(viewer and practice.is_published and using.municipality_of(viewer)),
        "sees_names": bool(viewer and (viewer.is_member or viewer.is_editor)),
        "reviewers": REVIEWERS,
        "agreeing": revision.agreeing() if revision.is_waiting else 0,
    }
    return render(request, "practices/practice.html", context)


@access(Level.MEMBER)
@require_http_methods(SHOWN)
@limited(20, per=timedelta(hours=1))
def begin(request: PersonRequest) -> HttpResponse:
    form = BeginForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        made = writing.begin(**form.cleaned_data, by=request.user)
        messages.success(request, "Het begin staat er. Vul nu het werkblad in; half opslaan mag.")
        return redirect("practices:writing", made.slug)
    return page(request, "practices/begin.html", {"form": form})


@access(Level.MEMBER, rule="schrijvers en redacteuren")
@require_http_methods(SHOWN)
@limited(120, per=timedelta(hours=1))
def write(request: PersonRequest, slug: str) -> HttpResponse:
    practice = get_practice_to_write(request.user, slug)
    newest = practice.newest
    form = WorksheetForm(request.POST or None, initial=initial_of(newest), practice=practice)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        if attempt_form(
            form,
            lambda: writing.write_on(
                practice, form.texts, title=cleaned["title"], read=cleaned["read"], by=request.user
            ),
        ):
            messages.success(request, "Opgeslagen. De vorige tekst blijft bewaard.")
            return redirect(practice)
    return page(request, "practices/write.html", {"form": form, "practice": practice, "newest": newest})


@access(Level.MEMBER, rule="schrijvers en redacteuren")
@require_http_methods(SHOWN)
@limited(30, per=timedelta(hours=1))
def writers(request: PersonRequest, slug: str) -> HttpResponse:
    practice = get_practice_to_write(request.user, slug)
    form = WriterForm(request.POST or None, by=request.user, practice=practice)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        if attempt_form(form, lambda: writing.add_writer(practice, person, by=request.user), field="person"):
            messages.success(request, f"{person} schrijft mee en krijgt bericht.")
            return redirect(practice)
    return page(request, "practices/writers.html", {"form": form, "practice": practice})


@access(Level.MEMBER, rule="schrijvers en redacteuren")
@require_POST
@limited(30, per=timedelta(hours=1))
def handing_in(request: PersonRequest, slug: str) -> HttpResponse:
    practice = get_practice_to_write(request.user, slug)
    attempt(
        request,
        lambda: writing.hand_in(practice, by=request.user),
        done=f"Ingeleverd. {REVIEWERS} leden van andere organisaties kijken het na.",
    )
    return redirect(practice)


@access(Level.MEMBER, rule="leden van een andere organisatie, zolang de tekst wacht")
@require_http_methods(SHOWN)
@limited(30, per=timedelta(hours=1))
def review(request: PersonRequest, slug: str) -> HttpResponse:
    revision = get_waiting(request.user, slug)
    if not reviewing.can_review(request.user, revision.practice):
        raise PermissionDenied
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: reviewing.review(revision, **form.cleaned_data, by=request.user)):
            messages.success(request, "Dank je. De schrijvers krijgen bericht.")
            return redirect("practices:index")
    return page(request, "practices/review.html", {"form": form, "practice": revision.practice, "revision": revision})


@access(Level.EDITOR, rule="zolang de tekst wacht")
@require_http_methods(SHOWN)
def publish(request: PersonRequest, slug: str) -> HttpResponse:
    revision = get_waiting(request.user, slug)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: reviewing.publish(revision, **form.cleaned_data, by=request.user)):
            messages.success(request, "Het voorbeeld staat op de site.")
            return redirect(revision.practice)
    context = {"form": form, "practice": revision.practice, "revision": revision, "reviews": reviews_of(revision)}
    return page(request, "practices/publish.html", context)


def reviews_of(revision: Revision) -> list[object]:
    return list(revision.reviews.select_related("by"))


@access(Level.MEMBER, rule="wie bij een gemeente werkt")
@require_http_methods(SHOWN)
@limited(30, per=timedelta(hours=1))
def use(request: PersonRequest, slug: str) -> HttpResponse:
    practice = get_published(request.user, slug)
    place = using.municipality_of(request.user)
    known = practice.uses.filter(municipality=place).first() if place else None
    initial = {"since": known.since, "result": known.result} if known else {}
    form = UseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: using.use(practice, **form.cleaned_data, by=request.user)):
            messages.success(request, f"Bij dit voorbeeld staat nu dat {place} het ook doet.")
            return redirect(practice)
    return page(request, "practices/use.html", {"form": form, "practice": practice, "place": place})


def page(request: PersonRequest, template: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    return render(request, template, context, status=422 if getattr(form, "errors", None) else 200)
