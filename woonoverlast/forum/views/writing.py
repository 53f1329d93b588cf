"""Writing on the forum: a new topic, a reply, a change."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.forum import allowance, hooks, mention_suggestions, posting, quoting, similar, topic_page
from woonoverlast.forum.access import get_draft, get_post_to_edit, get_topic_or_target
from woonoverlast.forum.forms.drafts import keep_plain
from woonoverlast.forum.forms.writing import (
    EditForm,
    PrefillForm,
    QuoteForm,
    ReplyForm,
    SimilarForm,
    TopicForm,
    WritingForm,
)
from woonoverlast.forum.models import Draft, Kind, Post, Topic
from woonoverlast.forum.posting import SentAlready
from woonoverlast.forum.reply_box import empty_box, filled_box
from woonoverlast.lib import richtext
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt_form
from woonoverlast.web.forms import with_new_key
from woonoverlast.web.limits import limited


@access(Level.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def new_topic(request: PersonRequest) -> HttpResponse:
    """Ask or tell something. Without script the step "Bestaat dit al?" comes in between when there are good matches."""
    by = request.user
    if request.method != "POST":
        return show_new_topic(request, unsent_topic(request, by))
    form = TopicForm(request.POST, request.FILES, by=by)
    if not form.is_valid() or refused(form, allowance.refusal(by)):
        return show_new_topic(request, form)
    matches = unseen_matches(form, by)
    if matches:
        return show_new_topic(request, form, matches=matches)
    try:
        topic = start(form, by=by)
    except SentAlready as problem:
        with_new_key(form, str(problem))
        return show_new_topic(request, form)
    say_posted(request, held=bool(form.findings), about=topic_page.HEAD)
    for text in hooks.started(topic, PrefillForm(request.GET).asked):
        messages.info(request, text, extra_tags=topic_page.HEAD)
    return redirect(topic)


def start(form: TopicForm, *, by: Person) -> Topic:
    cleaned = form.cleaned_data
    return posting.start_topic(
        theme=cleaned["theme"],
        kind=Kind(cleaned["kind"]),
        title=cleaned["title"],
        labels=cleaned["labels"],
        writing=form.writing(),
        by=by,
    )


def unsent_topic(request: HttpRequest, by: Person) -> TopicForm:
    """The form with what was typed before, and with what the link already knows."""
    draft = get_draft(by, TopicForm.draft_key)
    initial = (dict(draft.data) if draft else {}) | PrefillForm(request.GET).known
    form = TopicForm(by=by, initial=initial)
    form.draft = draft
    return form


def show_new_topic(
    request: HttpRequest, form: TopicForm, *, matches: list[similar.Match] | None = None
) -> HttpResponse:
    load_draft(form)
    context = {"form": form, "matches": matches or [], "asks": bool(matches)}
    return render(request, "forum/new_topic.html", context, status=422 if form.errors else 200)


def load_draft(form: WritingForm) -> None:
    """What was sent and comes back is kept, and the page knows which version it goes on from."""
    if form.is_bound:
        keep_plain(form, form.draft_key, by=form.by)
    form.load_draft()


def refused(form: Any, why: str) -> bool:
    """Whether there is a reason; then it stands above the form, with what was typed."""
    if why:
        form.add_error(None, why)
    return bool(why)


def unseen_matches(form: TopicForm, by: Person) -> list[similar.Match]:
    """What looks much like this title, unless the writer saw that already for the same title."""
    title = form.cleaned_data["title"]
    if form.cleaned_data["seen"] == title or form.cleaned_data["kind"] == Kind.ANNOUNCEMENT:
        return []
    matches = similar.good(title, user=by)
    if matches:
        form.remember("seen", title)
    return matches


def say_posted(request: HttpRequest, *, held: bool, about: str) -> None:
    if held:
        text = "Je bericht is binnen. Een redacteur kijkt eerst mee, omdat er misschien gegevens van personen in staan."
        messages.info(request, text, extra_tags=about)
    else:
        messages.success(request, "Je bericht staat erop.", extra_tags=about)


@access(Level.MEMBER)
@require_safe
def similar_topics(request: PersonRequest) -> HttpResponse:
    """A piece of page with what looks like the title that is being typed."""
    text = SimilarForm(request.GET).text
    matches = similar.find(text, user=request.user)
    return render(request, "forum/similar.html", {"matches": matches, "title": text, "typing": True})


@access(Level.MEMBER, rule="alleen wie je mag zien")
@require_safe
def mentions(request: PersonRequest) -> JsonResponse:
    """Who and what can be named, for the list that opens after an @."""
    found = mention_suggestions.find(SimilarForm(request.GET).text, user=request.user)
    return JsonResponse({"results": found})


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def reply(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    topic = get_topic_or_target(by, pk)
    if request.method != "POST":
        return show_reply(request, topic, reply_form(request, topic, by))
    form = ReplyForm(request.POST, request.FILES, by=by, topic_id=topic.pk)
    if form.is_valid() and not refused(form, allowance.refusal(by)):
        try:
            post = posting.reply(topic, writing=form.writing(), by=by)
        except SentAlready as problem:
            with_new_key(form, str(problem))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            say_posted(request, held=bool(form.findings), about=topic_page.element_of(post))
            return redirect(topic_page.place_of(post))
    return show_reply(request, topic, form)


def show_reply(request: HttpRequest, topic: Topic, form: ReplyForm) -> HttpResponse:
    opening = topic.posts.filter(number=1).first()
    question = richtext.render(quoting.body_for(request.user, opening)) if opening else ""
    load_draft(form)
    context = {"form": form, "topic": topic, "question": question, "closed": not topic.can_be_answered_by(request.user)}
    return render(request, "forum/reply.html", context, status=422 if form.errors else 200)


def reply_form(request: HttpRequest, topic: Topic, by: Person) -> ReplyForm:
    """The empty form, with the draft or with a quote in it."""
    draft = get_draft(by, f"reply:{topic.pk}")
    return form_with(draft, quoted(request, by, topic), topic=topic, by=by)


def form_with(draft: Draft | None, quote: str, *, topic: Topic, by: Person) -> ReplyForm:
    body = draft.data.get("body", "") if draft else ""
    form = ReplyForm(by=by, topic_id=topic.pk, initial={"body": body + quote})
    form.draft = draft
    return form


def reply_box(request: HttpRequest, topic: Topic, by: Person) -> SafeString:
    """The same under a topic, as markup."""
    draft, quote = get_draft(by, f"reply:{topic.pk}"), quoted(request, by, topic)
    if draft or quote:
        return filled_box(request, topic, form_with(draft, quote, topic=topic, by=by))
    return empty_box(request, topic, by)


def quoted(request: HttpRequest, by: Person, topic: Topic) -> str:
    form = QuoteForm(request.GET)
    if not form.is_valid() or not form.cleaned_data["citaat"]:
        return ""
    post = (
        Post.objects.visible_to(by).select_related("author").filter(pk=form.cleaned_data["citaat"], topic=topic).first()
    )
    return (
        richtext.quote(quoting.body_for(by, post), author=str(post.author), url=post.get_absolute_url()) if post else ""
    )


@access(Level.MEMBER, rule="schrijver, moderatoren van het thema en redacteuren")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def edit_post(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    post = get_post_to_edit(by, pk)
    if post.topic.kind == Kind.CASE and post.author_id == by.pk and (post.number == 1 or hasattr(post, "supplement")):
        act = "change" if post.number == 1 else "supplement"  # through the second reader
        return redirect(f"cases:{act}", post.topic.casus.pk)
    options: dict[str, Any] = {"by": by, "with_title": post.number == 1, "post_id": post.pk}
    if request.method != "POST":
        draft = get_draft(by, f"edit:{post.pk}")
        written = {"body": quoting.body_for(by, post), "title": post.topic.title} | (draft.data if draft else {})
        form = EditForm(initial=written, **options)
        form.draft = draft
        return render(request, "forum/edit_post.html", {"form": form, "post": post})
    form = EditForm(request.POST, request.FILES, **options)
    if form.is_valid() and not refused(form, allowance.suspension_of(by)):
        if attempt_form(form, lambda: posting.edit(post, writing=form.writing(), **changes(form), by=by)):
            say_posted(request, held=bool(form.findings), about=topic_page.element_of(post))
            return redirect(topic_page.place_of(post))
    load_draft(form)
    return render(request, "forum/edit_post.html", {"form": form, "post": post}, status=422)


def changes(form: EditForm) -> dict[str, str]:
    return {"title": form.cleaned_data.get("title", ""), "reason": form.cleaned_data["reason"]}
