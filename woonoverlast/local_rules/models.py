"""What municipalities say of their local rules, who uses what, and what is asked and looked at from time to time."""

from datetime import date
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
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

    def with_links(self) -> Self:
        """Adds since when each of both links no longer works."""
        broken = CheckedLink.objects.exclude(broken_since=None)
        return self.annotate(
            url_broken=Subquery(broken.filter(url=OuterRef("url")).values("broken_since")[:1]),
            policy_url_broken=Subquery(broken.filter(url=OuterRef("policy_url")).values("broken_since")[:1]),
        )

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


class Import(models.Model):
    """A list that an editor had read. `good` are the facts of the rows that can go in; `report` says what each row is."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField("bestand", max_length=200)
    good = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    report = models.JSONField(default=list)
    loaded_at = models.DateTimeField("ingelezen op", null=True, blank=True)

    class Meta:
        verbose_name = "ingelezen lijst"
        verbose_name_plural = "ingelezen lijsten"

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("local_rules:import", args=[self.pk])


class UseQuerySet(models.QuerySet["Use"]):
    def standing(self) -> Self:
        return self.filter(replaced_at=None, municipality__valid_to=None)


class Use(models.Model):
    """A municipality uses or used an instrument, and what came of it. `contact` said that colleagues may ask."""

    class Status(models.TextChoices):
        USES = "uses", "Gebruikt het nu"
        USED = "used", "Gebruikte het eerder"

    class Frequency(models.TextChoices):
        ONCE = "once", "Een enkele keer"
        YEARLY = "yearly", "Een paar keer per jaar"
        MONTHLY = "monthly", "Elke maand"
        OFTEN = "often", "Vaker"
        UNKNOWN = "unknown", "Weet ik niet"

    class Result(models.TextChoices):
        BETTER = "better", "Minder overlast"
        SAME = "same", "Geen verschil"
        WORSE = "worse", "Meer overlast"
        UNKNOWN = "unknown", "Nog niet te zeggen"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="uses", verbose_name="gemeente")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="uses", verbose_name="instrument")
    status = models.CharField("gebruik", max_length=5, choices=Status)
    since_year = models.PositiveSmallIntegerField("sinds", null=True, blank=True)
    frequency = models.CharField("hoe vaak", max_length=8, choices=Frequency)
    result = models.CharField("wat kwam ervan", max_length=8, choices=Result)
    text = models.TextField("ervaring", blank=True)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField("ingevuld op", default=timezone.now)
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = "gebruik van een instrument"
        verbose_name_plural = "gebruik van instrumenten"
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_standing_use", fields=["municipality", "instrument"], condition=Q(replaced_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} in {self.municipality}"


class SurveyLetter(models.Model):
    """A coordinator was asked how often the order was used in a year: once a year, and no second time."""

    year = models.PositiveSmallIntegerField("jaar")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField("verstuurd op", default=timezone.now)

    class Meta:
        verbose_name = "vraag om de peiling"
        verbose_name_plural = "vragen om de peiling"
        constraints = [
            models.UniqueConstraint(name="asked_once_a_year", fields=["year", "municipality", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.year}"


class SurveyAnswer(models.Model):
    """How often a municipality used the order of article 151d in a year. A better answer is a new row."""

    class Result(models.TextChoices):
        LESS = "less", "Meestal minder overlast"
        MIXED = "mixed", "Wisselend"
        NOTHING = "nothing", "Meestal geen verschil"
        MOVED = "moved", "De bewoner is meestal verhuisd"
        UNKNOWN = "unknown", "Weet ik niet, of niet van toepassing"

    year = models.PositiveSmallIntegerField("jaar")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    intentions = models.PositiveIntegerField("voornemens")
    imposed = models.PositiveIntegerField("opgelegd")
    forfeited = models.PositiveIntegerField("verbeurd")
    result = models.CharField("resultaat", max_length=8, choices=Result)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("op", default=timezone.now)
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)

    class Meta:
        verbose_name = "antwoord op de peiling"
        verbose_name_plural = "antwoorden op de peiling"
        constraints = [
            models.UniqueConstraint(
                name="one_standing_answer", fields=["year", "municipality"], condition=Q(replaced_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.year}"


class CheckedLink(models.Model):
    """A link of a statement that was tried. `broken_since`: the first of the tries in a row that failed."""

    url = models.URLField("link", max_length=500, unique=True)
    checked_at = models.DateTimeField("geprobeerd op")
    broken_since = models.DateTimeField("werkt niet meer sinds", null=True, blank=True)
    why = models.CharField("waarom", max_length=100, blank=True)

    class Meta:
        verbose_name = "nagekeken link"
        verbose_name_plural = "nagekeken links"

    def __str__(self) -> str:
        return self.url
