"""A small fixed collection, with questions as professionals type them and what they should find."""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from woonoverlast.forum.models import Kind, Post, Theme, Topic
from woonoverlast.lib import searching
from woonoverlast.lib.searching import registry
from woonoverlast.people.models import Discipline, Organisation, Person
from woonoverlast.places.models import Municipality
from woonoverlast.search import hits, indexing, synonyms

HERE = Path(__file__).parent
TOP = 3
ORGANISATIONS = {
    "Gemeente Utrecht": (Discipline.MUNICIPALITY, "utrecht"),
    "Gemeente Zwolle": (Discipline.MUNICIPALITY, "zwolle"),
    "Politie Basisteam Zwolle": (Discipline.POLICE, "zwolle"),
    "Woningstichting De Berk": (Discipline.HOUSING, "zwolle"),
    "Buurtbemiddeling Zwolle": (Discipline.MEDIATION, "zwolle"),
    "GGD IJsselland": (Discipline.GGD, "zwolle"),
    "GGZ Noorderlicht": (Discipline.GGZ, "groningen"),
}


@dataclass(frozen=True)
class Asked:
    query: str
    why: str
    expected: tuple[str, ...]


def questions() -> list[Asked]:
    return [Asked(row["query"], row["why"], tuple(row["expected"].split(" | "))) for row in rows("queries.csv")]


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(author: Person) -> None:
    """Topics and organisations, with the words that mean the same; everything is in the index after this."""
    synonyms.load()
    for row in rows("corpus.csv"):
        put_topic(author, row["title"], row["text"])
    for name, (kind, slug) in ORGANISATIONS.items():
        put_organisation(name, kind, Municipality.objects.get(slug=slug))
    indexing.rebuild()


def index() -> None:
    """Everything but the municipalities of the country: of those only the two of the cast."""
    indexing.rebuild([kind for kind in registry.kinds if kind != "municipality"])
    searching.changed(*Municipality.objects.filter(code__startswith="GM900"))


def put_topic(
    author: Person, title: str, text: str, *, theme: Theme | None = None, at: datetime | None = None
) -> Topic:
    moment = at or timezone.now() - timedelta(days=3)
    topic = Topic.objects.create(
        theme=theme or a_theme(),
        kind=Kind.QUESTION,
        title=title,
        author=author,
        started_at=moment,
        last_posted_at=moment,
        last_number=1,
    )
    put_post(topic, author, text, number=1)
    return topic


def put_post(topic: Topic, author: Person, text: str, *, number: int) -> Post:
    return Post.objects.create(
        topic=topic, number=number, author=author, body=f"<p>{text}</p>", text=text, posted_at=topic.started_at
    )


def a_theme(slug: str = "proef", name: str = "Proef") -> Theme:
    found, _ = Theme.objects.get_or_create(slug=slug, defaults={"name": name, "description": "Om te proberen."})
    return found


def put_organisation(name: str, kind: Discipline, municipality: Municipality) -> None:
    slug = name.lower().replace(" ", "-")
    fields = {"name": name, "kind": kind, "municipality": municipality}
    Organisation.objects.get_or_create(slug=slug, defaults=fields)


def top_of(asked: Asked, reader: Person) -> list[str]:
    return [hit.plain_title for hit in hits.search(asked.query, reader).hits[:TOP]]


def is_met(asked: Asked, found: list[str]) -> bool:
    return any(title in found for title in asked.expected)
