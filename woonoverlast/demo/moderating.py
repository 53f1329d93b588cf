"""What moderators of the demonstration did and have yet to do, from data/moderation.toml, by the acts of the forum."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonoverlast.forum import posting
from woonoverlast.forum.models import Lock, Move, Post, Topic, Withholding
from woonoverlast.moderation import hiding, locking, merging, objecting, reporting
from woonoverlast.moderation.models import Objection, Report

if TYPE_CHECKING:
    from woonoverlast.demo.forum_topics import Room

TEXTS = Path(__file__).parent / "data" / "moderation.toml"
Row = dict[str, Any]


def moderate(room: "Room", *, make_topic: Callable[["Room", Row], Topic], markup: Callable[[str], str]) -> None:
    with TEXTS.open("rb") as file:
        rows = tomllib.load(file)
    merge_duplicate(room, rows["duplicate"], make_topic=make_topic)
    locking.lock(Topic.objects.get(title=rows["lock"]["topic"]), by=room.editor, reason=rows["lock"]["reason"])
    Lock.objects.update(at=room.now - timedelta(days=40))
    hide_and_object(room, rows["hidden"], markup=markup)
    for row in rows["report"]:
        report(room, row)


def merge_duplicate(room: "Room", row: Row, *, make_topic: Callable[["Room", Row], Topic]) -> None:
    duplicate = make_topic(room, row)
    merging.merge(duplicate, into=Topic.objects.get(title=row["into"]), by=room.editor, note=row["note"])
    Move.objects.update(at=room.now - timedelta(days=19))


def hide_and_object(room: "Room", row: Row, *, markup: Callable[[str], str]) -> None:
    """The author changed the text and asks to show it again."""
    topic = Topic.objects.get(title=row["topic"])
    wrote = set(topic.posts.values_list("author", flat=True))
    author = room.writer(row["by"], but=wrote)
    post = posting.reply(topic, writing=posting.Writing(body=markup(row["text"])), by=author)
    Post.objects.filter(pk=post.pk).update(posted_at=room.now - timedelta(hours=row["hours"]))
    hidden = hiding.hide(post, by=room.editor, reason=row["reason"])
    objection = objecting.object_to_hiding(hidden, by=author, text=row["objection"].strip())
    posting.edit(post, writing=posting.Writing(body=markup(row["changed"])), reason="Herkenbare zin weg", by=author)
    Withholding.objects.filter(pk=hidden.pk).update(at=room.now - timedelta(hours=20))
    Objection.objects.filter(pk=objection.pk).update(at=room.now - timedelta(hours=4))


def report(room: "Room", row: Row) -> None:
    post = Post.objects.get(topic__title=row["topic"], number=row["number"])
    by = room.writer(row["by"], but={post.author_id})
    made = reporting.report(post, by=by, reason=row["reason"], text=row["text"])
    Report.objects.filter(pk=made.pk).update(at=room.now - timedelta(hours=row["hours"]))
