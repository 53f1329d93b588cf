"""Reading the forum: themes, a theme, a topic, and where one was."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.forum import listing, showing, unread
from woonoverlast.forum.access import get_post, get_theme, get_topic, merged_target
from woonoverlast.forum.forms.filters import NumberForm, TopicFilterForm
from woonoverlast.forum.models import Theme, Topic, reads_everything
from woonoverlast.forum.views.writing import reply_form
from woonoverlast.lib.access import Level, access
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.directory import DeepPaginator
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.limits import limited
from woonoverlast.people.models import Person
from woonoverlast.people.persons import signed_in

ON_FRONT_PAGE = 8


@access(Level.PUBLIC, rule="leden alle thema's, anderen alleen openbare")
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    user = request.user
    context = {
        "themes": listing.theme_lines(user),
        "newest": listing.lines(listing.latest(user, count=ON_FRONT_PAGE), user),
        "unanswered": listing.lines(listing.newest_questions_without_answer(user, count=ON_FRONT_PAGE), user),
        "may_write": reads_everything(user),
    }
    return render(request, "forum/themes.html", context)


@access(Level.PUBLIC, rule="leden alle thema's, anderen alleen openbare")
@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_theme(request.user, slug)
    form = TopicFilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    topics = listing.filtered(Topic.objects.visible_to(request.user).filter(theme=found), filters=filters)
    paginator = DeepPaginator(topics.values_list("pk", flat=True), listing.PER_PAGE)
    page = paginator.get_page(PageForm(request.GET).number)
    context = {
        "theme": found,
        "form": form,
        "page": page,
        "lines": listing.lines_of(list(page), request.user),
        "count": paginator.count,
        "may_write": reads_everything(request.user) and not found.closed_at,
        **choices_of(found, request.user),
    }
    return render(request, "forum/theme.html", context)


def choices_of(found: Theme, user: Any) -> dict[str, Any]:
    if not isinstance(user, Person):
        return {}
    return {
        "level": watching.level_of(user, found),
        "levels": Watch.Level.choices,
        "moderators": found.moderators.all(),
    }


@access(Level.PUBLIC, rule="wie het thema ziet; ingehouden onderwerpen alleen schrijver, moderatoren en redacteuren")
@require_safe
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    found = showing.find_topic(request.user, pk)
    if found is None:
        return redirect(merged_target(request.user, pk))
    number = PageForm(request.GET).number
    if number > showing.last_page(found):
        raise Http404
    return render(request, "forum/topic.html", topic_context(request, found, number=number))


def topic_context(request: HttpRequest, found: Topic, *, number: int) -> dict[str, Any]:
    user = request.user
    posts = showing.posts(found, user, page=number)
    answers = showing.may_answer(found, user)
    return {
        "topic": found,
        "page": showing.Pages(found, number),
        "posts": posts,
        "seen_to": min(showing.numbers_on(number)[1], found.last_number),
        "has_unread": any(shown.is_new for shown in posts),
        "standing": listing.standing_of(found),
        "levels": Watch.Level.choices,
        "is_member": reads_everything(user),
        "may_answer": answers,
        "may_moderate": showing.may_moderate(found, user),
        "may_solve": showing.may_solve(found, user),
        "form": reply_form(request, found, signed_in(request)) if answers else None,
    }


@access(Level.PUBLIC, rule="wie het onderwerp ziet")
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The stable link of a post: it leads to where it stands now."""
    found = get_post(request.user, pk)
    return redirect(showing.place_of(found))


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_safe
def first_unread(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_topic(request.user, pk)
    unread_post = unread.first_unread(signed_in(request), found)
    return redirect(showing.place_of(unread_post) if unread_post else found.get_absolute_url())


@access(Level.MEMBER, rule="wie het onderwerp ziet")
@require_POST
@limited(1200, per=timedelta(hours=1))
def read_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The page was seen up to a number. The script says so by itself; without script it is a button."""
    found = get_topic(request.user, pk)
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    person = signed_in(request)
    unread.mark_read(person, found, number=form.cleaned_data["nummer"])
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
def all_read(request: HttpRequest) -> HttpResponse:
    unread.read_all(signed_in(request))
    return redirect("forum:themes")
