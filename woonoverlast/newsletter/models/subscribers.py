"""Who is no member and wants the newsletter: an address, nothing else."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

KEPT_UNCONFIRMED = timedelta(days=30)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)

    def stale(self) -> Self:
        """Nobody said in time that the address is theirs, so we do not know whether they asked."""
        return self.filter(confirmed_at=None, asked_at__lt=timezone.now() - KEPT_UNCONFIRMED)


class Subscriber(models.Model):
    """Asked for it with this address; gets nothing until the link in the mail is used. Who is out is in Unsubscription."""

    address = models.EmailField("adres", unique=True)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"
        constraints = [
            models.CheckConstraint(name="subscriber_is_lower_case", condition=models.Q(address=Lower("address"))),
        ]

    def __str__(self) -> str:
        return self.address
