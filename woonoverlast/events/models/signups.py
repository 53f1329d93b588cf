"""Who signed up, in what order, and every step with its reason."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from woonoverlast.events.models.events import Event
from woonoverlast.people.models import Person


class Status(models.TextChoices):
    PLACE = "place", "heeft een plaats"
    WAITING = "waiting", "wachtlijst"
    OFFERED = "offered", "kreeg een plaats aangeboden"
    LAPSED = "lapsed", "aanbod verlopen"
    CANCELLED = "cancelled", "afgemeld"
    WALK_IN = "walk_in", "kwam zonder aanmelding"


# What may follow what; nothing comes back from the right.
ALLOWED: dict[Status, set[Status]] = {
    Status.PLACE: {Status.CANCELLED},
    Status.WAITING: {Status.OFFERED, Status.CANCELLED},
    Status.OFFERED: {Status.PLACE, Status.LAPSED, Status.CANCELLED},
    Status.LAPSED: set(),
    Status.CANCELLED: set(),
    Status.WALK_IN: set(),
}
# These count as places that are taken. Who walks in is there whatever the hall holds.
HOLDING = (Status.PLACE, Status.OFFERED)
# A person or address is in one of these at most once for an event.
LIVE = (Status.PLACE, Status.WAITING, Status.OFFERED, Status.WALK_IN)


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def live(self) -> Self:
        return self.filter(status__in=LIVE)

    def with_place(self) -> Self:
        """Who may come in: with a place, or walked in."""
        return self.filter(status__in=[Status.PLACE, Status.WALK_IN])

    def in_line(self) -> Self:
        """Who waits, the first first."""
        return self.filter(status=Status.WAITING).order_by("number")

    def lapsing(self, *, now: datetime) -> Self:
        """Offers that nobody took in time."""
        return self.filter(status=Status.OFFERED, offered_until__lte=now)


class SignUp(models.Model):
    """A member, or a guest by name and confirmed address. `number` says who was first."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="sign_ups")
    guest_name = models.CharField("naam", max_length=120, blank=True)
    guest_email = models.EmailField("e-mailadres", blank=True)
    guest_organisation = models.CharField("organisatie", max_length=150, blank=True)
    number = models.PositiveIntegerField()
    status = models.CharField("stand", max_length=10, choices=Status)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    offered_until = models.DateTimeField(null=True, blank=True)
    # What somebody wants to get out of it; others see it only with `shares_wish`.
    wish = models.CharField("wat wil je eruit halen?", max_length=400, blank=True)
    shares_wish = models.BooleanField(
        "andere deelnemers mogen zien dat ik kom en wat ik eruit wil halen", default=False
    )

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="sign_up_number_once"),
            models.UniqueConstraint(
                fields=["event", "person"], name="person_signed_up_once", condition=Q(status__in=LIVE)
            ),
            models.UniqueConstraint(
                "event",
                Lower("guest_email"),
                name="guest_signed_up_once",
                condition=Q(status__in=LIVE) & ~Q(guest_email=""),
            ),
            models.CheckConstraint(
                name="sign_up_of_member_or_guest",
                condition=Q(person__isnull=False, guest_name="") | Q(person=None) & ~Q(guest_name=""),
            ),
            models.CheckConstraint(
                name="offer_has_an_end", condition=~Q(status=Status.OFFERED) | Q(offered_until__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["offered_until"], name="offers_by_end", condition=Q(status=Status.OFFERED)),
            models.Index(fields=["event", "status", "number"], name="sign_up_in_line"),
            models.Index(fields=["guest_email"], name="sign_ups_of_guest", condition=~Q(guest_email="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.person) if self.person else self.guest_name

    @property
    def email(self) -> str:
        """Where mails go; empty for a guest who walked in without an address."""
        return self.person.email if self.person else self.guest_email

    @property
    def arrived_at(self) -> datetime | None:
        """None for who was not checked in."""
        return self.attendance.at if hasattr(self, "attendance") else None

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def has_place(self) -> bool:
        return self.status in {Status.PLACE, Status.WALK_IN}

    def may_become(self, status: Status) -> bool:
        return status in ALLOWED[Status(self.status)]

    @property
    def place_in_line(self) -> int:
        """1 for who is next. 0 for who does not wait."""
        if self.status != Status.WAITING:
            return 0
        return SignUp.objects.filter(event=self.event_id, status=Status.WAITING, number__lte=self.number).count()


class Step(models.Model):
    """What happened to a sign-up, when, by whom and why: so that the organiser can answer every "why not me"."""

    class Code(models.TextChoices):
        PLACED = "placed", "kreeg meteen een plaats"
        QUEUED = "queued", "kwam op de wachtlijst"
        OFFERED = "offered", "kreeg een plaats aangeboden"
        ACCEPTED = "accepted", "nam de plaats aan"
        LAPSED = "lapsed", "liet het aanbod verlopen"
        CANCELLED = "cancelled", "meldde zich af"
        REMOVED = "removed", "werd afgemeld door de organisator"
        WALKED_IN = "walked_in", "kwam zonder aanmelding"

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=10, choices=Code)
    why = models.CharField(max_length=250, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # When the mail about it was written; empty where nobody is told.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_code_display()
