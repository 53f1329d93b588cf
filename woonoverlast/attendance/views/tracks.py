"""Training tracks: for everybody to follow, for editors to make."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.attendance import certifying, learning, tracking
from woonoverlast.attendance.access import get_item_to_change, get_track, get_track_to_change
from woonoverlast.attendance.forms.tracks import FindEventForm, ItemForm, TrackForm
from woonoverlast.attendance.models import Track, TrackItem
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)


def member(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) and request.user.is_member else None


@access(Level.PUBLIC, rule="concepten alleen redacteuren")
@require_safe
def tracks(request: HttpRequest) -> HttpResponse:
    found = learning.all_progress(Track.objects.visible_to(request.user), member(request))
    return render(request, "attendance/tracks.html", {"tracks": found, "person": member(request)})


@access(Level.PUBLIC, rule="concepten alleen redacteuren")
@require_safe
def track(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_track(request.user, slug)
    person, may_change = member(request), found.can_be_changed_by(request.user)
    progress = learning.progress(found, person)
    context = {"track": found, "person": person, "may_change": may_change, "progress": progress}
    return render(request, "attendance/track.html", context)


@access(Level.MEMBER, rule="wie alle onderdelen volgde")
@require_POST
@limited(20, per=HOUR)
def track_certificate(request: PersonRequest, slug: str) -> HttpResponse:
    found = get_track(request.user, slug)
    attempt(
        request,
        lambda: certifying.issue_for_track(found, request.user),
        done="Gefeliciteerd: je certificaat staat klaar.",
    )
    return redirect(found)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def new_track(request: PersonRequest) -> HttpResponse:
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tracking.make(by=request.user, **form.cleaned_data)
        return redirect("attendance:change_track", made.slug)
    return render(request, "attendance/track_form.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, per=HOUR)
def change_track(request: PersonRequest, slug: str) -> HttpResponse:
    found = get_track_to_change(request.user, slug)
    initial = {"title": found.title, "description": found.description, "published": bool(found.published_at)}
    form = TrackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        tracking.change(found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "De leerlijn is opgeslagen.")
        return redirect("attendance:change_track", found.slug)
    items = found.items.prefetch_related("events")
    context = {"track": found, "form": form, "items": items}
    return render(request, "attendance/track_form.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, per=HOUR)
def new_item(request: PersonRequest, slug: str) -> HttpResponse:
    return item_page(request, get_track_to_change(request.user, slug), None)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, per=HOUR)
def change_item(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    item = get_item_to_change(request.user, slug, pk)
    return item_page(request, get_track_to_change(request.user, slug), item)


def item_page(request: HttpRequest, found: Track, item: TrackItem | None) -> HttpResponse:
    find = FindEventForm(request.GET)
    initial = tracking.initial(found, item)
    form = ItemForm(request.POST or None, item=item, wanted=find.wanted, initial=initial)
    if request.method == "POST" and form.is_valid():
        tracking.save_item(found, item, **form.cleaned_data)
        messages.success(request, "Het onderdeel is opgeslagen.")
        return redirect("attendance:change_track", found.slug)
    context = {"track": found, "item": item, "form": form, "find": find}
    return render(request, "attendance/track_item_form.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_POST
@limited(240, per=HOUR)
def item_removal(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    get_item_to_change(request.user, slug, pk).delete()
    messages.success(request, "Het onderdeel is weg.")
    return redirect("attendance:change_track", slug)
