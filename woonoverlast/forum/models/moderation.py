"""What moderators answer for. Each row says who, when and why; it ends by being lifted, not by being deleted."""

from typing import Self

from django.db import models
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


class Report(models.Model):
    """A reader says that something is wrong with a post. The reporter hears what was done."""

    class Reason(models.TextChoices):
        PERSONAL_DATA = "personal_data", "er staan persoonsgegevens in"
        RECOGNISABLE = "recognisable", "bewoners zijn herkenbaar"
        RUDE = "rude", "onvriendelijk of kwetsend"
        ADVERTISING = "advertising", "reclame"
        WRONG_PLACE = "wrong_place", "staat op de verkeerde plek"
        INCORRECT = "incorrect", "klopt niet"
        OTHER = "other", "iets anders"

    class Outcome(models.TextChoices):
        ACTED = "acted", "er is iets aan gedaan"
        KEPT = "kept", "het bericht blijft zoals het is"

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField("wat is er mis?", max_length=20, choices=Reason)
    text = models.TextField("toelichting", max_length=1000, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("antwoord aan de melder", max_length=1000, blank=True)

    class Meta:
        verbose_name = "melding"
        constraints = [
            models.UniqueConstraint(fields=["post", "by"], name="reported_once", condition=models.Q(settled_at=None))
        ]
        indexes = [models.Index(fields=["at"], name="open_reports", condition=models.Q(settled_at=None))]


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def suspensions(self) -> Self:
        """What keeps somebody from writing today."""
        return self.filter(kind=Sanction.Kind.SUSPENSION, lifted_at=None, until__gt=timezone.now())


class Sanction(models.Model):
    """A warning, or a period in which somebody cannot write. The person reads why and can answer once."""

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
    reply = models.TextField("antwoord", max_length=2000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "kind"], name="sanction_by_person")]


class Move(models.Model):
    """A topic was moved, split or merged: so that everybody can see where it went."""

    class Kind(models.TextChoices):
        THEME = "theme", "verplaatst naar een ander thema"
        SPLIT = "split", "afgesplitst"
        MERGE = "merge", "samengevoegd"

    kind = models.CharField(max_length=10, choices=Kind)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="moves")
    to_topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="arrivals")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
