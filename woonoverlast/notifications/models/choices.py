"""What somebody wants to hear by mail, and when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from woonoverlast.notifications.models.notices import Group, Route
from woonoverlast.people.models import Person

WEEKDAYS = list(enumerate("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()))
HOURS = [(hour, f"{hour}.00 uur") for hour in range(24)]


def weekend() -> list[int]:
    return [5, 6]


class Choices(models.Model):
    """The defaults are the preset "normaal". Hours are Dutch clock time; Monday is day 0."""

    class Digest(models.TextChoices):
        NEVER = "never", "geen overzicht"
        DAILY = "daily", "elke dag"
        WEEKLY = "weekly", "elke week"

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_choices", primary_key=True)
    mention = models.CharField(Group.MENTION.label, max_length=10, choices=Route, default=Route.MAIL)
    reply = models.CharField(Group.REPLY.label, max_length=10, choices=Route, default=Route.MAIL)
    ask = models.CharField(Group.ASK.label, max_length=10, choices=Route, default=Route.MAIL)
    news = models.CharField(Group.NEWS.label, max_length=10, choices=Route, default=Route.DIGEST)
    digest = models.CharField("Hoe vaak?", max_length=10, choices=Digest, default=Digest.WEEKLY)
    digest_day = models.PositiveSmallIntegerField("Op welke dag?", choices=WEEKDAYS, default=1)
    digest_hour = models.PositiveSmallIntegerField("Hoe laat?", choices=HOURS, default=8)
    # Between two weekly digests, with only what is addressed to the person.
    halfway = models.BooleanField("Halverwege de week een mail als iemand op mij wacht", default=False)
    daily_cap = models.PositiveSmallIntegerField("Hoeveel mails per dag hoogstens?", default=5)
    quiet_from = models.PositiveSmallIntegerField("Geen mail vanaf", choices=HOURS, null=True, blank=True, default=19)
    quiet_until = models.PositiveSmallIntegerField("tot", choices=HOURS, null=True, blank=True, default=7)
    quiet_days = ArrayField(
        models.PositiveSmallIntegerField(choices=WEEKDAYS),
        verbose_name="Geen mail op",
        default=weekend,
        blank=True,
    )
    # When the digest was last made or found empty, so that the same moment comes once.
    digest_looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "keuzes voor meldingen"
        constraints = [
            models.CheckConstraint(name="digest_on_a_day_of_the_week", condition=models.Q(digest_day__lte=6)),
            models.CheckConstraint(name="digest_on_an_hour", condition=models.Q(digest_hour__lte=23)),
            models.CheckConstraint(name="at_least_one_mail_a_day", condition=models.Q(daily_cap__gte=1)),
            models.CheckConstraint(
                name="quiet_from_and_until",
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__lte=23, quiet_until__lte=23),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"

    def route_of(self, group: str) -> Route:
        return Route(getattr(self, group))
