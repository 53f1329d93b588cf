"""How a post read before, with the differences between one version and the next.

What a moderator took out of somebody's post stays out: only the author and moderators read how it was before that.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from woonoverlast.forum.models import Post, reads_everything
from woonoverlast.forum.topic_lists import name_of
from woonoverlast.lib import richtext
from woonoverlast.lib.comparing import differences
from woonoverlast.people.models import Person

PER_PAGE = 10


@dataclass(frozen=True)
class Version:
    """A change: who made it, when and why, and the pieces of text as (same, added or removed; text).

    Without pieces and former title when it is closed: then the old text is not for this reader.
    """

    by: str
    at: datetime
    reason: str
    closed: bool = False
    title_before: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)


def versions(post: Post, user: Person | AnonymousUser, *, first: int = 0) -> list[Version]:
    """The newest change first, from place `first`; a few, because each is a whole text."""
    rows = list(post.revisions.select_related("by")[: first + PER_PAGE])
    reads_all = post.can_be_edited_by(user)
    is_member = reads_everything(user)
    after = words_for(rows[first - 1].body if first else post.body, is_member=is_member)
    closed, found = False, []
    for number, revision in enumerate(rows):
        closed = not reads_all and (closed or revision.by_id != post.author_id)
        if number < first:
            continue
        before = words_for(revision.body, is_member=is_member)
        change = Version(name_of(revision.by, user), revision.at, revision.reason, closed=closed)
        if not closed:
            kept = as_pieces(revision.pieces) if is_member else []
            pieces = kept or differences(before, after)
            change = replace(change, title_before=revision.title, pieces=pieces)
        found.append(change)
        after = before
    return found


def words_for(body: str, *, is_member: bool) -> str:
    return richtext.plain(body if is_member else richtext.without_names(body))


def as_pieces(kept: list[list[str]] | None) -> list[tuple[str, str]]:
    """Found out when the change was made. Older changes have none."""
    return [(kind, text) for kind, text in kept or []]
