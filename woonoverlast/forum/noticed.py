"""Notices tell of topics, posts and case questions to check; whether somebody may still see these is asked live."""

from woonoverlast.forum.models import Casus, Post, Topic
from woonoverlast.notifications import seeing


def register() -> None:
    seeing.register("thread", "topic:", Topic.objects.visible_to)
    seeing.register("url", "/forum/reactie/", Post.objects.visible_to)
    seeing.register("thread", "casus:", Casus.objects.to_be_checked_by)
