"""Local rules in the search box: by municipality, instrument and article."""

from typing import Any

from django.db.models import QuerySet

from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable
from woonoverlast.local_rules.models import Statement


def register() -> None:
    searching.register(Searchable("local_rule", "Lokale regels", Statement, visible, everything, document, weight=0.5))


def visible(user: Any) -> QuerySet[Statement]:
    """What stands is for everybody; what it replaced is read on its own page."""
    return Statement.objects.standing()


def everything() -> QuerySet[Statement]:
    return Statement.objects.select_related("municipality", "instrument")


def document(statement: Any) -> Document:
    place = statement.municipality
    return Document(
        title=f"Lokale regel in {place.name}: {statement.instrument.name}",
        body="\n".join(filter(None, [statement.title, statement.note, statement.text])),
        keywords=f"{statement.article} {' '.join(statement.instrument.words)}",
        url=statement.get_absolute_url(),
        detail=f"{statement.get_answer_display()}, nagekeken op {statement.as_of:%d-%m-%Y}",
        municipality_ids=(place.pk,),
    )
