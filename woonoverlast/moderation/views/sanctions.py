"""Warnings and suspensions: given by moderators and editors, read and answered by whom they are about."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.forum import topic_page
from woonoverlast.forum.models import Sanction, Withholding
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import objecting, sanctioning
from woonoverlast.moderation.access import get_hiding_to_object, get_own_sanction, get_post_to_moderate
from woonoverlast.moderation.forms import ObjectionForm, SanctionForm, WarningForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

SHOWN = 50


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def measures(request: PersonRequest) -> HttpResponse:
    """What moderators did with my posts or to me, why, and what was said about it."""
    person = request.user
    hidden = Withholding.objects.filter(kind=Withholding.Kind.HIDDEN, post__author=person)
    sanctions = Sanction.objects.filter(person=person).select_related("objection", "post__topic")
    context = {
        "hidden": hidden.select_related("objection", "post__topic").order_by("-at")[:SHOWN],
        "sanctions": sanctions.order_by("-at")[:SHOWN],
    }
    return render(request, "moderation/measures.html", context)


@access(Level.MEMBER, rule="moderatoren van het thema waarschuwen; redacteuren ook een schrijfstop")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def sanction(request: PersonRequest, pk: int) -> HttpResponse:
    """Warn the author of a post; editors may add a day until which he cannot write."""
    post, by = get_post_to_moderate(request.user, pk), request.user
    form = (SanctionForm if by.is_editor else WarningForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, until = form.cleaned_data["reason"], form.end()
        try:
            if until:
                sanctioning.suspend(post.author, by=by, reason=reason, until=until, post=post)
            else:
                sanctioning.warn(post.author, by=by, reason=reason, post=post)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, f"{post.author} krijgt bericht, met de reden.", extra_tags=topic_page.element_of(post)
            )
            return redirect(topic_page.place_of(post))
    earlier = Sanction.objects.filter(person=post.author).select_related("by", "lifted_by").order_by("-at")[:SHOWN]
    context = {"form": form, "post": post, "earlier": earlier}
    return render(request, "moderation/sanction.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_POST
@limited(60, per=timedelta(hours=1))
def lifting(request: PersonRequest, pk: int) -> HttpResponse:
    """End a suspension before its day."""
    found, by = get_object_or_404(Sanction.objects.select_related("person"), pk=pk), request.user
    attempt(request, lambda: sanctioning.lift(found, by=by), done=f"{found.person} kan weer schrijven.")
    return redirect("office:person", found.person_id)


@access(Level.MEMBER, rule="alleen de schrijver van het verborgen bericht")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def objection_to_hiding(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    row = get_hiding_to_object(by, pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        done = "Je antwoord is verstuurd. Je krijgt bericht."
        attempt(request, lambda: objecting.object_to_hiding(row, by=by, text=text), done=done)
        return redirect("moderation:measures")
    context = {"form": form, "reason": row.reason, "post": row.post, "said": getattr(row, "objection", None)}
    return render(request, "moderation/objection_form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen over wie het gaat")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def objection_to_sanction(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    row = get_own_sanction(by, pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        done = "Je antwoord is verstuurd. Je krijgt bericht."
        attempt(request, lambda: objecting.object_to_sanction(row, by=by, text=text), done=done)
        return redirect("moderation:measures")
    context = {"form": form, "reason": row.reason, "post": row.post, "said": getattr(row, "objection", None)}
    return render(request, "moderation/objection_form.html", context, status=422 if form.errors else 200)
