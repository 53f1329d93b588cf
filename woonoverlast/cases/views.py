"""Case questions: put in, change, check, end and harvest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases import for_me, supplementing
from woonoverlast.cases.access import (
    get_casus,
    get_casus_to_check,
    get_casus_to_end,
    get_casus_to_supplement,
    get_supplement_to_check,
)
from woonoverlast.cases.forms import (
    CaseForm,
    CasePrefillForm,
    CheckForm,
    HarvestForm,
    OutcomeForm,
    StoryForm,
    SupplementForm,
    initial_for,
    initial_of,
)
from woonoverlast.cases.models import CaseQuestion, Harvest, Supplement
from woonoverlast.forum import allowance
from woonoverlast.forum.access import get_draft, get_topic
from woonoverlast.forum.forms.drafts import keep_plain
from woonoverlast.forum.models import Draft, Topic
from woonoverlast.forum.posting import SentAlready
from woonoverlast.forum.topic_page import HEAD
from woonoverlast.lib import richtext
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest, signed_in
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.forms import with_new_key
from woonoverlast.web.limits import limited

SHOWN = 20
DRAFT = "casus"
STEPS = ["Invullen", "Iemand leest mee", "Op het forum", "Afloop"]


@access(Level.MEMBER)
@require_safe
def case_list(request: PersonRequest) -> HttpResponse:
    """What a case question is, the newest ones, how they ended, and what waits for me."""
    viewer = request.user
    visible = CaseQuestion.objects.filter(topic__in=Topic.objects.visible_to(viewer)).select_related("topic__author")
    released = visible.filter(pk__in=CaseQuestion.objects.released().values("pk")).order_by("-topic__started_at")
    context = {
        "released": released.prefetch_related("topic__labels")[:SHOWN],
        "mine": visible.filter(pk__in=CaseQuestion.objects.being_checked().values("pk"), topic__author=viewer),
        "to_check": for_me.count_checks(viewer),
        "outcomes": cases.outcomes(),
    }
    return render(request, "cases/list.html", context)


@access(Level.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def new_case(request: PersonRequest) -> HttpResponse:
    by = request.user
    draft = get_draft(by, DRAFT)
    known = CasePrefillForm(request.GET).known
    form = CaseForm(request.POST or None, by=by, initial=initial_for(by) | (draft.data if draft else {}) | known)
    if request.method == "POST" and form.is_valid() and may_write(form, allowance.refusal(by)):
        cleaned = form.cleaned_data
        try:
            casus = cases.submit(
                form.telling(), theme=cleaned["theme"], by=by, form_key=cleaned["form_key"], draft_key=DRAFT
            )
        except SentAlready as problem:
            with_new_key(form, str(problem))
            return show_form(request, form, draft=draft)
        messages.success(
            request, "Je casusvraag is binnen. Iemand van een andere organisatie leest eerst mee.", extra_tags=HEAD
        )
        return redirect(casus.topic)
    return show_form(request, form, draft=draft)


def may_write(form: StoryForm, why_not: str) -> bool:
    if why_not:
        form.add_error(None, why_not)
    return not why_not


def show_form(
    request: HttpRequest, form: CaseForm, *, casus: CaseQuestion | None = None, draft: Draft | None = None
) -> HttpResponse:
    replaced = form.is_bound and form.wants_replacement
    form = form.neutral() if replaced else form
    if form.is_bound and not casus:
        keep_plain(form, DRAFT, by=signed_in(request))
    context: dict[str, Any] = {
        "form": form,
        "findings": form.findings,
        "casus": casus,
        "steps": STEPS,
        "replaced": replaced,
        "draft": draft,
    }
    if casus:
        context["advice"] = casus.last_check
    return render(request, "cases/form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen de vrager, zolang de casusvraag gecontroleerd wordt")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def change(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    casus = get_casus(by, pk)
    if casus.topic.author_id == by.pk and not casus.is_being_checked:
        messages.info(request, "Deze casusvraag staat al op het forum. Je kunt hem wel aanvullen.", extra_tags=HEAD)
        return redirect(casus.topic)
    if not casus.can_be_changed_by(by):
        raise PermissionDenied
    form = CaseForm(request.POST or None, by=by, initial=initial_of(casus))
    form.fields["theme"].disabled = True
    if request.method == "POST" and form.is_valid() and may_write(form, allowance.suspension_of(by)):
        if attempt_form(form, lambda: cases.change(casus, form.telling(), by=by)):
            messages.success(request, "Aangepast. Er kijkt opnieuw iemand mee.", extra_tags=HEAD)
            return redirect(casus.topic)
    return show_form(request, form, casus=casus)


@access(Level.MEMBER, rule="wie gevraagd is om mee te lezen; redacteuren alle")
@require_safe
def checks(request: PersonRequest) -> HttpResponse:
    """Case questions that wait for my reading, the oldest first."""
    viewer = request.user
    waiting = CaseQuestion.objects.to_be_checked_by(viewer).select_related("topic__author", "topic__theme")
    found = [casus for casus in waiting.order_by("topic__started_at")[:SHOWN] if casus.can_be_checked_by(viewer)]
    context = {
        "waiting": [casus for casus in found if not casus.waits_for_author],
        "supplements": supplements_to_check(viewer),
    }
    return render(request, "cases/checks.html", context)


@access(Level.MEMBER, rule="wie gevraagd is om mee te lezen, van een andere organisatie; redacteuren; nooit de vrager")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def check(request: PersonRequest, pk: int) -> HttpResponse:
    viewer = request.user
    casus = get_casus_to_check(viewer, pk)
    form = CheckForm(request.POST or None, by=viewer, initial={"read": casus.read_mark})
    if request.method == "POST" and form.is_valid():
        return checked(request, lambda: cases.check(casus, by=viewer, **form.cleaned_data))
    context = {
        "form": form,
        "casus": casus,
        "story": richtext.render(casus.topic.opening.body),
        "waits": casus.waits_for_author,
        "held_because": casus.held_because,
    }
    return render(request, "cases/check.html", context, status=422 if form.errors else 200)


def supplements_to_check(viewer: Person) -> list[Supplement]:
    waiting = Supplement.objects.to_be_checked_by(viewer).select_related("post__author", "casus__topic__theme")
    found = [row for row in waiting.order_by("post__posted_at")[:SHOWN] if row.can_be_checked_by(viewer)]
    return [row for row in found if not row.waits_for_author]


@access(Level.MEMBER, rule="alleen de vrager, als de casusvraag op het forum staat")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def supplement(request: PersonRequest, pk: int) -> HttpResponse:
    """Add to a case question that stands on the forum, or change what waits for its second reader."""
    by = request.user
    casus = get_casus_to_supplement(by, pk)
    if casus.is_being_checked:
        return redirect("cases:change", casus.pk)
    waiting = casus.waiting_supplement
    if not waiting and not casus.can_be_supplemented_by(by):
        messages.info(request, "Je kunt deze casusvraag nu niet aanvullen.", extra_tags=HEAD)
        return redirect(casus.topic)
    draft = get_draft(by, supplementing.draft_key(casus))
    written = {"form_key": uuid4(), "story": waiting.post.body if waiting else ""} | (draft.data if draft else {})
    form = SupplementForm(request.POST or None, by=by, initial=written)
    if request.method == "POST" and form.is_valid() and may_write(form, allowance.refusal(by)):
        if put_supplement(form, casus, by=by):
            messages.success(
                request, "Je aanvulling is binnen. Iemand van een andere organisatie leest eerst mee.", extra_tags=HEAD
            )
            return redirect(casus.topic)
    return show_supplement(request, form, casus, waiting, draft)


def put_supplement(form: SupplementForm, casus: CaseQuestion, *, by: Person) -> bool:
    key = form.cleaned_data["form_key"]
    try:
        return attempt_form(form, lambda: supplementing.supplement(casus, form.addition(), by=by, form_key=key))
    except SentAlready as problem:
        with_new_key(form, str(problem))
        return False


def show_supplement(
    request: HttpRequest, form: SupplementForm, casus: CaseQuestion, waiting: Supplement | None, draft: Draft | None
) -> HttpResponse:
    replaced = form.is_bound and form.wants_replacement
    form = form.neutral() if replaced else form
    if form.is_bound:
        keep_plain(form, supplementing.draft_key(casus), by=signed_in(request))
    context = {
        "form": form,
        "findings": form.findings,
        "casus": casus,
        "waiting": waiting,
        "advice": waiting.last_check if waiting else None,
        "replaced": replaced,
        "draft_key": supplementing.draft_key(casus),
        "draft": draft,
        "question": richtext.render(casus.topic.opening.body),
    }
    return render(request, "cases/supplement.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="wie gevraagd is om mee te lezen, van een andere organisatie; redacteuren; nooit de vrager")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def supplement_check(request: PersonRequest, pk: int) -> HttpResponse:
    viewer = request.user
    waiting = get_supplement_to_check(viewer, pk)
    form = CheckForm(request.POST or None, by=viewer, initial={"read": waiting.read_mark})
    if request.method == "POST" and form.is_valid():
        return checked(request, lambda: supplementing.check(waiting, by=viewer, **form.cleaned_data))
    context = {
        "form": form,
        "casus": waiting.casus,
        "supplement": richtext.render(waiting.post.body),
        "story": richtext.render(waiting.casus.topic.opening.body),
        "waits": waiting.waits_for_author,
        "held_because": waiting.held_because,
    }
    return render(request, "cases/check.html", context, status=422 if form.errors else 200)


def checked(request: HttpRequest, give: Callable[[], object]) -> HttpResponse:
    """Back to the list, or to the text when that is another one than was read."""
    try:
        give()
    except cases.ChangedMeanwhile as problem:
        messages.warning(request, str(problem))
        return redirect(request.path)
    except NotPossible as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, "Dank je voor het meelezen. De vrager krijgt bericht.")
    return redirect("cases:checks")


@access(Level.MEMBER, rule="de vrager en redacteuren")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def outcome(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    casus = get_casus_to_end(by, pk)
    form = OutcomeForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        cases.end(casus, by=by, **form.cleaned_data)
        messages.success(request, "Dank je. Hier leren anderen van.", extra_tags=HEAD)
        return redirect(casus.topic)
    context = {"form": form, "casus": casus, "earlier": casus.outcomes.all()}
    return render(request, "cases/outcome.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(60, per=timedelta(hours=1))
def harvest(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer a topic to become a practice, guide or bottleneck."""
    topic = get_topic(request.user, pk)
    form = HarvestForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    cases.harvest(topic, by=request.user, **form.cleaned_data)
    messages.success(request, "Dank je. De redactie kijkt wat dit kan worden.", extra_tags=HEAD)
    return redirect(topic)


@access(Level.EDITOR)
@require_POST
def harvest_taking(request: PersonRequest, pk: int) -> HttpResponse:
    harvest = get_object_or_404(Harvest, pk=pk)
    attempt(request, lambda: cases.take(harvest, by=request.user), done="Deze pak jij op.")
    return redirect("/beheer/?soort=oogst")
