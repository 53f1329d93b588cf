"""How far somebody has read, and what he keeps."""

import uuid

from django.db import models

from woonoverlast.forum.models.topics import Post, Topic
from woonoverlast.people.models import Person


class ReadMark(models.Model):
    """The highest number that this person has seen of a topic."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="read_marks")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_read_mark")]


class Reader(models.Model):
    """What was posted before `read_until` counts as read: the day of joining, or "alles gelezen"."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="reader", primary_key=True)
    read_until = models.DateTimeField()


class Bookmark(models.Model):
    """A post to come back to, with a day for a reminder if wanted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey(Post, models.CASCADE, related_name="bookmarks")
    note = models.CharField("notitie", max_length=200, blank=True)
    remind_on = models.DateField("herinner me op", null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "post"], name="bookmarked_once")]
        indexes = [
            models.Index(
                fields=["remind_on"],
                name="bookmark_reminders",
                condition=models.Q(remind_on__isnull=False, reminded_at=None),
            )
        ]


class FeedKey(models.Model):
    """Opens this person's own feed without logging in. A new `version` closes the old address."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="feed_key", primary_key=True)
    version = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField()
