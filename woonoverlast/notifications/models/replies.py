"""Mail that came in: stored before anything is done with it, wiped as soon as it is settled."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.people.models import Person

OVERDUE = timedelta(minutes=10)


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    def unsettled(self) -> Self:
        return self.filter(settled_at=None)

    def free(self) -> Self:
        """Nobody has it in hand now."""
        return self.unsettled().filter(models.Q(lease_until=None) | models.Q(lease_until__lt=timezone.now()))

    def overdue(self) -> Self:
        """Free, and long enough here that its job must be gone."""
        return self.free().filter(received_at__lt=timezone.now() - OVERDUE)


class IncomingMail(models.Model):
    """One mail at one address of ours. `raw` is empty once it is settled; a mail far too large is stored in part."""

    class Door(models.TextChoices):
        SMTP = "smtp", "afgeleverd door een mailserver"
        IMAP = "imap", "opgehaald uit een postbus"
        PAGE = "page", "postbak van de voorbeeldomgeving"

    # As the sender numbered it; a digest of the bytes where he did not.
    message_id = models.CharField(max_length=250)
    to = models.CharField("aan", max_length=254)
    sender = models.CharField("van", max_length=254, blank=True)
    raw = models.BinaryField(blank=True)
    size = models.PositiveIntegerField("grootte")
    door = models.CharField("hoe", max_length=10, choices=Door)
    received_at = models.DateTimeField("ontvangen op", auto_now_add=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome, blank=True)
    # Whose reply address it was.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="incoming_mails")
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "inkomende mail"
        verbose_name_plural = "inkomende mails"
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["message_id", "to"], name="one_mail_per_message_and_address"),
            models.CheckConstraint(
                name="settled_mail_has_outcome_and_no_bytes",
                condition=models.Q(settled_at=None, outcome="")
                | (models.Q(settled_at__isnull=False, raw=b"") & ~models.Q(outcome="")),
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="mail_to_settle", condition=models.Q(settled_at=None)),
            models.Index(fields=["sender", "-answered_at"], name="answers_to_sender"),
            models.Index(fields=["person", "-received_at"], name="incoming_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.get_outcome_display() or 'nog niet afgehandeld'}"
