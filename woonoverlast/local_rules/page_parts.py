"""What the register shows on the pages of a municipality and of an instrument."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from woonoverlast.instruments import panels as instrument_panels
from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules import register, using
from woonoverlast.local_rules.access import own_municipality
from woonoverlast.local_rules.models import Answer
from woonoverlast.people import profile_panels
from woonoverlast.people.models import Person
from woonoverlast.places import panels as municipality_panels
from woonoverlast.places.models import Municipality
from woonoverlast.web.page_cache import current_stamp, remember


def hang_up() -> None:
    """Called once, when the app is ready."""
    profile_panels.register(of_person)
    instrument_panels.register(instrument_panels.Panel("local_rules/used_panel.html", used))
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
        "is_demonstration": settings.DEMONSTRATION,
        "uses": using.standing(municipality=municipality),
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
    return {
        "instrument": instrument,
        "share": register.share_of(rows),
        "articles": articles[:6],
        "today": today,
        "is_demonstration": settings.DEMONSTRATION,
    }


def used(request: HttpRequest, instrument: Instrument) -> dict[str, Any] | None:
    """Who uses it, and a way to tell so for who works for a municipality. Names are for members."""
    viewer = request.user if isinstance(request.user, Person) else None
    uses = remember(("uses of", instrument.pk), lambda: using.standing(instrument=instrument), stamp=current_stamp())
    own = own_municipality(viewer)
    if not uses and own is None:
        return None
    sees_names = viewer is not None and (viewer.is_member or viewer.is_editor)
    return {
        "uses": uses,
        "instrument": instrument,
        "own": own,
        "sees_names": sees_names,
        "is_demonstration": settings.DEMONSTRATION,
    }


def of_person(viewer: Person, person: Person) -> SafeString:
    """What colleagues may ask this person about."""
    uses = [use for use in using.standing(contact=person) if use.contact]
    context = {"uses": uses, "is_own": viewer.pk == person.pk, "person": person}
    return render_to_string("local_rules/profile_panel.html", context) if uses else SafeString()
