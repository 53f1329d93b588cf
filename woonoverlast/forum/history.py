"""How a post read before, with the differences between one version and the next.

What a moderator took out of somebody's post stays out: only the author and moderators read how it was before that.
"""

import difflib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from woonoverlast.forum.listing import name_of
from woonoverlast.forum.models import Post
from woonoverlast.lib import richtext
from woonoverlast.people.models import Person

MOST_WORDS = 5000
WORDS = re.compile(r"\s+|[^\s]+")


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


def versions(post: Post, user: Person | AnonymousUser) -> list[Version]:
    """The newest change first."""
    after, closed, found = post.text, False, []
    reads_all = post.can_be_edited_by(user)
    for revision in post.revisions.select_related("by"):
        closed = not reads_all and (closed or revision.by_id != post.author_id)
        before = richtext.plain(revision.body)
        change = Version(name_of(revision.by, user), revision.at, revision.reason, closed=closed)
        if not closed:
            change = replace(change, title_before=revision.title, pieces=differences(before, after))
        found.append(change)
        after = before
    return found


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces in reading order. Very long texts are shown whole, old and new: comparing them would take too long."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [("removed", before), ("added", after)]
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[a:b])))
            continue
        pieces += [("removed", "".join(old[a:b]))] * (b > a) + [("added", "".join(new[c:d]))] * (d > c)
    return pieces
