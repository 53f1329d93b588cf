"""Objects of the day and after, by the rights on their event. Invisible and absent give the same 404."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.attendance import badges
from woonoverlast.attendance.models import Certificate, Material, RaisedQuestion, Track, TrackItem
from woonoverlast.events.access import get_event, get_event_to_organise, get_own_place
from woonoverlast.events.models import Event, SignUp
from woonoverlast.events.models.events import User
from woonoverlast.people.models import Person


def get_badge(code: str) -> SignUp:
    """By the code on a badge; the page shows who it is only to who organises."""
    number = badges.read(code)
    related = ("event__municipality", "event__cancellation", "person", "attendance")
    return get_object_or_404(SignUp.objects.select_related(*related), pk=number or 0)


def get_place_with_badge(token: str) -> SignUp:
    """Only a place has a badge: not who waits or gave it up."""
    own = get_own_place(token)
    if not own.has_place:
        raise Http404
    return own


def get_sign_up_of(event: Event, pk: int) -> SignUp:
    return get_object_or_404(event.sign_ups.select_related("person"), pk=pk)


def get_material(user: User, pk: int) -> Material:
    """Only for who may see both the event and the material."""
    found = get_object_or_404(Material, pk=pk)
    event = get_event(user, found.event_id)
    return get_object_or_404(Material.objects.visible_to(user, event), pk=pk)


def get_material_to_organise(user: User, pk: int) -> Material:
    found = get_object_or_404(Material, pk=pk)
    found.event = get_event_to_organise(user, found.event_id)
    return found


def get_raised_question_to_organise(user: User, pk: int) -> RaisedQuestion:
    found = get_object_or_404(RaisedQuestion, pk=pk)
    found.event = get_event_to_organise(user, found.event_id)
    return found


def get_certificate(code: str) -> Certificate:
    """By the code on the paper; for everybody."""
    return get_object_or_404(Certificate.objects.select_related("sign_up__event", "track"), code=code)


def get_own_certificate(person: Person, pk: int) -> Certificate:
    return get_object_or_404(Certificate.objects.printable().filter(person=person), pk=pk)


def get_certificate_of_place(own: SignUp) -> Certificate:
    return get_object_or_404(Certificate.objects.printable(), sign_up=own)


def get_certificate_to_organise(user: User, pk: int) -> Certificate:
    """Of an event that this person organises; certificates of a track are for nobody to take back here."""
    found = get_object_or_404(Certificate.objects.select_related("sign_up"), pk=pk)
    if found.sign_up is None:
        raise Http404
    found.sign_up.event = get_event_to_organise(user, found.sign_up.event_id)
    return found


def get_track(user: User, slug: str) -> Track:
    return get_object_or_404(Track.objects.visible_to(user), slug=slug)


def get_track_to_change(user: User, slug: str) -> Track:
    track = get_track(user, slug)
    if not track.can_be_changed_by(user):
        raise PermissionDenied
    return track


def get_item_to_change(user: User, slug: str, pk: int) -> TrackItem:
    return get_object_or_404(get_track_to_change(user, slug).items, pk=pk)
