"""Reading the forum: themes, a theme, a topic, and where one was."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from time import time
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.forum import printing, theme_page, topic_lists, topic_page, tracing, unread
from woonoverlast.forum.access import get_post, get_topic, get_topic_or_target, merged_target
from woonoverlast.forum.forms.filters import NumberForm, TopicFilterForm
from woonoverlast.forum.models import Topic, moderates, reads_everything
from woonoverlast.forum.views.writing import reply_box
from woonoverlast.notifications.models import Watch
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest, signed_in
from woonoverlast.web.access import Level, access
from woonoverlast.web.beside import beside
from woonoverlast.web.limits import limited


@access(Level.PUBLIC, rule="leden alle thema's, anderen alleen openbare")
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    user = request.user
    context = {
        **topic_lists.front_page(user),
        "may_write": reads_everything(user),
        "moderates": isinstance(user, Person) and moderates(user),
    }
    return render(request, "forum/themes.html", context)


def or_log_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Links in mails and between colleagues are opened by people who are not logged in yet. What is not there for them
    gives the same answer as what is not there at all: log in first."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return answered


@access(Level.PUBLIC, rule="leden alle thema's, anderen alleen openbare")
@require_safe
@or_log_in
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    user = request.user
    found = theme_page.find_theme(user, slug)
    form = TopicFilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page, lines = theme_page.page_of_topics(found, user, filters=filters, number=PageForm(request.GET).number)
    known: Any = found
    context = {
        "theme": found,
        "form": form,
        "page": page,
        "lines": lines,
        "count": page.paginator.count,
        "may_write": reads_everything(user) and not found.closed_at,
        "level": known.level or "" if isinstance(user, Person) else "",
        "levels": Watch.Level.choices,
        "moderators": known.moderator_rows if reads_everything(user) else [],
    }
    return render(request, "forum/theme.html", context)


@access(Level.PUBLIC, rule="wie het thema ziet; ingehouden onderwerpen alleen schrijver, moderatoren en redacteuren")
@require_safe
@or_log_in
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    found = topic_page.find_topic(request.user, pk)
    if found is None:
        return redirect(merged_target(request.user, pk))
    number = min(PageForm(request.GET).number, topic_page.last_page(found))
    return render(request, "forum/topic.html", topic_context(request, found, number=number))


def topic_context(request: HttpRequest, found: Topic, *, number: int) -> dict[str, Any]:
    user = request.user
    posts = topic_page.posts(found, user, page=number)
    answers, solves = topic_page.may_answer(found, user), topic_page.may_solve(found, user)
    said = beside(request, {topic_page.HEAD, *(topic_page.element_of(shown.post) for shown in posts)})
    place = printing.Place(
        number,
        user.pk or 0,
        is_member=reads_everything(user),
        may_answer=answers,
        may_solve=solves,
        may_moderate=topic_page.may_moderate(found, user),
        is_editor=isinstance(user, Person) and user.is_editor,
        said=said,
    )
    known: Any = found
    return {
        "topic": found,
        "said": said.get(topic_page.HEAD, ""),
        "page": topic_page.Pages(found, number),
        "articles": [printing.article(shown, place) for shown in posts],
        "seen_at": str(time()),
        "seen_to": max((shown.post.number for shown in posts), default=1),
        "has_unread": any(shown.is_new for shown in posts),
        "standing": topic_lists.standing_of(found),
        "traces": tracing.traces(found, user) if known.was_moved or known.was_locked else [],
        "levels": Watch.Level.choices,
        "is_member": reads_everything(user),
        "may_answer": answers,
        "may_moderate": topic_page.may_moderate(found, user),
        "may_solve": solves,
        "reply_box": reply_box(request, found, signed_in(request)) if answers else "",
    }


@access(Level.PUBLIC, rule="wie het onderwerp ziet")
@require_safe
@or_log_in
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The stable link of a post: it leads to where it stands now."""
    found = get_post(request.user, pk)
    return redirect(topic_page.place_of(found))


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_safe
def first_unread(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_topic_or_target(request.user, pk)
    unread_post = unread.first_unread(request.user, found)
    return redirect(topic_page.place_of(unread_post) if unread_post else found.get_absolute_url())


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(1200, per=timedelta(hours=1))
def read_mark(request: PersonRequest, pk: int) -> HttpResponse:
    """The page was seen up to a number. The script says so by itself; without script it is a button."""
    found = get_topic(request.user, pk)
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    person = request.user
    unread.mark_read(person, found, number=form.cleaned_data["nummer"], seen_at=form.seen_at)
    if not form.cleaned_data["volgende"]:
        return HttpResponse(status=204)
    return redirect(next_unread(person, after=found))


def next_unread(person: Person, *, after: Topic) -> str:
    """The next topic with something new: first in the same theme, then elsewhere; else the list of themes."""
    topics = unread.unread_topics(person, since=unread.floor(person)).exclude(pk=after.pk)
    following = topics.filter(theme=after.theme).first() or topics.first()
    return f"/forum/onderwerp/{following.pk}/ongelezen/" if following else "/forum/"


@access(Level.MEMBER)
@require_POST
@limited(60, per=timedelta(hours=1))
def all_read(request: PersonRequest) -> HttpResponse:
    unread.read_all(request.user)
    return redirect("forum:themes")
