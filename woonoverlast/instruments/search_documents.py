"""Instruments in the search box: by name, by what people call them, and by what is said of them now."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Instrument, Version
from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable


def register() -> None:
    kind = Searchable("instrument", "Instrumenten", Instrument, visible, everything, document, weight=0.6)
    searching.register(kind)


def visible(user: Any) -> QuerySet[Instrument]:
    """The catalogue is for everybody."""
    return Instrument.objects.all()


def everything() -> QuerySet[Instrument]:
    now = Version.objects.standing().on(timezone.localdate()).prefetch_related("laws")
    return Instrument.objects.prefetch_related(Prefetch("versions", now, to_attr="current"))


def document(instrument: Any) -> Document:
    """`instrument` comes from `everything`."""
    version: Version | None = next(iter(instrument.current), None)
    said = sentences_of(version) if version else []
    laws = [f"{law.law_name} {law.law} {law.article}" for law in version.laws.all()] if version else []
    kinds = [facets.NUISANCE[code] for code in version.nuisance] if version else []
    return Document(
        title=instrument.name,
        other_titles=tuple(instrument.words),
        body="\n".join(said),
        keywords=" ".join([*laws, *kinds]),
        url=instrument.get_absolute_url(),
        detail=f"Trede {instrument.step}: {instrument.get_step_display()}",
    )


def sentences_of(version: Version) -> list[str]:
    lists = (version.conditions, version.contra_indications, version.evidence, version.steps)
    return [version.summary, *(sentence for each in lists for sentence in each)]
