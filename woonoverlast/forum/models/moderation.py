"""What moderators did with topics and writers, and the forum asks. Each row says who, when and why; it ends by being lifted, not by being deleted."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from woonoverlast.forum.models.topics import Post, Topic
from woonoverlast.people.models import Person


class Lock(models.Model):
    """Nobody can answer any more."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="locks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField("reden", max_length=500)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic"], name="locked_once", condition=models.Q(lifted_at=None))
        ]


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def suspensions(self) -> Self:
        """What keeps somebody from writing today."""
        return self.filter(kind=Sanction.Kind.SUSPENSION, lifted_at=None, until__gt=Now())


class Sanction(models.Model):
    """A warning, or a period in which somebody cannot write. The person reads why and can object once."""

    class Kind(models.TextChoices):
        WARNING = "warning", "waarschuwing"
        SUSPENSION = "suspension", "tijdelijk niet schrijven"

    kind = models.CharField(max_length=20, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="forum_sanctions")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="sanctions")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField("reden", max_length=1000)
    until = models.DateTimeField("tot", null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        indexes = [models.Index(fields=["person", "kind"], name="sanction_by_person")]
        constraints = [
            models.CheckConstraint(
                name="suspension_has_an_end", condition=models.Q(kind="warning") | models.Q(until__isnull=False)
            )
        ]

    @property
    def is_running(self) -> bool:
        """A suspension that keeps somebody from writing now."""
        return self.lifted_at is None and self.until is not None and self.until > timezone.now()


class Move(models.Model):
    """A topic was moved, split or merged: so that everybody can see where it went."""

    class Kind(models.TextChoices):
        THEME = "theme", "verplaatst naar een ander thema"
        SPLIT = "split", "afgesplitst"
        MERGE = "merge", "samengevoegd"

    kind = models.CharField(max_length=10, choices=Kind)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="moves")
    to_topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="arrivals")
    # The first post that went along, for a link to where it stands now.
    first_post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
