"""The outbox of personal mail: one row per recipient and message, sent at least once."""

from typing import Self

from django.db import models


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def unsettled(self) -> Self:
        """Still to be sent."""
        return self.filter(sent_at=None, refused_at=None)

    def settled(self) -> Self:
        """Sent, or given up."""
        return self.exclude(sent_at=None, refused_at=None)

    def undeliverable(self) -> Self:
        return self.exclude(refused_at=None)


class OutgoingMail(models.Model):
    """A mail on its way. `message` holds the bytes until the mail has gone; it may hold log-in codes."""

    to = models.EmailField("aan")
    subject = models.CharField("onderwerp", max_length=250)
    message = models.BinaryField(blank=True)
    queued_at = models.DateTimeField("in de rij sinds", auto_now_add=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    refused_at = models.DateTimeField("geweigerd op", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    last_error = models.CharField("laatste fout", max_length=250, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgaande mail"
        verbose_name_plural = "uitgaande mails"
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(
                fields=["queued_at"], name="mail_still_to_go", condition=models.Q(sent_at=None, refused_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
