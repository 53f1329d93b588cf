"""Practices on the pages of instruments and municipalities."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from woonoverlast.instruments import panels as on_instruments
from woonoverlast.instruments.models import Instrument
from woonoverlast.places import panels as on_places
from woonoverlast.places.models import Municipality
from woonoverlast.practices.finding import found
from woonoverlast.practices.models import Practice
from woonoverlast.web.page_cache import current_stamp, remember

SHOWN = 5


def hang_up() -> None:
    """Called once, when the app is ready."""
    on_instruments.register(on_instruments.Panel("practices/instrument_panel.html", of_instrument))
    on_places.register(on_places.Panel("practices/municipality_panel.html", of_municipality))


def of_instrument(request: HttpRequest, instrument: Instrument) -> dict[str, Any] | None:
    """What is published is the same for everybody."""
    key = ("practices with an instrument", instrument.pk)
    return remember(key, lambda: [lines(found({"instrument": instrument}))], stamp=current_stamp())[0]


def of_municipality(request: HttpRequest, municipality: Municipality) -> dict[str, Any] | None:
    key = ("practices of a municipality", municipality.pk)
    return remember(key, lambda: [own_and_used(municipality)], stamp=current_stamp())[0]


def own_and_used(municipality: Municipality) -> dict[str, Any] | None:
    own = lines(found({}).filter(municipality=municipality))
    used = list(found({}).filter(uses__municipality=municipality)[:SHOWN])
    if own is None and not used:
        return None
    return {"practices": own["practices"] if own else [], "used": used}


def lines(practices: QuerySet[Practice]) -> dict[str, Any] | None:
    rows = list(practices[:SHOWN])
    return {"practices": rows} if rows else None
