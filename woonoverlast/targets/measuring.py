"""What the platform counts itself, read from the database in two queries whatever the number of days."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least, TruncDate

from woonoverlast.people.models import Discipline, Membership, Organisation
from woonoverlast.places.models import KNOWN_SINCE, Municipality
from woonoverlast.targets.coverage import Coverage, Period, Place
from woonoverlast.targets.models import LiveMeasure


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def connected_municipalities() -> Coverage:
    return Coverage(all_places(), municipal_periods())


def all_places() -> dict[str, Place]:
    fields = ("code", "name", "slug", "province__name", "since", "valid_to", "successor__code")
    rows = Municipality.objects.order_by().annotate(since=Coalesce("valid_from", KNOWN_SINCE)).values_list(*fields)
    return {row[0]: Place(*row) for row in rows}


def municipal_periods() -> list[Period]:
    """When each municipality had an active member who worked for it.

    A suspended or anonymised person stops counting on that day; the days before stay as they were, so that
    removing old accounts does not rewrite the past. Of the members of today only the first matters: that keeps
    this as fast with a hundred thousand members as with a hundred.
    """
    rows = (
        Organisation.objects.filter(kind=Discipline.MUNICIPALITY)
        .annotate(since=Subquery(running().values("started_on")[:1]))
        .annotate(earlier=ArraySubquery(stopped().filter(started_on__lt=Coalesce(OuterRef("since"), date.max))))
        .order_by()
        .values_list("municipality__code", "since", "earlier")
    )
    running_periods = [Period(code, since, None) for code, since, _ in rows if since]
    return running_periods + [Period(code, days.lower, days.upper) for code, _, earlier in rows for days in earlier]


def running() -> QuerySet[Membership]:
    """Of one organisation: memberships that run, by people who still count; the first first."""
    mine = Membership.objects.filter(organisation=OuterRef("pk"), ended_on=None)
    return mine.filter(person__suspended_at=None, person__anonymised_at=None).order_by("started_on")


def stopped() -> QuerySet[Membership, Any]:
    """Of one organisation: the days of memberships that stopped, by leaving, suspension or anonymising."""
    end = Least("ended_on", TruncDate("person__suspended_at"), TruncDate("person__anonymised_at"))
    mine = Membership.objects.filter(organisation=OuterRef("pk")).annotate(end=end)
    return mine.filter(end__gt=F("started_on")).order_by().values(days=DateRange("started_on", "end"))


MEASURES: dict[str, Callable[[], Coverage]] = {LiveMeasure.CONNECTED: connected_municipalities}
