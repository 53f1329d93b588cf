"""National targets: cycles of years, and in each the targets with their definition, goal and baseline, all as data."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse


class Numerator(models.TextChoices):
    """What a target counts. `README.md` gives the definitions."""

    CONNECTED = "connected", "gemeenten met minstens één actief lid dat bij de gemeente werkt"
    IN_LEAD = "in_lead", "gemeenten die regie nemen"
    PLAN_CARRIED_OUT = "plan_carried_out", "gemeenten met een vastgesteld plan in uitvoering"
    PLAN_EVALUATED = "plan_evaluated", "gemeenten waarvan het plan in uitvoering ook is geëvalueerd"


class Denominator(models.TextChoices):
    """What the count is a share of."""

    MUNICIPALITIES = "municipalities", "alle gemeenten op de peildatum"
    PLANS_CARRIED_OUT = "plan_carried_out", "gemeenten met een vastgesteld plan in uitvoering"


class LiveMeasure(models.TextChoices):
    """Counts that the platform computes itself; `measuring.MEASURES` holds a function for each."""

    CONNECTED = "connected", "aangesloten gemeenten, uit de lidmaatschappen"


class CycleQuerySet(models.QuerySet["Cycle"]):
    def running(self, *, on: date) -> Self:
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def latest_first(self) -> Self:
        return self.order_by("-starts_on")


class Cycle(models.Model):
    """A period of years with its own targets."""

    name = models.CharField("naam", max_length=100)
    slug = models.SlugField("adres", unique=True, help_text="Het deel van het webadres, bijvoorbeeld 2016-2020.")
    starts_on = models.DateField("begint op")
    ends_on = models.DateField("eindigt op")
    introduction = models.TextField("inleiding", blank=True)
    source = models.TextField("bron", help_text="Waar de doelen en de beginstand vandaan komen, met datum.")

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "doelenperiode"
        verbose_name_plural = "doelenperiodes"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="cycle_ends_after_start", condition=models.Q(ends_on__gt=models.F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:cycle", args=[self.slug])

    def has_ended(self, *, on: date) -> bool:
        return self.ends_on < on


class Target(models.Model):
    """One target: what is counted, of what, how large the share must be and when, and where it started."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="targets", verbose_name="periode")
    number = models.PositiveSmallIntegerField("nummer")
    slug = models.SlugField("korte naam")
    title = models.CharField("titel", max_length=200)
    definition = models.TextField("definitie", help_text="Wat telt mee en wat niet? Schrijf kort en gewoon.")
    numerator = models.CharField("wat we tellen", max_length=30, choices=Numerator)
    denominator = models.CharField(
        "waar het een deel van is", max_length=30, choices=Denominator, default=Denominator.MUNICIPALITIES
    )
    goal = models.DecimalField(
        "doel",
        max_digits=5,
        decimal_places=4,
        validators=[MinValueValidator(Decimal("0.0001")), MaxValueValidator(Decimal(1))],
        help_text="Als deel van 1: 0,75 is 75%.",
    )
    goal_on = models.DateField("datum van het doel")
    baseline_on = models.DateField("datum van de beginstand")
    baseline_count = models.PositiveIntegerField(
        "beginstand (aantal)", null=True, blank=True, help_text="Leeg: het platform meet de beginstand zelf."
    )
    baseline_note = models.TextField("uitleg bij de beginstand", blank=True)
    baseline_source = models.CharField("bron van de beginstand", max_length=300, blank=True)
    live = models.CharField(
        "telt het platform zelf",
        max_length=30,
        choices=LiveMeasure,
        blank=True,
        help_text="Leeg: er zijn nog geen gegevens op het platform.",
    )

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_target_per_number"),
            models.UniqueConstraint(fields=["cycle", "numerator"], name="one_target_per_numerator"),
            models.CheckConstraint(name="goal_is_a_share", condition=models.Q(goal__gt=0, goal__lte=1)),
            models.CheckConstraint(name="goal_after_baseline", condition=models.Q(goal_on__gt=models.F("baseline_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("targets:target", args=[self.cycle.slug, self.number])
