"""How many members work near a municipality that is not connected: the people who could invite somebody there."""

from collections.abc import Collection

from django.db.models import Count

from woonoverlast.people.coverage import kilometres, municipal_memberships
from woonoverlast.places.models import Municipality

WITHIN_KM = 25


def members_near(codes: Collection[str]) -> dict[str, int]:
    """For each of these municipalities of today, how many members work for a municipality within 25 kilometres."""
    places = {place.code: place for place in Municipality.objects.current().only("code", "latitude", "longitude")}
    members = [(places[code], number) for code, number in municipal_members().items() if code in places]
    return {
        code: sum(number for place, number in members if is_near(places[code], place))
        for code in codes
        if code in places
    }


def municipal_members() -> dict[str, int]:
    """Members of each municipality's own organisation, by municipality code."""
    rows = municipal_memberships().filter(person__anonymised_at=None).values_list("organisation__municipality__code")
    return dict(rows.annotate(number=Count("person", distinct=True)))


def is_near(one: Municipality, other: Municipality) -> bool:
    distance = kilometres(one, other)
    return distance is not None and distance <= WITHIN_KM
