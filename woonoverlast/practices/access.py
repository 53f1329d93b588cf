"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.people.models import Person
from woonoverlast.practices.models import Practice, Revision


def get_practice(user: Person | AnonymousUser, slug: str) -> Practice:
    rows = Practice.objects.visible_to(user).select_related("organisation", "municipality", "publication")
    return get_object_or_404(rows, slug=slug)


def get_practice_to_write(user: Person, slug: str) -> Practice:
    practice = get_practice(user, slug)
    if not practice.can_be_written_by(user):
        raise PermissionDenied
    return practice


def get_published(user: Person | AnonymousUser, slug: str) -> Practice:
    practice = get_practice(user, slug)
    if not practice.is_published:
        raise Http404
    return practice


def get_waiting(user: Person, slug: str) -> Revision:
    """The text that waits for review."""
    practice = get_practice(user, slug)
    return get_object_or_404(practice.revisions.waiting().select_related("practice"))


def shown_revision(practice: Practice, user: Person | AnonymousUser) -> Revision:
    """What this reader sees: the published text; the newest for who writes, reviews or edits."""
    if isinstance(user, Person) and practice.can_be_written_by(user):
        return practice.newest
    if practice.is_published:
        return practice.publication.revision
    return practice.revisions.waiting().get()
