"""Reports, posts that wait for an editor, and what authors answer: said by members, decided by moderators."""

from collections import Counter
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.forum import topic_page
from woonoverlast.forum.access import get_post
from woonoverlast.forum.models import moderates
from woonoverlast.lib import richtext
from woonoverlast.moderation import hiding, objecting, reporting, worklist
from woonoverlast.moderation.access import get_objection_to_settle, get_report, get_report_to_settle, get_review
from woonoverlast.moderation.forms import ReportForm, ReviewForm, SettleObjectionForm, SettleReportForm
from woonoverlast.moderation.models import Report
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

MODERATORS = "moderatoren van het thema en redacteuren"


@access(Level.MEMBER, rule="moderatoren van een thema en redacteuren")
@require_safe
def moderation(request: PersonRequest) -> HttpResponse:
    """What waits in the themes that I moderate."""
    person = request.user
    if not moderates(person):
        raise PermissionDenied
    items = worklist.items(person)
    context = {
        "items": items,
        "labels": worklist.LABELS,
        "counts": Counter(item.kind for item in items),
        "themes": worklist.themes_of(person),
    }
    return render(request, "moderation/moderation.html", context)


def back_to_work(person: Person, kind: str) -> HttpResponse:
    """Editors go back to their own queue, moderators to theirs."""
    return redirect(f"/beheer/?soort={kind}" if person.is_editor else "/forum/moderatie/")


@access(Level.MEMBER, rule="wie het bericht ziet; niet de schrijver")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def reporting_of(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that something is wrong with a post."""
    post, by = get_post(request.user, pk), request.user
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = "Dank je. Een moderator kijkt ernaar. Je krijgt bericht."
        attempt(
            request,
            lambda: reporting.report(post, by=by, **form.cleaned_data),
            done=done,
            about=topic_page.element_of(post),
        )
        return redirect(topic_page.place_of(post))
    waiting = Report.objects.filter(post=post, by=by, settled_at=None).first()
    context = {"form": form, "post": post, "waiting": waiting}
    return render(request, "moderation/report_form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="de melder (alleen lezen), moderatoren van het thema en redacteuren")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(200, per=timedelta(hours=1))
def report(request: PersonRequest, pk: int) -> HttpResponse:
    """The report with its decision. A button of the list posts only what; the page also asks for words."""
    by = request.user
    if request.method != "POST":
        return show_report(request, get_report(by, pk), SettleReportForm())
    found = get_report_to_settle(by, pk)
    form = SettleReportForm(request.POST)
    if not form.is_valid():
        return show_report(request, found, form)
    hide, words = form.cleaned_data["besluit"] == "hide", form.cleaned_data
    done = (
        "Verborgen. De schrijver en de melder krijgen bericht."
        if hide
        else "Het blijft staan. De melder krijgt bericht."
    )
    settle = {"hide": hide, "reason": words["reason"], "answer": words["answer"]}
    attempt(request, lambda: reporting.settle(found, by=by, **settle), done=done)
    return back_to_work(by, "melding")


def show_report(request: PersonRequest, report: Report, form: SettleReportForm) -> HttpResponse:
    person, post = request.user, report.post
    context = {
        "report": report,
        "post": post,
        "html": richtext.render(post.body),
        "form": form,
        "moderates": post.topic.theme.is_moderated_by(person),
        "others": Report.objects.filter(post=post).exclude(pk=report.pk).count(),
        "default_reason": reporting.REASONS[Report.Reason(report.reason)],
    }
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(200, per=timedelta(hours=1))
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """A post that was kept back because it may hold personal data: let it appear, or keep it hidden."""
    by = request.user
    row = get_review(by, pk)
    form = ReviewForm(request.POST or None, initial={"gelezen": row.post.read_mark})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["besluit"] == "release":
            read = form.cleaned_data["gelezen"]
            attempt(request, lambda: hiding.release(row, by=by, read=read), done="Het bericht staat op het forum.")
        else:
            reason = form.cleaned_data["reason"]
            done = "Het blijft verborgen. De schrijver leest waarom."
            attempt(request, lambda: hiding.keep_hidden(row, by=by, reason=reason), done=done)
        return back_to_work(by, "nakijken")
    context = {"form": form, "row": row, "post": row.post, "html": richtext.render(row.post.body)}
    return render(request, "moderation/review.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(200, per=timedelta(hours=1))
def objection(request: PersonRequest, pk: int) -> HttpResponse:
    """What an author says to a moderator, and the answer."""
    by = request.user
    found = get_objection_to_settle(by, pk)
    form = SettleObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grant, answer = form.cleaned_data["besluit"] == "grant", form.cleaned_data["answer"]
        done = "Ongedaan gemaakt. De schrijver krijgt bericht." if grant else "Je antwoord is verstuurd."
        attempt(request, lambda: objecting.settle(found, by=by, grant=grant, answer=answer), done=done)
        return back_to_work(by, "weerwoord")
    post = found.post
    context = {"form": form, "objection": found, "post": post, "html": richtext.render(post.body) if post else ""}
    return render(request, "moderation/objection.html", context, status=422 if form.errors else 200)
