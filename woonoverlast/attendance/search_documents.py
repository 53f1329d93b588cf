"""Materials of events in the search box."""

from typing import Any

from django.db.models import QuerySet

from woonoverlast.attendance.models import Material
from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable


def register() -> None:
    searching.register(Searchable("material", "Materialen", Material, visible_materials, all_materials, of_material))


def visible_materials(user: Any) -> QuerySet[Material]:
    return Material.objects.findable_by(user)


def all_materials() -> QuerySet[Material]:
    return Material.objects.filter(event__published_at__isnull=False).select_related("event__municipality")


def of_material(material: Any) -> Document:
    event = material.event
    return Document(
        title=material.title,
        body=material.text,
        keywords=event.title,
        url=f"{event.get_absolute_url()}#na-afloop",
        detail=f"{material.get_kind_display().capitalize()} bij {event.title}",
        municipality_ids=(event.municipality_id,) if event.municipality_id else (),
        published_at=material.at,
    )
