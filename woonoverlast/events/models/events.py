"""Events: what, when, where, for whom, and how many places."""

import uuid
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.people.models import Discipline, Expertise, Person
from woonoverlast.places.models import Municipality, Region

User = Person | AnonymousUser


class Kind(models.TextChoices):
    WORKSHOP = "workshop", "workshop"
    PRACTICE_MEETING = "practice_meeting", "praktijkbijeenkomst"
    EXPERT_SESSION = "expert_session", "expertsessie"
    TRAINING = "training", "training"


class Audience(models.TextChoices):
    """Who may sign up."""

    EVERYBODY = "everybody", "iedereen, ook wie geen lid is"
    MEMBERS = "members", "alle leden"
    DISCIPLINES = "disciplines", "leden van bepaalde vakgebieden"
    REGION = "region", "leden uit bepaalde provincies"
    INVITED = "invited", "alleen wie is uitgenodigd"


class Series(models.Model):
    """Dates that belong together: join one or all of them."""

    title = models.CharField("titel", max_length=160)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"

    def __str__(self) -> str:
        return self.title


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> Self:
        return self.exclude(published_at=None)

    def visible_to(self, user: User) -> Self:
        """Live rights. A draft is there for who organises it and for editors; what is for invited people for those."""
        if isinstance(user, Person) and user.is_editor:
            return self
        if not isinstance(user, Person) or not user.is_member:
            return self.published().filter(members_only=False).exclude(audience=Audience.INVITED)
        mine = Q(pk__in=Event.organisers.through.objects.filter(person=user).values("event"))
        invited = Exists(Invited.objects.filter(event=OuterRef("pk"), person=user))
        return self.filter(mine | Q(published_at__isnull=False) & (~Q(audience=Audience.INVITED) | invited))

    def coming(self, *, now: datetime | None = None) -> Self:
        """Not over yet, the soonest first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, *, now: datetime | None = None) -> Self:
        """Over, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def going_on(self) -> Self:
        """Published and not cancelled."""
        return self.published().filter(cancellation=None)


class Event(models.Model):
    """One date. `taken` counts places that somebody has or was offered; only `events.places` changes it, under a lock."""

    kind = models.CharField("soort", max_length=20, choices=Kind)
    title = models.CharField("titel", max_length=160)
    summary = models.CharField("in één zin", max_length=300, blank=True)
    body = models.TextField("beschrijving", blank=True)
    text = models.TextField(blank=True)  # the body without markup
    subjects = models.ManyToManyField(Expertise, blank=True, related_name="events", verbose_name="thema's")
    starts_at = models.DateTimeField("begin", db_index=True)
    ends_at = models.DateTimeField("einde")
    online = models.BooleanField("online", default=False)
    # Only for who has a place.
    link = models.URLField("link om mee te doen", max_length=500, blank=True)
    location = models.CharField("locatie", max_length=200, blank=True)
    address = models.CharField("adres", max_length=250, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="gemeente"
    )
    capacity = models.PositiveIntegerField("aantal plaatsen", null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    # The number of the last sign-up: it says who was first.
    last_number = models.PositiveIntegerField(default=0)
    sign_up_from = models.DateTimeField("aanmelden vanaf", null=True, blank=True)
    sign_up_until = models.DateTimeField("aanmelden tot", null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField("uren om een vrije plaats aan te nemen", default=48)
    audience = models.CharField("voor wie", max_length=20, choices=Audience, default=Audience.MEMBERS)
    disciplines = ArrayField(
        models.CharField(max_length=30, choices=Discipline), default=list, blank=True, verbose_name="vakgebieden"
    )
    provinces = models.ManyToManyField(Region, blank=True, related_name="events", verbose_name="provincies")
    members_only = models.BooleanField("de pagina is alleen voor leden", default=False)
    organisers = models.ManyToManyField(Person, blank=True, related_name="organised", verbose_name="organisatoren")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="events")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    # What calendars know it by, and how often time or place changed since.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="event_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="event_never_overbooked", condition=Q(capacity=None) | Q(taken__lte=F("capacity"))
            ),
            models.CheckConstraint(name="event_has_places", condition=Q(capacity=None) | Q(capacity__gte=1)),
            models.CheckConstraint(name="offer_one_hour_to_seven_days", condition=Q(offer_hours__range=(1, 168))),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_cancelled(self) -> bool:
        return hasattr(self, "cancellation")

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def free(self) -> int | None:
        """Places that nobody has and that were offered to nobody; None without a limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def place(self) -> str:
        """Where, in words for everybody."""
        parts = [self.location, self.municipality.name if self.municipality else ""]
        where = ", ".join(dict.fromkeys(part for part in parts if part))
        return where or ("online" if self.online else "")

    @property
    def sign_up_ends_at(self) -> datetime:
        return min(self.sign_up_until or self.starts_at, self.starts_at)

    def is_organised_by(self, user: User) -> bool:
        """Organisers run their own event, editors every one."""
        if not isinstance(user, Person):
            return False
        return user.is_editor or (user.is_member and self.organisers.filter(pk=user.pk).exists())

    def can_be_published_by(self, user: User) -> bool:
        """A member proposes a local expert session; what goes into the agenda is for editors to say, the first time."""
        return isinstance(user, Person) and user.is_editor


class Cancellation(models.Model):
    """The event does not take place."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField("reden", max_length=300)


class Invited(models.Model):
    """Who may sign up for an event that is only for invited people."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, models.CASCADE, related_name="event_invitations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="invited_once")]
