"""The outbox: one row per recipient and message. Notices on the site, and who watches what."""

from typing import Self

from django.db import models

from woonoverlast.people.models import Person


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


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One line for one person: what happened, where, and why this person hears of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=250)
    url = models.CharField(max_length=300)
    # Ends the sentence "Je krijgt dit omdat ...".
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Notices about one thing are shown together, such as "topic:12".
    thread = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_by_person"),
            models.Index(fields=["person", "thread"], name="unread_notice", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class Watch(models.Model):
    """How closely a person follows a thing. `thing` is kind and id, such as "topic:12" or "theme:3"."""

    class Level(models.TextChoices):
        MUTED = "muted", "niets"
        NORMAL = "normal", "alleen als het over mij gaat"
        FOLLOW = "follow", "in het overzicht"
        EVERYTHING = "everything", "elke reactie"

    person = models.ForeignKey(Person, models.CASCADE, related_name="watches")
    thing = models.CharField(max_length=60)
    level = models.CharField("wat wil je horen?", max_length=20, choices=Level)
    # Ends the sentence "Je volgt dit omdat ...".
    reason = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "person"], name="one_watch_per_thing")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.thing} {self.level}"
