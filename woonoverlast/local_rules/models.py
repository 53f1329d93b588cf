"""What municipalities say of their local rules, who uses what, and what is asked and looked at from time to time."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality

FADES_AFTER_MONTHS = 18


class Answer(models.TextChoices):
    YES = "yes", "Ja"
    NO = "no", "Nee, bewust niet"
    PREPARED = "prepared", "In voorbereiding"
    UNKNOWN = "unknown", "Onbekend"


def oldest_known(day: date) -> date:
    """What was last looked at before this day is no longer known on `day`. A day that a month lacks is its last."""
    months = day.year * 12 + day.month - 1 - FADES_AFTER_MONTHS
    year, month = months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


class StatementQuerySet(models.QuerySet["Statement"]):
    def standing(self) -> Self:
        """What nothing took the place of, of municipalities that exist."""
        return self.filter(replaced_at=None, municipality__valid_to=None)

    def with_state(self, day: date) -> Self:
        """Adds `state`: what is known on this day. The only place that says when an answer fades or runs out."""
        state = Case(
            When(as_of__lt=oldest_known(day), then=Value(Answer.UNKNOWN)),
            When(answer=Answer.YES, valid_to__lte=day, then=Value(Answer.UNKNOWN)),
            When(answer=Answer.YES, valid_from__gt=day, then=Value(Answer.PREPARED)),
            default=F("answer"),
        )
        return self.annotate(state=state)

    def waiting(self) -> Self:
        """For an editor to confirm."""
        return self.standing().filter(confirmed_at=None).exclude(answer=Answer.UNKNOWN)


class Statement(models.Model):
    """Whether a municipality has the rule for an instrument. Never changed: a new one takes its place.

    `as_of` is the day on which somebody looked. "Still right" is a new row with the same facts. `valid_to` is the first
    day on which the rule no longer holds.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="local_rules", verbose_name="gemeente")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="local_rules", verbose_name="instrument")
    answer = models.CharField("is er een regel", max_length=10, choices=Answer)
    article = models.CharField("artikel", max_length=60, blank=True)
    title = models.CharField("naam van de regeling", max_length=200, blank=True)
    rule_date = models.DateField("vastgesteld op", null=True, blank=True)
    url = models.URLField("link naar de regel", max_length=500, blank=True)
    policy_url = models.URLField("link naar beleid of ladder", max_length=500, blank=True)
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    valid_to = models.DateField("geldt tot", null=True, blank=True)
    text = models.TextField("tekst van het artikel", blank=True)
    note = models.TextField("toelichting", blank=True)
    source = models.CharField("bron", max_length=300, blank=True)
    as_of = models.DateField("nagekeken op", default=timezone.localdate)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="ingevuld door")
    entered_at = models.DateTimeField("ingevuld op", default=timezone.now)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    # Why an editor took it away; empty where a later statement took its place.
    refusal = models.TextField("waarom weggehaald", blank=True)

    objects = StatementQuerySet.as_manager()
    state: str

    class Meta:
        verbose_name = "opgave van een lokale regel"
        verbose_name_plural = "opgaven van lokale regels"
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_standing_statement",
                fields=["municipality", "instrument"],
                condition=Q(replaced_at=None),
            ),
            models.CheckConstraint(name="answer_is_known", condition=Q(answer__in=Answer.values)),
            models.CheckConstraint(
                name="rule_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="links_are_https",
                condition=(Q(url="") | Q(url__startswith="https://"))
                & (Q(policy_url="") | Q(policy_url__startswith="https://")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} in {self.municipality}"

    def get_absolute_url(self) -> str:
        return reverse("local_rules:rule", args=[self.municipality.slug, self.instrument.slug])

    def is_faded(self, *, on: date) -> bool:
        return self.as_of < oldest_known(on)


# What a person says; the rest of the row says who, when and what became of it.
FACTS = (
    "answer", "article", "title", "rule_date", "url", "policy_url", "valid_from", "valid_to", "text", "note", "source",
)  # fmt: skip
