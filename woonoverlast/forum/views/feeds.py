"""Feeds: of public themes for everybody, and one's own for who may read more."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.forum import feeds
from woonoverlast.forum.access import get_theme
from woonoverlast.forum.models import Topic
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited
from woonoverlast.web.proof import asks_proof_to_change

ATOM = "application/atom+xml; charset=utf-8"


@access(Level.PUBLIC, rule="alleen wat iedereen mag lezen")
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    visitor = AnonymousUser()
    topics = Topic.objects.visible_to(visitor)
    return HttpResponse(feeds.atom(topics, visitor, title="Forum woonoverlast", path=request.path), content_type=ATOM)


@access(Level.PUBLIC, rule="alleen openbare thema's")
@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for everybody, so that a feed never shows more than the address allows."""
    visitor = AnonymousUser()
    found = get_theme(visitor, slug)
    topics = Topic.objects.visible_to(visitor).filter(theme=found)
    return HttpResponse(feeds.atom(topics, visitor, title=found.name, path=request.path), content_type=ATOM)


@access(Level.PUBLIC, rule="het adres is geheim en van één lid; wat ieder lid nu mag lezen")
@require_safe
def private(request: HttpRequest, token: str) -> HttpResponse:
    person = feeds.owner_of(token)
    if person is None:
        raise Http404
    topics = feeds.for_owner(person)
    answer = HttpResponse(feeds.atom(topics, person, title="Forum woonoverlast", path="/forum/"), content_type=ATOM)
    answer["Cache-Control"] = "no-store, private"
    return answer


@access(Level.MEMBER, rule="alleen eigen")
@require_http_methods(["GET", "HEAD", "POST"])
@asks_proof_to_change
@limited(20, per=timedelta(hours=1))
def my_feed(request: PersonRequest) -> HttpResponse:
    """The address of one's own feed; a POST makes a new one, and closes the old."""
    person = request.user
    if request.method == "POST":
        feeds.renew(person)
        messages.success(request, "Je hebt een nieuw adres. Het oude werkt niet meer.")
        return redirect("forum:my_feed")
    key = feeds.address_key(person)
    address = reverse("forum:private_feed", args=[key]) if key else ""
    return render(request, "forum/my_feed.html", {"address": address})
