"""Municipalities in the search box: everybody finds those of today, also by a former or other name."""

from typing import Any

from django.db.models import QuerySet

from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable
from woonoverlast.places.models import Municipality


def register() -> None:
    searching.register(
        Searchable("municipality", "Gemeenten", Municipality, visible, everything, document, weight=0.5, called=called)
    )


def called(text: str, most: int) -> list[Municipality]:
    return Municipality.objects.current().nearest(text, most=most)


def visible(user: Any) -> QuerySet[Municipality]:
    return Municipality.objects.current()


def everything() -> QuerySet[Municipality]:
    return Municipality.objects.current().select_related("province", "safety_region", "police_unit")


def document(municipality: Municipality) -> Document:
    regions = (municipality.province, municipality.safety_region, municipality.police_unit)
    former = [name.strip() for name in municipality.search_names.split("|")]
    return Document(
        title=municipality.name,
        body=", ".join(dict.fromkeys(region.name for region in regions if region)),
        url=municipality.get_absolute_url(),
        detail=f"Gemeente in {municipality.province.name}",
        other_titles=tuple(name.title() for name in former[1:]),
        municipality_ids=(municipality.pk,),
    )
