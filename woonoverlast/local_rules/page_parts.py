"""What the register shows on the pages of a municipality and of an instrument."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from woonoverlast.instruments import panels as instrument_panels
from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules import register
from woonoverlast.local_rules.models import Answer
from woonoverlast.places import panels as municipality_panels
from woonoverlast.places.models import Municipality
from woonoverlast.web.page_cache import current_stamp, remember


def hang_up() -> None:
    """Called once, when the app is ready."""
    municipality_panels.register(municipality_panels.Panel("local_rules/municipality_panel.html", of_municipality))
    instrument_panels.register(instrument_panels.Panel("local_rules/instrument_panel.html", of_instrument))


def of_municipality(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    """The strongest instrument, and how many others are known."""
    return remember(("local rules", municipality.pk), lambda: rules_of(municipality), stamp=current_stamp())


def rules_of(municipality: Municipality) -> dict[str, Any]:
    held = register.of_municipality(municipality, timezone.localdate())
    return {
        "municipality": municipality,
        "first": next((one for one in held if one.instrument.slug.startswith(register.ALWAYS)), None),
        "known": sum(one.row.state != Answer.UNKNOWN for one in held),
        "total": len(held),
    }


def of_instrument(request: HttpRequest, instrument: Instrument) -> dict[str, Any] | None:
    """Nothing where no local rule is needed."""
    key = ("local rules of", instrument.pk)
    return remember(key, lambda: share_of(instrument), stamp=current_stamp()) or None


def share_of(instrument: Instrument) -> dict[str, Any]:
    today = timezone.localdate()
    if not register.kept(today).filter(pk=instrument.pk).exists():
        return {}
    rows = register.rows_of(instrument, Municipality.objects.current(), today)
    articles = sorted({row.statement.article for row in rows if row.statement and row.state == Answer.YES} - {""})
    return {"instrument": instrument, "share": register.share_of(rows), "articles": articles[:6], "today": today}
