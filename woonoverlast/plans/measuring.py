"""What the platform counts itself, read from the database in two queries whatever the number of days."""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Aggregate, F, Func, Q
from django.db.models.functions import Coalesce, Least, TruncDate

from woonoverlast.people.models import Discipline, Membership
from woonoverlast.places.models import KNOWN_SINCE, Municipality
from woonoverlast.plans.coverage import Coverage, Period, Place
from woonoverlast.plans.models import LiveMeasure


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class RangeUnion(Aggregate):
    """PostgreSQL's range_agg: the days that at least one of the ranges covers, as a multirange."""

    function = "range_agg"
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
    removing old accounts does not rewrite the past.
    """
    end = Least("ended_on", TruncDate("person__suspended_at"), TruncDate("person__anonymised_at"))
    rows = (
        Membership.objects.filter(organisation__kind=Discipline.MUNICIPALITY)
        .annotate(last=end)
        .filter(Q(last=None) | Q(last__gt=F("started_on")))
        .order_by()
        .values_list("organisation__municipality__code")
        .annotate(days=RangeUnion(DateRange("started_on", "last")))
    )
    return [Period(code, days.lower, days.upper) for code, ranges in rows for days in non_empty(ranges)]


def non_empty(ranges: Any) -> list[Any]:
    return [days for days in ranges if not days.isempty and days.lower]


MEASURES: dict[str, Callable[[], Coverage]] = {LiveMeasure.CONNECTED: connected_municipalities}
