"""Mailings to many: one row per recipient and message, sent at most once."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from woonoverlast.people.models import Person


class MailingQuerySet(models.QuerySet["Mailing"]):
    def going(self) -> Self:
        """May be sent now: complete, due, and not held by anybody."""
        held = {"paused_at": None, "cancelled_at": None}
        return self.exclude(ready_at=None).filter(due_at__lte=timezone.now(), **held)

    def with_work(self) -> Self:
        """Going, and somebody can be sent to right now."""
        waiting = Recipient.objects.filter(mailing=models.OuterRef("pk"), state=Recipient.State.QUEUED)
        return self.going().filter(models.Exists(waiting.filter(not_before__lte=timezone.now())))


class Mailing(models.Model):
    """One message to many. Who started, paused, resumed and cancelled it is in the logbook."""

    # A name of `lists.LISTS`: what people unsubscribe from.
    list_name = models.CharField("lijst", max_length=40)
    subject = models.CharField("onderwerp", max_length=150)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst", blank=True)
    # Who is no member any more by the time of sending gets nothing. Subscribers without an account are not meant.
    members_only = models.BooleanField("alleen voor leden", default=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="mailings")
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField("gaat uit op")
    # All recipients are rows: before that moment nothing is sent.
    ready_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    # Why it stands still, or what the mail server last complained about; in Dutch, for editors.
    trouble = models.CharField("wat er aan de hand is", max_length=300, blank=True)
    # An editor said that it may go although it is late.
    late_allowed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # The last outcomes, newest last: "." went well, "x" did not.
    recent = models.CharField(max_length=50, blank=True)
    # How many were in each state, once the rows are gone.
    totals = models.JSONField(null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = "mailing"
        verbose_name_plural = "mailings"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.subject

    def progress(self) -> dict[str, int]:
        """How many recipients are in each state; a state that nobody is in counts 0."""
        counts = self.totals or dict(self.recipients.order_by().values_list("state").annotate(models.Count("pk")))
        return {state: counts.get(state, 0) for state in Recipient.State.values}

    @property
    def is_finished(self) -> bool:
        """Computed, never stored: nobody waits and nothing is under way."""
        waiting = [Recipient.State.QUEUED, Recipient.State.CLAIMED]
        return self.ready_at is not None and not self.recipients.filter(state__in=waiting).exists()

    @property
    def is_late(self) -> bool:
        """Its moment passed long ago while nothing ran; somebody must say that it may still go."""
        limit = self.due_at + timedelta(minutes=settings.MAILING_LATE_MINUTES)
        return self.late_allowed_at is None and timezone.now() > limit


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def in_doubt(self) -> Self:
        return self.filter(state=Recipient.State.IN_DOUBT)


class Recipient(models.Model):
    """One recipient of one mailing. The states and who changes them are in the README."""

    class State(models.TextChoices):
        QUEUED = "queued", "in de rij"
        CLAIMED = "claimed", "wordt verstuurd"
        SENT = "sent", "verstuurd"
        REFUSED = "refused", "geweigerd"
        IN_DOUBT = "in_doubt", "onzeker"
        CANCELLED = "cancelled", "niet verstuurd"

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="recipients", db_index=False)
    # Nobody for a subscriber who is no member.
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="received_mailings", db_index=False
    )
    address = models.EmailField("aan")
    name = models.CharField("naam", max_length=200, blank=True)
    state = models.CharField("stand", max_length=10, choices=State, default=State.QUEUED)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    # Who has it in hand, and until when others leave it alone.
    worker = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    # The answer of the mail server, or why nothing was sent.
    note = models.CharField("uitleg", max_length=250, blank=True)
    bounced_at = models.DateTimeField("teruggekomen op", null=True, blank=True)
    complained_at = models.DateTimeField("klacht op", null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "ontvanger"
        verbose_name_plural = "ontvangers"
        ordering = ["pk"]
        # Few indexes: each is written twice for every mail.
        constraints = [
            models.UniqueConstraint(fields=["address", "mailing"], name="one_mail_per_address"),
            models.UniqueConstraint(
                fields=["person", "mailing"], name="one_mail_per_person", condition=models.Q(person__isnull=False)
            ),
            models.CheckConstraint(
                name="claimed_has_lease",
                condition=~models.Q(state="claimed") | (models.Q(lease_until__isnull=False) & ~models.Q(worker="")),
            ),
        ]
        indexes = [models.Index(fields=["mailing", "state", "not_before", "id"], name="recipient_next")]

    def __str__(self) -> str:
        return self.address


class TokenBucket(models.Model):
    """How many mails a mail server may still get now; all workers draw from one row."""

    provider = models.CharField(max_length=253, unique=True)
    tokens = models.FloatField()
    filled_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.provider
