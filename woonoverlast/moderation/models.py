"""What readers report to moderators, and what authors say to their decisions."""

from django.db import models

from woonoverlast.forum.models import Post, Sanction, Withholding
from woonoverlast.people.models import Person


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

    def __str__(self) -> str:
        return f"melding over bericht {self.post_id}"


class Objection(models.Model):
    """What somebody says to a hidden post, a warning or a suspension of his own: once, and a moderator answers."""

    withholding = models.OneToOneField(Withholding, models.CASCADE, null=True, blank=True, related_name="objection")
    sanction = models.OneToOneField(Sanction, models.CASCADE, null=True, blank=True, related_name="objection")
    by = models.ForeignKey(Person, models.PROTECT, related_name="objections")
    at = models.DateTimeField()
    text = models.TextField("wat wil je zeggen?", max_length=2000)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(default=False)
    answer = models.TextField("antwoord", max_length=1000, blank=True)

    class Meta:
        verbose_name = "weerwoord"
        verbose_name_plural = "weerwoorden"
        constraints = [
            models.CheckConstraint(
                name="objection_to_one_thing",
                condition=models.Q(withholding__isnull=False, sanction=None)
                | models.Q(withholding=None, sanction__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["at"], name="open_objections", condition=models.Q(settled_at=None))]

    def __str__(self) -> str:
        return f"weerwoord van {self.by}"

    @property
    def post(self) -> Post | None:
        """What it is about; None for a sanction without a post."""
        return self.withholding.post if self.withholding else self.sanction.post if self.sanction else None
