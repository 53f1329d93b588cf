"""Mails around an event: who knows of which change, reminders, and messages of an organiser."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, DurationField, ExpressionWrapper, F, Q, When
from django.utils import timezone

from woonoverlast.events.models.events import Event, Invited
from woonoverlast.events.models.signups import SignUp
from woonoverlast.people.models import Person


class Told(models.Model):
    """The mail about this change was written for this sign-up."""

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="told")
    what = models.CharField(max_length=10)
    # Of the event, when the mail was written.
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sign_up", "what", "sequence"], name="told_once_of_a_change")]


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def due(self, *, now: datetime, within: timedelta) -> Self:
        """Rules whose moment was just now, of events that take place; not those that were made after it."""
        so_long = ExpressionWrapper(F("hours") * timedelta(hours=1), output_field=DurationField())
        moment = Case(
            When(side=Reminder.Side.BEFORE, then=F("event__starts_at") - so_long),
            default=F("event__ends_at") + so_long,
            output_field=models.DateTimeField(),
        )
        just_now = self.annotate(moment=moment).filter(moment__lte=now, moment__gt=now - within)
        valid = just_now.filter(changed_at__lt=F("moment"), event__published_at__lt=F("moment"))
        going_on = valid.filter(event__cancellation=None)
        return going_on.exclude(side=Reminder.Side.BEFORE, event__starts_at__lte=now)


class Reminder(models.Model):
    """A rule: so long before or after the event, who is in `whom` gets this mail. Empty texts mean the standard ones."""

    class Side(models.TextChoices):
        BEFORE = "before", "voor het begin"
        AFTER = "after", "na het einde"

    MAX_LENGTH = 24 * 90

    event = models.ForeignKey(Event, models.CASCADE, related_name="reminders")
    side = models.CharField("voor of na", max_length=10, choices=Side, default=Side.BEFORE)
    hours = models.PositiveIntegerField("uren")
    # The name of a group of `events.groups`, or "silent".
    whom = models.CharField("voor wie", max_length=20)
    subject = models.CharField("onderwerp", max_length=120, blank=True)
    text = models.TextField("tekst", max_length=3000, blank=True)
    # A rule that is made or changed after its moment sends nothing any more.
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ["-side", "-hours", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "side", "hours", "whom"], name="reminder_rule_once"),
            models.CheckConstraint(name="reminder_within_ninety_days", condition=Q(hours__range=(1, 24 * 90))),
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.get_side_display()}"

    @property
    def due_at(self) -> datetime:
        so_long = timedelta(hours=self.hours)
        return self.event.starts_at - so_long if self.side == self.Side.BEFORE else self.event.ends_at + so_long

    @property
    def span(self) -> str:
        """In whole days where it is that."""
        days, rest = divmod(self.hours, 24)
        if rest:
            return f"{self.hours} uur"
        return "1 dag" if days == 1 else f"{days} dagen"


class Reminded(models.Model):
    """Who got a reminder, for which day of the event: on a new day it is news again."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="sent")
    sign_up = models.ForeignKey(SignUp, models.CASCADE, null=True, related_name="reminded")
    invited = models.ForeignKey(Invited, models.CASCADE, null=True, related_name="reminded")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reminder", "day", "sign_up"], name="sign_up_reminded_once"),
            models.UniqueConstraint(fields=["reminder", "day", "invited"], name="invited_reminded_once"),
            models.CheckConstraint(
                name="reminded_one_or_the_other", condition=Q(sign_up=None, invited__isnull=False) | Q(invited=None, sign_up__isnull=False)
            ),
        ]  # fmt: skip


class GroupMail(models.Model):
    """A message of an organiser to a group of participants. `key` is that of the form, so that sending twice is once."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="group_mails")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    whom = models.CharField("aan wie", max_length=20)
    subject = models.CharField("onderwerp", max_length=120)
    text = models.TextField("bericht", max_length=5000)
    at = models.DateTimeField(default=timezone.now)
    # How many mails were written, and when; empty until the job did it.
    count = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bericht aan deelnemers"
        verbose_name_plural = "berichten aan deelnemers"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
