"""Does this exist already? What looks like a title that is being typed."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramSimilarity
from django.db.models import F, Q

from woonoverlast.forum.models import Topic
from woonoverlast.forum.topic_lists import Line, lines
from woonoverlast.lib import searching
from woonoverlast.people.models import Person

MIN_LENGTH = 8
MAX_COUNT = 5
# Of all else together: the form must stay in sight.
MAX_OTHER = 2
MAX_WORDS = 12
GOOD = 0.45
TITLE = SearchVector("title", config="dutch")


@dataclass(frozen=True)
class Match:
    """`line` for a topic; for other content only `title`, `url` and `label`."""

    title: str
    url: str
    label: str
    score: float
    line: Line | None = None


def find(text: str, *, user: Person) -> list[Match]:
    """Topics first, then what other contexts have, best first. Nothing for a text that is too short to say anything."""
    if len(text) < MIN_LENGTH:
        return []
    return [*topics_like(text, user), *other_content(text, user)]


def good(text: str, *, user: Person) -> list[Match]:
    """Only topics that look so much like it that it is worth to stop the writer once."""
    return [match for match in find(text, user=user) if match.score >= GOOD and match.line]


def topics_like(text: str, user: Person) -> list[Match]:
    words = [word for word in text.split() if len(word) > 3][:MAX_WORDS]
    if not words:
        return []
    query: SearchQuery = reduce(or_, [SearchQuery(word, config="dutch") for word in words])
    alike = Topic.objects.visible_to(user).annotate(alike=TrigramSimilarity("title", text), words=TITLE)
    found = alike.filter(Q(title__trigram_similar=text) | Q(words=query))
    found = found.annotate(score=F("alike") + SearchRank(F("words"), query, normalization=2)).order_by("-score", "-pk")
    scores = dict(found.values_list("pk", "alike")[:MAX_COUNT])
    by_id = {line.topic.pk: line for line in lines(Topic.objects.filter(pk__in=scores), user)}
    return [match_of(by_id[pk], score) for pk, score in scores.items() if pk in by_id]


def match_of(line: Line, score: float) -> Match:
    return Match(line.topic.title, line.topic.get_absolute_url(), line.topic.get_kind_display(), score, line)


def other_content(text: str, user: Person) -> list[Match]:
    """From the search index. Permissions are its task: it asks `visible_to`."""
    found = searching.similar(text, user, without={"topic", "post", "person"}, most=MAX_OTHER)
    return [Match(hit.title, hit.url, hit.label, 0.0) for hit in found]
