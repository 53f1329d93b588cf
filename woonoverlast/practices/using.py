"""A municipality says that it does this too."""

from django.db import transaction

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.models import Discipline, Membership, Person
from woonoverlast.places.models import Municipality
from woonoverlast.practices.models import Practice, Use


def municipality_of(person: Person) -> Municipality | None:
    """The municipality that this person works for; None for who works elsewhere."""
    jobs = Membership.objects.active().filter(person=person, organisation__kind=Discipline.MUNICIPALITY)
    job = jobs.select_related("organisation__municipality").order_by("pk").first()
    return job.organisation.municipality if job else None


@transaction.atomic
def use(practice: Practice, *, since: int, result: str, by: Person) -> Use:
    """Said once; saying it again replaces what was said."""
    place = municipality_of(by)
    if place is None:
        raise NotPossible("Alleen wie bij een gemeente werkt, kan dit voor die gemeente zeggen.")
    if place.pk == practice.municipality_id:
        raise NotPossible("Dit is het voorbeeld van je eigen gemeente.")
    facts = {"by": by, "since": since, "result": result}
    return Use.objects.update_or_create(practice=practice, municipality=place, defaults=facts)[0]
