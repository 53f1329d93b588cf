"""What members ask for or propose: a conversation with the editors, and then an event."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.events.models.events import Event
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, person: Person) -> Self:
        """Who asked it, and editors."""
        return self if person.is_editor else self.filter(by=person)

    def open(self) -> Self:
        return self.filter(settled_at=None)


class Request(models.Model):
    class Kind(models.TextChoices):
        WORKSHOP = "workshop", "een workshop op maat in mijn gemeente"
        SESSION = "session", "een lokale expertsessie die ik wil houden"

    kind = models.CharField("soort", max_length=10, choices=Kind)
    title = models.CharField("onderwerp", max_length=160)
    text = models.TextField("toelichting", max_length=3000)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="event_requests", verbose_name="gemeente"
    )
    period = models.CharField("wanneer", max_length=150, blank=True)
    people = models.PositiveIntegerField("ongeveer hoeveel mensen", null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="event_requests")
    at = models.DateTimeField(default=timezone.now)
    # It became an event, or an editor said why not.
    event = models.OneToOneField(Event, models.SET_NULL, null=True, blank=True, related_name="request")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    refusal = models.CharField("waarom niet", max_length=500, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="settled_request_has_an_outcome",
                condition=Q(settled_at=None, refusal="") | Q(settled_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:request", args=[self.pk])


class Remark(models.Model):
    """One turn in the conversation."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="event_remarks")
    text = models.TextField(max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bericht bij aanvraag"
        verbose_name_plural = "berichten bij aanvragen"
        ordering = ["at", "pk"]
