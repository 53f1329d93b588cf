"""Who wants no mail of a list, and which addresses do not work. Two things: one is a choice, the other a fact."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from woonoverlast.people.models import Person


class Unsubscription(models.Model):
    """This person, or this address of somebody who is no member, wants no more mail of the list."""

    class How(models.TextChoices):
        PAGE = "page", "op het platform"
        LINK = "link", "met de link in een mail"
        ONE_CLICK = "one_click", "met de knop van het mailprogramma"
        COMPLAINT = "complaint", "als ongewenst gemeld"

    list_name = models.CharField("lijst", max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="unsubscriptions")
    address = models.EmailField(blank=True)
    how = models.CharField("hoe", max_length=10, choices=How)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "afmelding"
        verbose_name_plural = "afmeldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "list_name"],
                name="one_unsubscription_per_person",
                condition=models.Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["address", "list_name"], name="one_unsubscription_per_address", condition=~models.Q(address="")
            ),
            models.CheckConstraint(
                name="unsubscription_of_person_or_address",
                condition=models.Q(person__isnull=False, address="")
                | (models.Q(person=None, address=Lower("address")) & ~models.Q(address="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.address}: {self.list_name}"


class PausedAddressQuerySet(models.QuerySet["PausedAddress"]):
    def current(self) -> Self:
        return self.filter(lifted_at=None)


class PausedAddress(models.Model):
    """Mail to this address came back, so mailings skip it until its owner asks to try again."""

    address = models.EmailField("adres")
    since = models.DateTimeField("sinds", auto_now_add=True)
    # What the mail server of the recipient said.
    reason = models.CharField("waarom", max_length=250)
    lifted_at = models.DateTimeField("opgeheven op", null=True, blank=True)

    objects = PausedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "gepauzeerd adres"
        verbose_name_plural = "gepauzeerde adressen"
        constraints = [
            models.CheckConstraint(name="paused_address_is_lower_case", condition=models.Q(address=Lower("address"))),
            models.UniqueConstraint(
                fields=["address"], name="paused_once_at_a_time", condition=models.Q(lifted_at=None)
            ),
        ]
        indexes = [models.Index(fields=["address", "lifted_at"], name="paused_address_lifted")]

    def __str__(self) -> str:
        return self.address
