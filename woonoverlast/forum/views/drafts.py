"""Drafts: the list, saving while somebody types, and what goes when a question turns out to be answered."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.forum import drafting, quoting, topic_page
from woonoverlast.forum.access import get_draft, get_topic
from woonoverlast.forum.forms.drafts import DraftForm, PostedForm
from woonoverlast.forum.forms.writing import TopicForm
from woonoverlast.forum.models import Draft, Topic
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.MEMBER, rule="alleen eigen")
@require_safe
def drafts(request: PersonRequest) -> HttpResponse:
    by = request.user
    kept = [quoting.draft_for(by, draft) for draft in Draft.objects.filter(person=by).order_by("-saved_at")]
    titles = titles_of_topics(kept, by)
    lines = [(draft, place_of_draft(draft.key), name_of(draft, titles), drafting.words(draft)) for draft in kept]
    return render(request, "forum/drafts.html", {"lines": lines})


def titles_of_topics(kept: Iterable[Draft], by: Person) -> dict[str, str]:
    """By the key of the draft, as far as the writer may still see the topic."""
    replies = {number: draft.key for draft in kept for kind, _, number in [draft.key.partition(":")] if kind == "reply"}
    topics = Topic.objects.visible_to(by).filter(pk__in=replies)
    return {replies[str(pk)]: title for pk, title in topics.values_list("pk", "title")}


def name_of(draft: Draft, titles: dict[str, str]) -> str:
    if draft.key in titles:
        return f"Reactie op: {titles[draft.key]}"
    kinds = {"topic": "Nieuw onderwerp", "casus": "Casusvraag", "reply": "Reactie", "edit": "Wijziging van je bericht"}
    return str(draft.data.get("title") or "") or kinds.get(draft.key.partition(":")[0], "Concept")


def place_of_draft(key: str) -> str:
    """The form that a draft belongs to."""
    kind, _, number = key.partition(":")
    places = {
        "topic": "/forum/nieuw/",
        "casus": f"/forum/casus/{number}/aanvullen/" if number else "/forum/casus/nieuw/",
    }
    places |= {"reply": f"/forum/onderwerp/{number}/reageren/", "edit": f"/forum/reactie/{number}/wijzigen/"}
    return places.get(kind, "/forum/")


@access(Level.MEMBER, rule="alleen eigen")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(3000, per=timedelta(hours=1))
def draft(request: PersonRequest) -> HttpResponse:
    """Saved by the script while somebody types; a GET asks whether a form arrived, and which draft is kept."""
    by = request.user
    if request.method != "POST":
        asked = PostedForm(request.GET)
        form_key = asked.cleaned_data["form_key"] if asked.is_valid() else None
        kept = get_draft(by, asked.cleaned_data.get("key", ""))
        told = {
            "posted": drafting.was_posted(form_key, by=by),
            "version": kept.version if kept else "",
            "same_form": bool(kept and form_key and kept.form_key == form_key),
        }
        return JsonResponse(told)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": False}, status=422)
    saved = drafting.save(**form.cleaned_data, by=by)
    told = {"saved": saved.saved, "conflict": saved.conflict, "version": saved.version}
    told["at"] = timezone.localtime().strftime("%H:%M")
    return JsonResponse(told, status=409 if saved.conflict else 200)


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(120, per=timedelta(hours=1))
def draft_removal(request: PersonRequest, pk: int) -> HttpResponse:
    Draft.objects.filter(person=request.user, pk=pk).delete()
    messages.success(request, "Het concept is weg.")
    return redirect("forum:drafts")


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(120, per=timedelta(hours=1))
def found_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """This topic is what I was going to ask: a draft with only a title goes, a text stays until its writer drops it."""
    by, topic = request.user, get_topic(request.user, pk)
    kept = get_draft(by, TopicForm.draft_key)
    if kept and drafting.words(kept):
        messages.success(
            request,
            "Mooi, dit bestond al. Wat je schreef staat nog bij je concepten op het forum.",
            extra_tags=topic_page.HEAD,
        )
    else:
        Draft.objects.filter(person=by, key=TopicForm.draft_key).delete()
        messages.success(request, "Mooi, dit bestond al. Je hoeft niets meer te plaatsen.", extra_tags=topic_page.HEAD)
    return redirect(topic)
