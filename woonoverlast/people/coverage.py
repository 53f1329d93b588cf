"""Which municipalities are connected, and who is near one that is not."""

from datetime import date
from math import cos, hypot, radians

from django.db.models import Exists, OuterRef, QuerySet

from woonoverlast.people.models import Discipline, Membership, Organisation, Person
from woonoverlast.places.models import Municipality

KM_PER_DEGREE = 111.2


def connected_codes(on: date | None = None) -> set[str]:
    """Codes of municipalities, as they exist on the day (default today), for which an active member works. One query."""
    places = Municipality.objects.on(on) if on else Municipality.objects.current()
    # Asked per organisation, so that the database stops at the first member of each.
    employing = Exists(municipal_memberships(on=on).filter(organisation=OuterRef("pk")))
    employers = Organisation.objects.filter(employing, kind=Discipline.MUNICIPALITY, municipality__in=places)
    return set(employers.order_by().values_list("municipality__code", flat=True))


def municipal_memberships(*, on: date | None = None) -> QuerySet[Membership]:
    """Running memberships of municipal organisations by people who are not suspended."""
    active = Membership.objects.active(on=on).filter(organisation__kind=Discipline.MUNICIPALITY)
    return active.filter(person__suspended_at=None).order_by()


def organisations_in(municipality: Municipality) -> QuerySet[Organisation]:
    """Living, checked organisations that are of the municipality or work in it, by name."""
    own = Organisation.objects.joinable().filter(municipality=municipality)
    working = Organisation.objects.joinable().filter(working_area=municipality)
    return Organisation.objects.filter(pk__in=own.values("pk").union(working.values("pk")))


def members_in(municipality: Municipality) -> QuerySet[Person]:
    """Members who work for an organisation of this municipality, or who say that they mostly work here."""
    employed = Membership.objects.active().filter(organisation__municipality=municipality).values("person")
    here = Person.objects.filter(municipality=municipality).order_by().values("pk")
    return Person.objects.members().filter(pk__in=employed.union(here))


def nearest_members(municipality: Municipality, *, limit: int = 3) -> list[tuple[Person, Municipality, int]]:
    """Members of municipal organisations closest by: person, municipality and kilometres. Empty without coordinates."""
    places = Municipality.objects.current().exclude(pk=municipality.pk)
    connected = places.filter(code__in=connected_codes())
    distances = [(kilometres(municipality, place), place) for place in connected]
    nearest = sorted(((km, place) for km, place in distances if km is not None), key=lambda pair: pair[0])[:limit]
    first = first_members([place.pk for _, place in nearest])
    found = [(first[place.pk], place, round(km)) for km, place in nearest if place.pk in first]
    return found[:limit]


def first_members(municipality_ids: list[int]) -> dict[int, Person]:
    """Of each municipality the member who was seen last."""
    rows = (
        municipal_memberships()
        .filter(organisation__municipality__in=municipality_ids, person__anonymised_at=None)
        .select_related("person", "organisation")
        .order_by("person__last_seen_at", "pk")
    )
    return {row.organisation.municipality_id: row.person for row in rows if row.organisation.municipality_id}


def kilometres(one: Municipality, other: Municipality) -> float | None:
    """Distance as the crow flies, exact enough within the Netherlands; None where a place has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = (float(one.latitude) - float(other.latitude)) * KM_PER_DEGREE
    east = (float(one.longitude) - float(other.longitude)) * KM_PER_DEGREE * cos(radians(float(one.latitude)))
    return hypot(north, east)
