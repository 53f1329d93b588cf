"""Where nobody is known who knows: for editors, to invite somebody."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from woonoverlast.forum.models import Acceptance, Kind, Post, Theme, Topic
from woonoverlast.forum.models.topics import answered_by_others, withheld
from woonoverlast.people.models import Expertise, Person, VisibleField

PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class Gap:
    """One subject: what was asked in a year, how much of it nobody answered, and how many people there are for it."""

    subject: Expertise
    questions: int
    unanswered: int
    stating: int
    proven: int

    @property
    def has_nobody(self) -> bool:
        return not (self.stating or self.proven)


def subjects() -> list[Gap]:
    """All subjects; those without anybody first, then those with most questions left without an answer."""
    asked = counts(recent_questions())
    open_ones = counts(recent_questions().filter(~answered_by_others()))
    stating, proven = people_stating(), people_proven()
    found = [
        Gap(subject, *(known.get(subject.pk, 0) for known in (asked, open_ones, stating, proven)))
        for subject in Expertise.objects.all()
    ]
    return sorted(found, key=lambda gap: (not gap.has_nobody, -gap.unanswered, -gap.questions, gap.subject.name))


def recent_questions() -> QuerySet[Topic]:
    since = timezone.now() - PERIOD
    return Topic.objects.listed().filter(~withheld(), kind__in=[Kind.QUESTION, Kind.CASE], started_at__gt=since)


def counts(topics: QuerySet[Topic]) -> dict[int, int]:
    """Topics by the id of their label."""
    rows = Topic.labels.through.objects.filter(topic__in=topics.values("pk")).order_by()
    return numbers(rows, "expertise", Count("topic"))


def people_stating() -> dict[int, int]:
    """Members who say to know it and show that, by subject."""
    people = Person.objects.members().exclude(hidden_fields__contains=[VisibleField.EXPERTISE])
    rows = Person.expertise.through.objects.filter(person__in=people.values("pk"))
    return numbers(rows, "expertise", Count("person"))


def people_proven() -> dict[int, int]:
    """Members with a best answer to somebody else's topic of the period, by subject."""
    since = timezone.now() - PERIOD
    best = Acceptance.objects.filter(withdrawn_at=None, post=OuterRef("pk"))
    members = Person.objects.members().values("pk")
    posts = Post.objects.filter(Exists(best), posted_at__gt=since, author__in=members).exclude(
        author=F("topic__author")
    )
    return numbers(posts.exclude(topic__labels=None).order_by(), "topic__labels", Count("author", distinct=True))


def numbers(rows: QuerySet[Any], field: str, count: Count) -> dict[int, int]:
    """The count for each value of the field."""
    return dict(rows.values(field).annotate(number=count).values_list(field, "number"))


@dataclass(frozen=True)
class ThemeGap:
    theme: Theme
    questions: int
    unanswered: int
    moderators: int


def themes() -> list[ThemeGap]:
    """Themes with the questions of a year, most without an answer first."""
    recent = recent_questions()
    asked = numbers(recent.order_by(), "theme", Count("pk"))
    left = numbers(recent.filter(~answered_by_others()).order_by(), "theme", Count("pk"))
    moderators = numbers(Theme.moderators.through.objects.all(), "theme", Count("person"))
    found = Theme.objects.all()
    rows = [ThemeGap(theme, *(known.get(theme.pk, 0) for known in (asked, left, moderators))) for theme in found]
    return sorted(rows, key=lambda row: -row.unanswered)
