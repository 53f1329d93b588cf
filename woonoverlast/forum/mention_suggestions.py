"""Who and what can be named in a post: people whom the writer may see, organisations and municipalities."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from woonoverlast.people.directory import Plain, employers_of
from woonoverlast.people.models import Organisation, Person
from woonoverlast.places.models import Municipality

MIN_LENGTH = 2
MAX_COUNT = 5


def find(words: str, *, user: Person) -> list[dict[str, str]]:
    """Up to fifteen: `value` is the address to link to, `label` the name, `detail` tells the same names apart."""
    if len(words) < MIN_LENGTH:
        return []
    return [*people(words, user), *organisations(words), *municipalities(words)]


def people(words: str, user: Person) -> list[dict[str, str]]:
    found = list(named(Person.objects.visible_to(user), words))
    employers = employers_of(found)
    return [choice(person, str(person), employers.get(person.pk, "")) for person in found if person.name]


def organisations(words: str) -> list[dict[str, str]]:
    joinable = Organisation.objects.joinable()
    return [choice(found, found.name, "organisatie") for found in named(joinable, words)]


def municipalities(words: str) -> list[dict[str, str]]:
    return [choice(found, found.name, "gemeente") for found in named(Municipality.objects.current(), words)]


def named(things: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Accents and capitals do not matter; a name with a part that starts with the words comes first."""
    alike = things.alias(plain=Plain(F("name"))).filter(plain__contains=Plain(Value(words)))
    starts = Q(plain__startswith=Plain(Value(words))) | Q(plain__contains=Plain(Value(f" {words}")))
    nearest = Case(When(starts, then=0), default=1)
    found: QuerySet[Any] = alike.order_by(nearest, Lower("name"), "pk")[:MAX_COUNT]
    return found


def choice(thing: Any, label: str, detail: str) -> dict[str, str]:
    return {"value": thing.get_absolute_url(), "label": label, "detail": detail}
