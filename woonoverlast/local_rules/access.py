"""Objects reach a view only through here. The register is public; who works for the municipality keeps it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules import register
from woonoverlast.local_rules.models import Statement
from woonoverlast.people.models import Discipline, Person
from woonoverlast.places.models import Municipality


def get_instrument(slug: str) -> Instrument:
    """One of the register."""
    return get_object_or_404(register.kept(timezone.localdate()), slug=slug)


def get_municipality(slug: str) -> Municipality:
    """One of today: one that ended keeps no register."""
    return get_object_or_404(Municipality.objects.current().select_related("province"), slug=slug)


def get_standing(municipality: Municipality, instrument: Instrument) -> Statement | None:
    found = Statement.objects.standing().filter(municipality=municipality, instrument=instrument)
    return found.with_state(timezone.localdate()).with_links().select_related("entered_by").first()


def get_statement_to_judge(pk: int) -> Statement:
    """One that still stands; what was replaced since is a 404."""
    return get_object_or_404(
        Statement.objects.standing().select_related("municipality", "instrument", "entered_by"), pk=pk
    )


def may_keep(person: Person, municipality: Municipality) -> bool:
    """Who works for the municipality itself, in whatever role, and editors. A seat in the town is not enough."""
    works_here = any(
        role.kind == Discipline.MUNICIPALITY and role.municipality_id == municipality.pk for role in person.active_roles
    )
    return works_here or person.is_editor


def own_municipality(person: Person | None) -> Municipality | None:
    """The municipality that this person works for; None for who works elsewhere."""
    roles = person.active_roles if person else []
    ids = [role.municipality_id for role in roles if role.kind == Discipline.MUNICIPALITY and role.municipality_id]
    return Municipality.objects.current().filter(pk__in=ids).first() if ids else None


def to_keep(person: Person, slug: str, instrument: str) -> tuple[Municipality, Instrument]:
    """Both, for who may say something of them; else 404 or 403."""
    municipality, found = get_municipality(slug), get_instrument(instrument)
    if not may_keep(person, municipality):
        raise PermissionDenied
    return municipality, found


def use_to_tell(person: Person, slug: str, instrument: str) -> tuple[Municipality, Instrument]:
    """Of any instrument, also one that needs no local rule."""
    municipality, found = get_municipality(slug), get_object_or_404(Instrument, slug=instrument)
    if not may_keep(person, municipality):
        raise PermissionDenied
    return municipality, found


def standing_to_keep(person: Person, slug: str, instrument: str) -> Statement:
    municipality, found = to_keep(person, slug, instrument)
    statement = get_standing(municipality, found)
    if statement is None:
        raise Http404
    return statement
