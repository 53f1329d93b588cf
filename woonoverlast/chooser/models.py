"""Tables of rules, each from a day on. What was advised on a day can always be looked up."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from woonoverlast.people.models import Person


class RuleTableQuerySet(models.QuerySet["RuleTable"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


class RuleTable(models.Model):
    """The rules from a day on, as the table that an editor sent. `valid_to` is the first day without it."""

    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    valid_to = models.DateField("geldt tot", null=True, blank=True)
    text = models.TextField("tabel")
    note = models.CharField("wat er anders is", max_length=300)
    written_at = models.DateTimeField("geschreven op", default=timezone.now)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Of the project's own file; empty when an editor wrote it.
    digest = models.CharField(max_length=64, blank=True)

    objects = RuleTableQuerySet.as_manager()

    class Meta:
        verbose_name = "tabel van de keuzehulp"
        verbose_name_plural = "tabellen van de keuzehulp"
        ordering = [F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                name="table_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            ExclusionConstraint(
                name="one_table_on_a_day",
                expressions=[
                    (
                        Func("valid_from", "valid_to", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"keuzehulp vanaf {self.valid_from:%d-%m-%Y}" if self.valid_from else "keuzehulp"
