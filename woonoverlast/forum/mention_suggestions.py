"""Who and what can be named in a post: people whom the writer may see, organisations and municipalities."""

from typing import Any

from woonoverlast.people.directory import employers_of
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
    found = Person.objects.visible_to(user).nearest(words, most=MAX_COUNT)
    employers = employers_of(found)
    return [choice(person, str(person), employers.get(person.pk, "")) for person in found if person.name]


def organisations(words: str) -> list[dict[str, str]]:
    joinable = Organisation.objects.joinable()
    return [choice(found, found.name, "organisatie") for found in joinable.nearest(words, most=MAX_COUNT)]


def municipalities(words: str) -> list[dict[str, str]]:
    return [
        choice(found, found.name, "gemeente") for found in Municipality.objects.current().nearest(words, most=MAX_COUNT)
    ]


def choice(thing: Any, label: str, detail: str) -> dict[str, str]:
    return {"value": thing.get_absolute_url(), "label": label, "detail": detail}
