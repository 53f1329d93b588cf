"""Invitations, one by one or many at once."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from woonoverlast.people.models.organisations import Organisation
from woonoverlast.people.models.persons import Person
from woonoverlast.places.models import Municipality

VALID_FOR = timedelta(days=30)


class InvitationBatch(models.Model):
    """A pasted list or a file with addresses: shown first, then, when its sender says so, handled row by row."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="invitation_batches")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    # The heading of the column that the addresses were read from.
    column = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.by}, {self.created_at:%d-%m-%Y %H:%M}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An invitation to one address. The token itself is only in the mail; here is its digest."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mailadres")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name="organisatie"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name="gemeente"
    )
    note = models.TextField("persoonlijk bericht", max_length=1000, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="accepted_invitations")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="one_open_invitation_per_address",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.email


class InvitationLine(models.Model):
    """One row of a batch and what became of it."""

    class Result(models.TextChoices):
        WAITING = "waiting", "krijgt een uitnodiging"
        INVITED = "invited", "uitgenodigd"
        MEMBER = "member", "is al lid"
        ALREADY_INVITED = "already_invited", "is al uitgenodigd"
        BAD_ADDRESS = "bad_address", "geen geldig e-mailadres"
        WRONG_DOMAIN = "wrong_domain", "hoort niet bij de organisatie"
        DOUBLE = "double", "staat dubbel in de lijst"
        TOO_MANY = "too_many", "niet uitgenodigd: meer dan op één dag kan"

    batch = models.ForeignKey(InvitationBatch, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    # Where it stands in what was sent, counted from 1; several may stand on one line.
    row = models.PositiveIntegerField(default=0)
    address = models.CharField(max_length=320)
    result = models.CharField(max_length=20, choices=Result, default=Result.WAITING)
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_line_per_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.address}"
