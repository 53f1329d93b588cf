"""The published practices, filtered, with what a list shows of each."""

from typing import Any

from django.db.models import Count, F, QuerySet

from woonoverlast.places.models import Municipality
from woonoverlast.practices.models import Practice


def found(chosen: dict[str, Any]) -> QuerySet[Practice]:
    """`chosen` as `PracticeFilter` gives it. The newest first."""
    rows = Practice.objects.published().select_related("publication__revision", "municipality", "organisation")
    rows = rows.annotate(use_count=Count("uses", distinct=True)).order_by(F("publication__at").desc(), "-pk")
    if kind := chosen.get("soort"):
        rows = rows.filter(publication__revision__nuisance__contains=[kind])
    if housing := chosen.get("bewoning"):
        rows = rows.filter(publication__revision__housing__contains=[housing])
    if instrument := chosen.get("instrument"):
        rows = rows.filter(publication__revision__instruments=instrument)
    if discipline := chosen.get("vakgebied"):
        rows = rows.filter(organisation__kind=discipline)
    if size := chosen.get("grootte"):
        places = Municipality.objects.current().with_figures().of_size(size)
        rows = rows.filter(municipality__in=places.values("pk"))
    return rows
