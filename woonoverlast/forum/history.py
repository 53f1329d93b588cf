"""How a post read before, with the differences between one version and the next.

What a moderator took out of somebody's post stays out: only the author and moderators read how it was before that.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import quoting
from woonoverlast.forum.models import Post, Revision
from woonoverlast.forum.topic_lists import name_of
from woonoverlast.lib import richtext
from woonoverlast.lib.comparing import differences
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

PER_PAGE = 10


@dataclass(frozen=True)
class Version:
    """A change: who made it, when and why, and the pieces of text as (same, added or removed; text).

    Without pieces and former title when it is closed: then the old text is not for this reader. `cleared` says that
    the old text is gone for good.
    """

    pk: int
    by: str
    at: datetime
    reason: str
    closed: bool = False
    cleared: bool = False
    title_before: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)


def versions(post: Post, user: Person, *, first: int = 0) -> list[Version]:
    """The newest change first, from place `first`; a few, because each is a whole text."""
    rows = list(post.revisions.select_related("by")[: first + PER_PAGE])
    texts = [richtext.plain(body) for body in quoting.read_by(user, [post.body, *(row.body for row in rows)])]
    reads_all = post.can_be_edited_by(user)
    closed, found = False, []
    for place, row in enumerate(rows):
        closed = not reads_all and (closed or row.by_id != post.author_id)
        if place < first:
            continue
        change = Version(row.pk, name_of(row.by, user), row.at, row.reason, closed=closed, cleared=bool(row.cleared_at))
        if not closed and not row.cleared_at:
            after = None if place and rows[place - 1].cleared_at else texts[place]
            change = replace(change, title_before=row.title, pieces=pieces_of(row, texts[place + 1], after))
        found.append(change)
    return found


def pieces_of(row: Revision, before: str, after: str | None) -> list[tuple[str, str]]:
    """What was found out when the change was made, unless a name or quote in it reads otherwise now.

    `after` is None where that text was cleared: then the whole text of before stands there.
    """
    if after is None:
        return [("same", before)]
    kept = [(kind, text) for kind, text in row.pieces or []]
    old, new = ("".join(text for kind, text in kept if kind != other) for other in ("added", "removed"))
    return kept if (old, new) == (before, after) else differences(before, after)


@transaction.atomic
def clear(revision: Revision, *, by: Person) -> None:
    """Wipe how a post read before: personal data stood in it. That it was changed, by whom and why stays."""
    post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
    if revision.cleared_at:
        return
    Revision.objects.filter(pk=revision.pk).update(
        title="", body="", pieces=None, cleared_by=by, cleared_at=timezone.now()
    )
    # What changed into this text, and what this text changed into, would tell of it.
    post.revisions.update(pieces=None)
    logbook.record(by=by, verb="wiste een oude versie", target=post, note="persoonsgegevens")
