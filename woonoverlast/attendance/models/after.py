"""After an event: what can be read again, what was asked, what people thought of it, and proof that they were there."""

import secrets
import uuid
from datetime import datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.attendance.models.tracks import Track
from woonoverlast.events.models.events import Event, User
from woonoverlast.events.models.signups import SignUp
from woonoverlast.people.models import Person


class MaterialQuerySet(models.QuerySet["Material"]):
    def findable_by(self, user: User) -> Self:
        """Of all events that this user may see, for the search box."""
        shown = self.filter(event__in=Event.objects.visible_to(user).published())
        if not isinstance(user, Person) or not (user.is_member or user.is_editor):
            return shown.filter(seen_by=Material.Seen.EVERYBODY)
        if user.is_editor:
            return shown
        placed = SignUp.objects.with_place().filter(person=user).values("event")
        organised = Event.organisers.through.objects.filter(person=user).values("event")
        own = Q(event__in=placed) | Q(event__in=organised)
        return shown.filter(Q(seen_by__in=[Material.Seen.EVERYBODY, Material.Seen.MEMBERS]) | own)

    def visible_to(self, user: User, event: Event) -> Self:
        """Of an event that this user may see. Who took part had a place; organisers see everything."""
        if event.is_organised_by(user):
            return self
        seen = [Material.Seen.EVERYBODY]
        if isinstance(user, Person) and user.is_member:
            seen.append(Material.Seen.MEMBERS)
            if event.sign_ups.with_place().filter(person=user).exists():
                seen.append(Material.Seen.PARTICIPANTS)
        return self.filter(seen_by__in=seen)


class Material(models.Model):
    """A checked file, a link such as the recording, or the minutes."""

    class Kind(models.TextChoices):
        FILE = "file", "bestand"
        LINK = "link", "link"
        MINUTES = "minutes", "verslag"

    class Seen(models.TextChoices):
        EVERYBODY = "everybody", "iedereen die de bijeenkomst ziet"
        MEMBERS = "members", "alleen leden"
        PARTICIPANTS = "participants", "alleen wie een plaats had"

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    title = models.CharField("titel", max_length=160)
    seen_by = models.CharField("voor wie", max_length=15, choices=Seen, default=Seen.MEMBERS)
    file = models.FileField("bestand", upload_to="events/%Y/%m", max_length=200, blank=True)
    name = models.CharField("bestandsnaam", max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    url = models.URLField("adres", max_length=500, blank=True)
    body = models.TextField("tekst", blank=True)
    # What stands in it, without markup, to be searched.
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materialen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="material_is_one_thing",
                condition=Q(kind="file", url="", body="") & ~Q(file="")
                | Q(kind="link", file="", body="") & ~Q(url="")
                | Q(kind="minutes", file="", url="") & ~Q(body=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class RaisedQuestion(models.Model):
    """What was asked on the day and deserves an answer. It became a topic or a bottleneck where `became` leads."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="raised_questions")
    text = models.CharField("vraag", max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # A path on this platform.
    became = models.CharField("werd", max_length=300, blank=True)
    became_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    became_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "opgekomen vraag"
        verbose_name_plural = "opgekomen vragen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def became_what(self) -> str:
        words = {"/forum/": "een onderwerp op het forum", "/knelpunten/": "een knelpunt"}
        return next((word for start, word in words.items() if self.became.startswith(start)), "een pagina hier")


class EvaluationRound(models.Model):
    """Everybody who was there was asked what he thought of it."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="evaluation_round")
    at = models.DateTimeField(default=timezone.now)


class EvaluationTurn(models.Model):
    """Who was asked, and that he answered: never what. A day, because a moment would point at one answer."""

    sign_up = models.OneToOneField(SignUp, models.CASCADE, related_name="evaluation_turn")
    asked_on = models.DateField(default=timezone.localdate)
    answered_on = models.DateField(null=True, blank=True)


class EvaluationAnswer(models.Model):
    """What somebody thought of it. No person, no moment, and a key that does not count up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="evaluation_answers")
    grade = models.PositiveSmallIntegerField(
        "rapportcijfer", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    useful = models.PositiveSmallIntegerField(
        "nut voor je werk", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    differently = models.CharField("wat ga je anders doen?", max_length=1000, blank=True)
    better = models.CharField("wat kan beter?", max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="grade_from_1_to_10", condition=Q(grade=None) | Q(grade__range=(1, 10))),
            models.CheckConstraint(name="useful_from_1_to_5", condition=Q(useful=None) | Q(useful__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return str(self.grade or "")


def new_code() -> str:
    """128 bits."""
    return secrets.token_hex(16)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self) -> Self:
        return self.filter(withdrawn_at=None)

    def printable(self) -> Self:
        """Valid, and of somebody whose name we still have."""
        return self.valid().exclude(name="")


class Certificate(models.Model):
    """What was attested, as it was then: of one event, or of a whole track. `person` is empty for a guest."""

    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    sign_up = models.ForeignKey(SignUp, models.CASCADE, null=True, blank=True, related_name="certificates")
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="certificates")
    name = models.CharField("naam", max_length=200)
    title = models.CharField("titel", max_length=160)
    held_on = models.DateField("datum")
    minutes = models.PositiveIntegerField("minuten")
    organiser = models.CharField("organisator", max_length=300)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # When the mail about it was written.
    told_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("reden", max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="certificate_of_event_or_track",
                condition=Q(sign_up__isnull=False, track=None)
                | Q(sign_up=None, track__isnull=False, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["sign_up"], name="one_valid_certificate_per_place", condition=Q(withdrawn_at=None)
            ),
            models.UniqueConstraint(
                fields=["track", "person"],
                name="one_valid_certificate_per_track",
                condition=Q(withdrawn_at=None) & Q(track__isnull=False),
            ),
            models.CheckConstraint(
                name="certificate_withdrawn_after_issue",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attendance:certificate", args=[self.code])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def withdraw(self, *, by: Person, why: str, now: datetime | None = None) -> None:
        """Twice is once: the first reason stays."""
        if self.is_withdrawn:
            return
        self.withdrawn_at, self.withdrawn_by, self.withdrawn_why = now or timezone.now(), by, why
        self.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
