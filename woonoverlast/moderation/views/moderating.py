"""What moderators do with a post or a topic. Each page asks for the reason, and says what will happen."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.forum import purging, quoting, topic_page
from woonoverlast.forum.models import Kind, Post, Topic
from woonoverlast.moderation import hiding, locking, merging, moving
from woonoverlast.moderation.access import get_post_to_moderate, get_topic_to_moderate
from woonoverlast.moderation.forms import LockForm, MergeForm, MoveForm, ReasonForm, SplitForm
from woonoverlast.moderation.views.reports import MODERATORS
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.limits import limited


@dataclass(frozen=True)
class Question:
    """What the page asks before a moderator acts."""

    title: str
    lead: str
    button: str
    danger: bool = False


HIDE = Question(
    "Verberg dit bericht", "Alleen de schrijver, moderatoren en redacteuren lezen het dan nog.", "Verberg", True
)
HIDE_TOPIC = Question(
    "Verberg dit onderwerp",
    "Het hele onderwerp verdwijnt voor anderen, met alle reacties. Alleen de schrijver, moderatoren en redacteuren lezen het nog.",
    "Verberg",
    True,
)
PURGE = Question(
    "Wis dit bericht",
    "De tekst verdwijnt voorgoed, met oude versies, concepten, meldingen, citaten en bijlagen. Wat blijft, is de regel dat een "
    "redacteur het bericht heeft gewist. Is dit het eerste bericht, dan verdwijnt ook de titel. Dit kun je niet ongedaan maken.",
    "Wis voorgoed",
    True,
)
LOCK = Question("Sluit dit onderwerp", "Lezen kan nog, reageren niet meer. Je kunt het later weer openen.", "Sluit")
MOVE = Question("Verplaats dit onderwerp", "Alle reacties gaan mee. Links blijven werken.", "Verplaats")
MERGE = Question(
    "Voeg samen met een ander onderwerp",
    "De berichten komen achter die van het andere onderwerp. Volgers, stemmen en bewaarde berichten gaan mee. "
    "Wie het oude adres opent, komt vanzelf goed uit. Dit kun je niet ongedaan maken.",
    "Voeg samen",
    True,
)
SPLIT = Question(
    "Splits reacties af",
    "De gekozen reacties worden een eigen onderwerp in hetzelfde thema. Links naar elke reactie blijven werken.",
    "Splits af",
)


def ask(
    request: HttpRequest, question: Question, form: forms.Form, *, topic: Topic, post: Post | None = None
) -> HttpResponse:
    context = {"question": question, "form": form, "topic": topic, "post": post}
    context["quoting"] = quoting.posts_quoting(post) if post else []
    return render(request, "moderation/moderator_form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(200, per=timedelta(hours=1))
def hiding_of(request: PersonRequest, pk: int) -> HttpResponse:
    """Hide a post; the opening post takes the whole topic with it."""
    post, by = get_post_to_moderate(request.user, pk), request.user
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(
            request,
            lambda: hiding.hide(post, by=by, reason=reason),
            done="Verborgen. De schrijver leest waarom.",
            about=topic_page.element_of(post),
        )
        return redirect(topic_page.place_of(post))
    return ask(request, HIDE_TOPIC if post.number == 1 else HIDE, form, topic=post.topic, post=post)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(200, per=timedelta(hours=1))
def purge_of(request: PersonRequest, pk: int) -> HttpResponse:
    """Wipe a post for good, after a question."""
    post, by = get_post_to_moderate(request.user, pk), request.user
    if request.method != "POST":
        return ask(request, PURGE, forms.Form(), topic=post.topic, post=post)
    attempt(
        request, lambda: purging.purge(post, by=by), done="Het bericht is gewist.", about=topic_page.element_of(post)
    )
    return redirect(topic_page.place_of(post))


@access(Level.MEMBER, rule=MODERATORS)
@require_POST
@limited(200, per=timedelta(hours=1))
def showing_again(request: PersonRequest, pk: int) -> HttpResponse:
    post, by = get_post_to_moderate(request.user, pk), request.user
    attempt(
        request,
        lambda: hiding.show_again(post, by=by),
        done="Iedereen kan het weer lezen.",
        about=topic_page.element_of(post),
    )
    return redirect(topic_page.place_of(post))


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def lock(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic_to_moderate(request.user, pk), request.user
    form = LockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(
            request,
            lambda: locking.lock(topic, by=by, reason=reason),
            done="Dit onderwerp is gesloten.",
            about=topic_page.HEAD,
        )
        return redirect(topic)
    return ask(request, LOCK, form, topic=topic)


@access(Level.MEMBER, rule=MODERATORS)
@require_POST
@limited(60, per=timedelta(hours=1))
def unlocking(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic_to_moderate(request.user, pk), request.user
    attempt(request, lambda: locking.unlock(topic, by=by), done="Dit onderwerp is weer open.", about=topic_page.HEAD)
    return redirect(topic)


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def move(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic_to_moderate(request.user, pk), request.user
    form = MoveForm(request.POST or None, topic=topic)
    if request.method == "POST" and form.is_valid():
        to, note = form.cleaned_data["theme"], form.cleaned_data["note"]
        if attempt_form(form, lambda: moving.move(topic, to=to, by=by, note=note)):
            messages.success(request, f"Dit onderwerp staat nu in {to}.", extra_tags=topic_page.HEAD)
            return redirect(topic)
    return ask(request, MOVE, form, topic=topic)


@access(Level.MEMBER, rule="moderatoren van beide thema's en redacteuren")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def merge(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic_to_moderate(request.user, pk), request.user
    form = MergeForm(request.POST or None, topic=topic, by=by)
    if request.method == "POST" and form.is_valid():
        into, note = form.cleaned_data["into"], form.cleaned_data["note"]
        if attempt_form(form, lambda: merging.merge(topic, into=into, by=by, note=note)):
            messages.success(request, "Samengevoegd. Het oude adres leidt hierheen.", extra_tags=topic_page.HEAD)
            return redirect(into)
    return ask(request, MERGE, form, topic=topic)


@access(Level.MEMBER, rule=MODERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def split(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic_to_moderate(request.user, pk), request.user
    replies = Post.objects.filter(topic=topic, number__gt=1).select_related("author").order_by("number")
    readable = replies.exclude(pk__in=replies.filter(withholdings__isnull=False, withholdings__lifted_at=None))
    form = SplitForm(request.POST or None, replies=readable)
    if request.method == "POST" and form.is_valid():
        numbers = [post.number for post in form.cleaned_data["posts"]]
        title, kind = form.cleaned_data["title"], Kind(form.cleaned_data["kind"])
        made: list[Topic] = []
        if attempt_form(form, lambda: made.append(moving.split(topic, numbers=numbers, title=title, kind=kind, by=by))):
            messages.success(request, "Dit is nu een eigen onderwerp.", extra_tags=topic_page.HEAD)
            return redirect(made[0])
    return ask(request, SPLIT, form, topic=topic)
