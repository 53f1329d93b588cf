"""Practices in the search box: what stands on the site, in the text that was published."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable
from woonoverlast.practices.models import Practice


def register() -> None:
    searching.register(Searchable("practice", "Praktijkvoorbeelden", Practice, visible, everything, document))


def visible(user: Any) -> QuerySet[Practice]:
    return Practice.objects.published()


def everything() -> QuerySet[Practice]:
    return Practice.objects.published().select_related("publication__revision", "municipality", "organisation")


def document(practice: Any) -> Document:
    revision = practice.publication.revision
    return Document(
        title=practice.title,
        body="\n".join([revision.summary, *(written for _, written in revision.parts)]),
        keywords=" ".join([*revision.kinds, practice.organisation.name]),
        url=practice.get_absolute_url(),
        detail=f"{practice.organisation}, {localtime(practice.publication.at):%d-%m-%Y}",
        municipality_ids=(practice.municipality_id,) if practice.municipality_id else (),
        published_at=practice.publication.at,
    )
