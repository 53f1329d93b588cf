"""Whom to call in a municipality: names for members, organisations for everybody."""

from dataclasses import dataclass

from woonoverlast.lib.naming import NameSort
from woonoverlast.people import coverage
from woonoverlast.people.models import Organisation, Person, Role
from woonoverlast.places.models import Municipality

SHOWN = 6


@dataclass(frozen=True)
class Contacts:
    """`people` are the coordinators there, else other members; empty for who may not see names."""

    organisations: list[Organisation]
    people: list[Person]
    sees_names: bool


def contacts_in(municipality: Municipality, viewer: Person | None) -> Contacts:
    sees_names = bool(viewer and (viewer.is_member or viewer.is_editor))
    organisations = list(coverage.organisations_in(municipality).order_by(NameSort("name"))[:SHOWN])
    return Contacts(organisations, people_in(municipality, viewer) if viewer and sees_names else [], sees_names)


def people_in(municipality: Municipality, viewer: Person) -> list[Person]:
    seen = coverage.members_in(municipality) & Person.objects.visible_to(viewer)
    leading = seen.filter(
        memberships__role=Role.COORDINATOR,
        memberships__ended_on=None,
        memberships__organisation__municipality=municipality,
    )
    return list(leading.distinct()[:SHOWN]) or list(seen.order_by(NameSort("name"))[:SHOWN])
