"""Where nobody is known who knows: for editors, to invite somebody."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from woonoverlast.forum.asking import answered_by_others
from woonoverlast.forum.models import Acceptance, Kind, Post, Theme, Topic
from woonoverlast.forum.models.topics import withheld
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
    rows = Topic.labels.through.objects.filter(topic__in=topics.values("pk")).values("expertise")
    return dict(rows.annotate(number=Count("topic")).values_list("expertise", "number"))


def people_stating() -> dict[int, int]:
    """Members who say to know it and show that, by subject."""
    people = Person.objects.members().exclude(hidden_fields__contains=[VisibleField.EXPERTISE])
    rows = Person.expertise.through.objects.filter(person__in=people.values("pk")).values("expertise")
    return dict(rows.annotate(number=Count("person")).values_list("expertise", "number"))


def people_proven() -> dict[int, int]:
    """Members with a best answer to somebody else's topic of the period, by subject."""
    since = timezone.now() - PERIOD
    best = Acceptance.objects.filter(withdrawn_at=None, post=OuterRef("pk"))
    members = Person.objects.members().values("pk")
    posts = Post.objects.filter(Exists(best), posted_at__gt=since, author__in=members).exclude(
        author=F("topic__author")
    )
    rows = posts.exclude(topic__labels=None).values("topic__labels")
    return dict(rows.annotate(number=Count("author", distinct=True)).values_list("topic__labels", "number"))


@dataclass(frozen=True)
class ThemeGap:
    theme: Theme
    questions: int
    unanswered: int
    moderators: int


def themes() -> list[ThemeGap]:
    """Themes with the questions of a year, most without an answer first."""
    recent = recent_questions()
    asked = dict(recent.order_by().values_list("theme").annotate(number=Count("pk")))
    left = dict(recent.filter(~answered_by_others()).order_by().values_list("theme").annotate(number=Count("pk")))
    found = Theme.objects.annotate(number=Count("moderators", filter=Q(moderators__anonymised_at=None)))
    rows = [ThemeGap(theme, asked.get(theme.pk, 0), left.get(theme.pk, 0), theme.number) for theme in found]
    return sorted(rows, key=lambda row: -row.unanswered)
