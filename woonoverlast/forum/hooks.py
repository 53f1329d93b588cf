"""Where contexts above the forum hang up what happens with a post or a topic of theirs; called inside its transaction."""

from collections.abc import Callable

from woonoverlast.forum.models import Post, Topic

# Somebody began a topic; the number is of the person that the link named to ask about it. The answer is what to tell the writer.
STARTED: list[Callable[[Topic, int | None], str]] = []
# A reply was written.
REPLIED: list[Callable[[Post], None]] = []
# All of the first topic goes along to the second.
MERGED: list[Callable[[Topic, Topic], None]] = []
# An editor wiped a post: what others keep of its text goes too.
PURGED: list[Callable[[Post], None]] = []


def started(topic: Topic, asked: int | None) -> list[str]:
    return [text for hook in STARTED if (text := hook(topic, asked))]


def replied(post: Post) -> None:
    for hook in REPLIED:
        hook(post)


def merged(source: Topic, target: Topic) -> None:
    for hook in MERGED:
        hook(source, target)


def purged(post: Post) -> None:
    for hook in PURGED:
        hook(post)
