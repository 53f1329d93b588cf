"""Notices tell of topics and posts; whether somebody may still see these is asked live."""

from woonoverlast.forum.models import Post, Topic
from woonoverlast.notifications import seeing


def register() -> None:
    seeing.register("thread", "topic:", Topic.objects.visible_to)
    seeing.register("url", "/forum/reactie/", Post.objects.visible_to)
