"""The programme of an event: parts in order, each with its speakers."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from woonoverlast.events.models.events import Event
from woonoverlast.people.models import Person


class Part(models.Model):
    """Begins so many minutes after the event does, so that it moves along when the event moves."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="parts")
    after_minutes = models.PositiveIntegerField("minuten na het begin", default=0)
    title = models.CharField("titel", max_length=160)
    text = models.TextField("toelichting", max_length=1000, blank=True)

    class Meta:
        verbose_name = "programmaonderdeel"
        verbose_name_plural = "programma"
        ordering = ["after_minutes", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_at(self) -> datetime:
        return self.event.starts_at + timedelta(minutes=self.after_minutes)


class Speaker(models.Model):
    """A member, or a guest by name and what he does."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="speakers")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="speaks")
    name = models.CharField("naam", max_length=120, blank=True)
    role = models.CharField("functie", max_length=150, blank=True)

    class Meta:
        verbose_name = "spreker"
        verbose_name_plural = "sprekers"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="speaker_has_a_name", condition=Q(person__isnull=False) | ~Q(name=""))
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else self.name
