"""What readers do with a post or a topic: each a POST that can be sent twice without harm."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.forum import history, posting, reactions, topic_page
from woonoverlast.forum.access import get_post, get_post_to_edit, get_theme, get_topic
from woonoverlast.forum.forms.filters import LevelForm, SwitchForm
from woonoverlast.forum.models import Revision, Theme, Topic
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

WRITER = "schrijver, moderatoren van het thema en redacteuren"
ASKER = "de vrager, moderatoren van het thema en redacteuren"


def switched_on(request: HttpRequest) -> bool:
    form = SwitchForm(request.POST)
    return bool(form.is_valid() and form.cleaned_data["aan"])


@access(Level.MEMBER, rule="wie het bericht ziet")
@require_POST
@limited(200, per=timedelta(hours=1))
def useful(request: PersonRequest, pk: int) -> HttpResponse:
    post, by, on = get_post(request.user, pk), request.user, switched_on(request)
    done = "Fijn dat dit nuttig was." if on else "Je stem is weg."
    attempt(
        request, lambda: reactions.find_useful(post, by=by, useful=on), done=done, about=topic_page.element_of(post)
    )
    return redirect(topic_page.place_of(post))


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(200, per=timedelta(hours=1))
def me_too(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by, on = get_topic(request.user, pk), request.user, switched_on(request)
    done = "Dit speelt ook bij jou. Je hoort het als er een antwoord is." if on else "Je telt niet meer mee."
    attempt(request, lambda: reactions.say_me_too(topic, by=by, plays=on), done=done, about=topic_page.HEAD)
    return redirect(topic)


@access(Level.MEMBER, rule=ASKER)
@require_POST
@limited(60, per=timedelta(hours=1))
def acceptance(request: PersonRequest, pk: int) -> HttpResponse:
    post, by = get_post(request.user, pk), request.user
    must_be_able_to_solve(request, post.topic)
    if post.number == 1:
        raise BadRequest
    about = topic_page.element_of(post)
    if switched_on(request):
        attempt(request, lambda: reactions.accept(post, by=by), done="Dit is nu het beste antwoord.", about=about)
    else:
        done = "Dit is niet meer het beste antwoord."
        attempt(request, lambda: reactions.withdraw_acceptance(post, by=by), done=done, about=about)
    return redirect(topic_page.place_of(post))


@access(Level.MEMBER, rule=ASKER)
@require_POST
@limited(60, per=timedelta(hours=1))
def resolution(request: PersonRequest, pk: int) -> HttpResponse:
    topic, by = get_topic(request.user, pk), request.user
    must_be_able_to_solve(request, topic)
    if switched_on(request):
        attempt(
            request, lambda: reactions.solve(topic, by=by), done="De vraag staat op opgelost.", about=topic_page.HEAD
        )
    else:
        attempt(
            request, lambda: reactions.reopen(topic, by=by), done="De vraag staat weer open.", about=topic_page.HEAD
        )
    return redirect(topic)


def must_be_able_to_solve(request: PersonRequest, topic: Topic) -> None:
    if not reactions.can_be_solved_by(topic, request.user):
        raise PermissionDenied


@access(Level.MEMBER, rule="alleen de schrijver")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away one's own post, after a question."""
    post, by = get_post(request.user, pk), request.user
    if post.author_id != by.pk:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "forum/removal.html", {"post": post})
    attempt(request, lambda: posting.take_away(post, by=by), done="Je bericht is weggehaald.", about=topic_page.HEAD)
    return redirect(post.topic.theme if post.number == 1 else post.topic)


@access(Level.MEMBER, rule="wie het bericht ziet")
@require_safe
def post_history(request: PersonRequest, pk: int) -> HttpResponse:
    """Never for visitors: what was taken out of a public post is not public any more."""
    post = get_post(request.user, pk)
    page = Paginator(range(post.revisions.count()), history.PER_PAGE).get_page(request.GET.get("pagina"))
    found = history.versions(post, request.user, first=max(0, page.start_index() - 1))
    context = {"post": post, "topic": post.topic, "versions": found, "page": page}
    context["may_clear"] = post.can_be_edited_by(request.user)
    return render(request, "forum/history.html", context)


@access(Level.MEMBER, rule=WRITER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def version_clearing(request: PersonRequest, pk: int, version: int) -> HttpResponse:
    """Wipe how a post read before, after a question."""
    post, by = get_post_to_edit(request.user, pk), request.user
    revision = get_object_or_404(Revision, pk=version, post=post)
    if request.method != "POST":
        return render(request, "forum/version_clearing.html", {"post": post, "topic": post.topic, "version": revision})
    attempt(request, lambda: history.clear(revision, by=by), done="Deze oude versie is gewist.")
    return redirect("forum:history", post.pk)


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(200, per=timedelta(hours=1))
def topic_level(request: PersonRequest, pk: int) -> HttpResponse:
    topic = get_topic(request.user, pk)
    return set_level(request, topic, name="dit onderwerp")


@access(Level.MEMBER, rule="wie het thema ziet")
@require_POST
@limited(200, per=timedelta(hours=1))
def theme_level(request: PersonRequest, slug: str) -> HttpResponse:
    theme = get_theme(request.user, slug)
    return set_level(request, theme, name="dit thema")


def set_level(request: PersonRequest, thing: Topic | Theme, *, name: str) -> HttpResponse:
    form = LevelForm(request.POST, levels=Watch.Level.choices)
    if not form.is_valid():
        raise BadRequest
    level = Watch.Level(form.cleaned_data["niveau"])
    watching.watch(request.user, thing, level=level, reason="je dat zelf koos")
    messages.success(request, f"Van {name} hoor je voortaan: {level.label}.", extra_tags=topic_page.HEAD)
    return redirect(thing)
