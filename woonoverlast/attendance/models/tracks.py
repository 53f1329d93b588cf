"""Training tracks: what to follow, in order, until the certificate."""

from typing import Self

from django.db import models
from django.urls import reverse

from woonoverlast.events.models.events import Event, User
from woonoverlast.people.models import Person


class TrackQuerySet(models.QuerySet["Track"]):
    def visible_to(self, user: User) -> Self:
        """Drafts are for editors."""
        if isinstance(user, Person) and user.is_editor:
            return self
        return self.exclude(published_at=None)


class Track(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField("titel", max_length=160)
    description = models.TextField("omschrijving", max_length=2000, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = "leerlijn"
        verbose_name_plural = "leerlijnen"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attendance:track", args=[self.slug])

    def can_be_changed_by(self, user: User) -> bool:
        return isinstance(user, Person) and user.is_editor


class TrackItem(models.Model):
    """One thing to follow. Who was at any of its events has done it: a date of a series, or one of several events."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("plaats in de rij", default=1)
    title = models.CharField("titel", max_length=160)
    text = models.CharField("wat je hier leert", max_length=400, blank=True)
    events = models.ManyToManyField(Event, blank=True, related_name="track_items", verbose_name="bijeenkomsten")

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
