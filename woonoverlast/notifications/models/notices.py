"""Notices on the site, the mails they went in, and who watches what."""

from datetime import datetime
from typing import Self

from django.db import models

from woonoverlast.people.models import Person


class Group(models.TextChoices):
    """What a notice is to the person who gets it. The first three are addressed to him."""

    MENTION = "mention", "Iemand noemt mij"
    REPLY = "reply", "Iemand reageert op wat ik schreef"
    ASK = "ask", "Iemand wacht op mij"
    NEWS = "news", "Nieuws in wat ik volg"


class Route(models.TextChoices):
    """How a notice leaves the site. It always stands on the page of notices too."""

    MAIL = "mail", "meteen een mail"
    DIGEST = "digest", "in het overzicht"
    SITE = "site", "alleen op het platform"


# Begins a title where the name of who did it belongs: the row refers to the person, and his name may change.
BY = "{by}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def addressed(self) -> Self:
        return self.exclude(group=Group.NEWS)

    def waiting(self) -> Self:
        """To be mailed one by one: not seen on the site, and not in a mail yet."""
        return self.filter(route=Route.MAIL, read_at=None, mailed_at=None)

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(mail_due_at__lte=now)

    def for_digest(self) -> Self:
        return self.filter(route=Route.DIGEST, read_at=None, mailed_at=None)


class Notice(models.Model):
    """One line for one person: what happened, where, and why this person hears of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    group = models.CharField(max_length=10, choices=Group, default=Group.NEWS)
    title = models.CharField(max_length=250)
    url = models.CharField(max_length=300)
    # Ends the sentence "Je krijgt dit omdat ...".
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Notices about one thing are shown together, such as "topic:12".
    thread = models.CharField(max_length=60, blank=True)
    # Whose words a mail quotes, such as "post:34"; read again when the mail is made.
    about = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    route = models.CharField(max_length=10, choices=Route, default=Route.SITE)
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="mail_has_a_moment", condition=~models.Q(route="mail") | models.Q(mail_due_at__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_by_person"),
            models.Index(fields=["person", "thread"], name="unread_notice", condition=models.Q(read_at=None)),
            models.Index(
                fields=["mail_due_at"],
                name="notice_to_mail",
                condition=models.Q(route="mail", read_at=None, mailed_at=None),
            ),
            models.Index(
                fields=["person"],
                name="notice_for_digest",
                condition=models.Q(route="digest", read_at=None, mailed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The title, with the name that the person has now."""
        if not self.title.startswith(f"{BY} "):
            return self.title
        return f"{self.by.name if self.by else 'Iemand'}{self.title.removeprefix(BY)}"


class NoticeMail(models.Model):
    """A mail of notices to one person: about a thread, about one notice, or the digest. Mails of a thread hang together."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notice_mails")
    thread = models.CharField("over", max_length=60, blank=True)
    is_digest = models.BooleanField(default=False)
    subject = models.CharField("onderwerp", max_length=250)
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "mail met meldingen"
        verbose_name_plural = "mails met meldingen"
        indexes = [models.Index(fields=["person", "-at"], name="notice_mail_by_person")]

    def __str__(self) -> str:
        return self.subject


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
