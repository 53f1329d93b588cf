"""Who knows this? People with the evidence for it, which the page shows in words.

There is no score: people stand in the order of what is counted, best answers first, then "nuttig", then topics
answered, then what they say of themselves, then a municipality of the same size, then the name. Only what every
member may read counts, so nobody learns from the order what is withheld or hidden.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from woonoverlast.forum.models import Acceptance, Post, Topic, Withholding
from woonoverlast.lib.naming import NameSort
from woonoverlast.people.models import Expertise, Person, VisibleField
from woonoverlast.places.models import Municipality, size_class

# Older answers say little about what somebody knows today, and would make the page slower every year.
COUNTED = timedelta(days=2 * 365)
SHOWN = 20
FIRST_LOOK = 300
COUNTS_LAST = 60  # seconds
# Author, best answers, "nuttig", topics.
Counts = tuple[int, int, int, int]


class Evidence(NamedTuple):
    """In the order in which people are placed."""

    best: int = 0
    useful: int = 0
    topics: int = 0
    states: bool = False
    same_size: bool = False


@dataclass(frozen=True)
class Expert:
    person: Person
    evidence: Evidence
    words: list[str]

    @property
    def answer_words(self) -> int:
        """How many of the words tell of answers, which one can read."""
        return sum(map(bool, self.evidence[:3]))


@dataclass(frozen=True)
class Wanted:
    """Whom to look for: people out of `among` who know about one of the subjects. `peers` are municipalities alike."""

    subjects: list[Expertise]
    among: QuerySet[Person]
    peers: frozenset[int] = field(default_factory=frozenset)
    # Whether filters leave so few people that looking at the first few hundred would not help.
    is_narrow: bool = False

    @property
    def name(self) -> str:
        return " of ".join(subject.name for subject in self.subjects)


def find(wanted: Wanted, *, count: int = SHOWN, now: datetime | None = None) -> list[Expert]:
    """The first so many: who answered about it, and then who only says to know it. Empty without subject."""
    if not wanted.subjects:
        return []
    since = (now or timezone.now()) - COUNTED
    proven = proven_people(wanted, since=since, count=count)
    found = proven | stating_people(wanted, but=proven, count=count - len(proven))
    people = Person.objects.select_related("municipality").in_bulk(list(found))
    return [Expert(people[pk], evidence, in_words(evidence, wanted.name)) for pk, evidence in found.items()]


def proven_people(wanted: Wanted, *, since: datetime, count: int) -> dict[int, Evidence]:
    """Who answered others about these subjects, by id, in order.

    The best few hundred nearly always hold the answer. Where filters or equals leave doubt, everybody is looked at.
    """
    answers = readable_answers(wanted.subjects, since=since)
    if not wanted.is_narrow:
        counted = first_counts(wanted.subjects, answers)
        found = place(wanted, counted, count=count)
        if len(counted) < FIRST_LOOK or (len(found) == count and tuple(list(found.values())[-1])[:3] > counted[-1][1:]):
            return found
    return place(wanted, counts_by_author(answers.filter(author__in=wanted.among)), count=count)


def first_counts(subjects: list[Expertise], answers: QuerySet[Post]) -> list[Counts]:
    """The best few hundred. Where there are more, counting takes long: then they are remembered for a while.

    Who may be shown, and what one can read of him, is looked at each time.
    """
    key = "first-counts-" + "-".join(str(subject.pk) for subject in subjects)
    known: list[Counts] | None = caches["process"].get(key)
    if known is not None:
        return known
    counted = counts_by_author(answers, limit=FIRST_LOOK)
    if len(counted) == FIRST_LOOK:
        caches["process"].set(key, counted, timeout=COUNTS_LAST)
    return counted


def counts_by_author(answers: QuerySet[Post], *, limit: int | None = None) -> list[Counts]:
    """Rows of author, best answers, "nuttig" and topics, the most first."""
    best = Acceptance.objects.filter(post=OuterRef("pk"), withdrawn_at=None)
    authors: Any = answers.annotate(is_best=Exists(best)).values("author_id")
    counted = authors.annotate(
        best=Count("pk", filter=Q(is_best=True)),
        useful_sum=Sum("useful_count"),
        topics=Count("topic_id", distinct=True),
    )
    rows = counted.order_by("-best", "-useful_sum", "-topics", "author_id")
    return list(rows.values_list("author_id", "best", "useful_sum", "topics")[:limit])


def place(wanted: Wanted, counted: list[Counts], *, count: int) -> dict[int, Evidence]:
    """The first so many of these authors who may be shown, in order of all evidence and then of name."""
    counts = {author: (best, useful, topics) for author, best, useful, topics in counted}
    people = (
        wanted.among.filter(pk__in=list(counts))
        .annotate(
            states=states(wanted.subjects, person="pk", hidden="hidden_fields"),
            same_size=is_peer(wanted.peers, "municipality_id"),
            shown_name=NameSort("name"),
        )
        .values_list("pk", "shown_name", "states", "same_size")
    )
    found = [(Evidence(*counts[pk], says, alike), name, pk) for pk, name, says, alike in people]
    ordered = sorted(found, key=lambda line: ([-number for number in line[0]], line[1], line[2]))
    return {pk: evidence for evidence, _name, pk in ordered[:count]}


def readable_answers(subjects: Iterable[Expertise], *, since: datetime) -> QuerySet[Post]:
    """Answers to somebody else's topic on one of the subjects that every member may read."""
    labelled = Topic.labels.through.objects.filter(expertise__in=list(subjects)).values("topic")
    gone = Withholding.objects.active()
    return (
        Post.objects.filter(topic__in=labelled, topic__merged_into=None, topic__last_posted_at__gt=since)
        .filter(~Exists(gone.filter(topic=OuterRef("topic"))), ~Exists(gone.filter(post=OuterRef("pk"))))
        .filter(number__gt=1, posted_at__gt=since)
        .exclude(author=F("topic__author"))
    )


def stating_people(wanted: Wanted, *, but: Iterable[int], count: int) -> dict[int, Evidence]:
    """Who says to know it and does not hide that, people of alike municipalities first."""
    if count <= 0:
        return {}
    people = (
        wanted.among.filter(states(wanted.subjects, person="pk", hidden="hidden_fields"))
        .exclude(pk__in=list(but))
        .annotate(same_size=is_peer(wanted.peers, "municipality_id"))
        .order_by("-same_size", NameSort("name"), "pk")
    )
    rows = people.values_list("pk", "same_size")[:count]
    return {pk: Evidence(states=True, same_size=same) for pk, same in rows}


def states(subjects: Iterable[Expertise], *, person: str, hidden: str) -> Q:
    """Says to know one of these, and lets others see that."""
    said = Person.expertise.through.objects.filter(person=OuterRef(person), expertise__in=list(subjects))
    return Q(Exists(said)) & ~Q(**{f"{hidden}__contains": [VisibleField.EXPERTISE]})


def is_peer(peers: Iterable[int], municipality: str) -> Case:
    alike = Q(**{f"{municipality}__in": list(peers)})
    return Case(When(alike, then=Value(True)), default=Value(False), output_field=BooleanField())


def in_words(evidence: Evidence, about: str) -> list[str]:
    """What the page says of it, the weightiest first. The subject is named once."""
    told = [
        (evidence.best, f"{evidence.best} {plural(evidence.best, 'beste antwoord', 'beste antwoorden')}", " over "),
        (evidence.useful, f"{evidence.useful} keer nuttig", " bij "),
        (evidence.topics, f"antwoordde bij {evidence.topics} {plural(evidence.topics, 'vraag', 'vragen')}", " over "),
        (evidence.states, "zegt er veel van te weten" if any(evidence[:3]) else "zegt veel te weten", " van "),
        (evidence.same_size, "gemeente van dezelfde grootte", ""),
    ]
    first, *others = [(words, link) for is_so, words, link in told if is_so] or [("", "")]
    return [words for words in (first[0] + (first[1] and first[1] + about), *(words for words, _ in others)) if words]


def plural(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def peers_of(municipality: Municipality | None) -> frozenset[int]:
    """Municipalities of the same size class, by id; none where the size is not known."""
    figures = municipality.latest_figures() if municipality else None
    if figures is None:
        return frozenset()
    alike = Municipality.objects.current().with_figures().of_size(size_class(figures.inhabitants))
    return frozenset(alike.values_list("pk", flat=True))


# Topics that say themselves how large a municipality they are about; None where a topic does not.
SIZES: list[Callable[[Topic], frozenset[int] | None]] = []


def peers_of_topic(topic: Topic) -> frozenset[int]:
    """Municipalities like the one that the topic is about: by what it says, else that of who began it."""
    said = (size(topic) for size in SIZES)
    found = next((peers for peers in said if peers is not None), None)
    return peers_of(topic.author.municipality) if found is None else found
