"""The day itself: who is there, and every reading of a code behind that."""

import uuid

from django.db import models
from django.utils import timezone

from woonoverlast.events.models.signups import SignUp
from woonoverlast.people.models import Person


class How(models.TextChoices):
    SCANNED = "scanned", "code gescand"
    LIST = "list", "aangevinkt in de lijst"
    CODE = "code", "zelf, met de code op het scherm"
    WALK_IN = "walk_in", "aan de deur"


class Attendance(models.Model):
    """Somebody was there. Only `events.arriving` writes it, with the row of the sign-up locked."""

    sign_up = models.OneToOneField(SignUp, models.CASCADE, related_name="attendance")
    at = models.DateTimeField(db_index=True)
    how = models.CharField("hoe", max_length=10, choices=How)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "aanwezigheid"
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.sign_up)


class Reading(models.Model):
    """One time that somebody said "is er" or took that back. A phone without connection sends it later, maybe twice:
    the mark that it gave makes it count once."""

    mark = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="readings")
    taken_back = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=10, choices=How)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.mark)
