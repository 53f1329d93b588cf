"""Case questions: put in, checked by a second person, released with a clock, ended with an outcome, harvested."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from woonoverlast.cases.models import CaseOutcome, CaseQuestion, Check, CheckRequest, Harvest
from woonoverlast.experts import asking
from woonoverlast.forum import counting, following, posting
from woonoverlast.forum.models import Draft, Kind, Post, Theme, Topic, Withholding
from woonoverlast.forum.models.topics import answered_by_others
from woonoverlast.lib import richtext, searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.working_days import add_working_days
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Expertise, Membership, Person, Role
from woonoverlast.places.models import Municipality

HELD_BECAUSE = "Een tweede persoon kijkt eerst of bewoners herkenbaar zijn."
WORKING_DAYS = 5
CHECKERS = 3
CHECKS_PER_WEEK = 2
WEEK = timedelta(days=7)
WRITES = timedelta(days=90)
CHECK_PATIENCE = timedelta(days=2)
OUTCOME_AFTER = timedelta(weeks=6)
BATCH_SIZE = 200


CHANGED = "De tekst is veranderd terwijl je las. Lees hem nog eens en geef dan je oordeel."


class ChangedMeanwhile(NotPossible):
    """What is decided on is not what was read."""


@dataclass(frozen=True)
class Telling:
    """What the form hands over: the coarse facts and the story."""

    title: str
    story: str
    kinds: Iterable[Expertise]
    tried: Iterable[Expertise]
    severity: str
    housing: str
    cause: str
    size_class: str
    # Why what looks recognisable may stay; who reads along sees it.
    explained: str = ""

    @property
    def held_because(self) -> str:
        return held_because(self.explained)

    @property
    def facts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("severity", "housing", "cause", "size_class")}


def held_because(explained: str) -> str:
    return f"{HELD_BECAUSE} De vrager schrijft: {explained}" if explained else HELD_BECAUSE


@transaction.atomic
def submit(telling: Telling, *, theme: Theme, by: Person, form_key: UUID | None, draft_key: str = "") -> CaseQuestion:
    """Put in a case question. Nobody reads it before a second person found it not recognisable."""
    writing = posting.Writing(
        body=telling.story,
        form_key=form_key,
        draft_key=draft_key,
        held=Withholding.Kind.CHECK,
        held_because=telling.held_because,
    )
    topic = posting.start_topic(
        theme=theme, kind=Kind.CASE, title=telling.title, labels=telling.kinds, writing=writing, by=by
    )
    casus, new = CaseQuestion.objects.get_or_create(topic=topic, defaults=telling.facts)
    if new:
        casus.tried.set(telling.tried)
        ask_checkers(casus)
    return casus


@transaction.atomic
def change(casus: CaseQuestion, telling: Telling, *, by: Person) -> CaseQuestion:
    """Change it before it is released. The old text is not kept: it may be what made people recognisable."""
    locked = lock(casus)
    if not locked.can_be_changed_by(by):
        raise NotPossible("Deze casusvraag staat al op het forum. Vul hem aan.")
    CaseQuestion.objects.filter(pk=locked.pk).update(**telling.facts)
    locked.tried.set(telling.tried)
    locked.topic.labels.set(telling.kinds)
    Topic.objects.filter(pk=locked.topic_id).update(title=telling.title)
    held = Withholding.objects.active().filter(topic=locked.topic_id, kind=Withholding.Kind.CHECK)
    held.update(reason=telling.held_because)
    body = richtext.normal(telling.story)
    Post.objects.filter(pk=locked.topic.opening.pk).update(
        body=body, text=richtext.plain(body), edited_at=timezone.now()
    )
    searching.changed(Topic.objects.get(pk=locked.topic_id))
    tell_checkers(locked, [request.person for request in locked.check_requests.select_related("person")])
    return locked


def lock(casus: CaseQuestion) -> CaseQuestion:
    """The lock that makes one of two decisions at the same moment count."""
    return (
        CaseQuestion.objects.select_for_update(of=("self",))
        .select_related("topic__author", "topic__theme")
        .get(pk=casus.pk)
    )


def ask_checkers(casus: CaseQuestion, *, count: int = CHECKERS) -> list[CheckRequest]:
    """Ask people of other organisations to check. When nobody is found the editors still see it in their queue."""
    requests = request_checks(casus, count=count)
    tell_checkers(casus, [request.person for request in requests])
    return requests


def request_checks(casus: CaseQuestion, *, count: int) -> list[CheckRequest]:
    """From now on these people may read it."""
    now = timezone.now()
    people = list(possible_checkers(casus, coordinators(), now=now)[:count])
    if len(people) < count:
        others = possible_checkers(casus, writers(now=now), now=now).exclude(pk__in=[person.pk for person in people])
        people += others[: count - len(people)]
    rows = [CheckRequest(casus=casus, person=person, at=now) for person in people]
    return CheckRequest.objects.bulk_create(rows, ignore_conflicts=True)


def coordinators() -> QuerySet[Any]:
    return Membership.objects.active().filter(role=Role.COORDINATOR).values("person")


def writers(*, now: datetime) -> QuerySet[Any]:
    """Who wrote here in the last months."""
    return Post.objects.filter(posted_at__gt=now - WRITES).values("author")


def possible_checkers(casus: CaseQuestion, ids: QuerySet[Any], *, now: datetime) -> QuerySet[Person]:
    """Who of these is not of the same organisation or municipality; who was asked least comes first."""
    author = casus.topic.author
    employers = Membership.objects.active().filter(person=author).values("organisation")
    colleague = Membership.objects.active().filter(person=OuterRef("pk"), organisation__in=employers)
    asked = CheckRequest.objects.filter(casus=casus).values("person")
    people = asking.can_be_asked(casus.topic).filter(~Exists(colleague), pk__in=ids).exclude(pk__in=asked)
    if author.municipality_id:
        people = people.exclude(municipality=author.municipality_id)
    return (
        people.annotate(checks=Count("check_requests", filter=Q(check_requests__at__gt=now - WEEK)))
        .filter(checks__lt=CHECKS_PER_WEEK)
        .order_by("checks", F("last_seen_at").desc(nulls_last=True), "pk")
    )


def ask_more_checkers(*, now: datetime | None = None) -> int:
    """After two days without a verdict somebody else is asked too. Returns how many were asked."""
    moment = now or timezone.now()
    fresh = CheckRequest.objects.filter(casus=OuterRef("pk"), at__gt=moment - CHECK_PATIENCE)
    waiting = CaseQuestion.objects.being_checked().filter(~Exists(fresh)).select_related("topic__author")
    slow = [casus for casus in waiting.order_by("pk")[:BATCH_SIZE] if not casus.waits_for_author]
    return sum(len(ask_checkers(casus, count=1)) for casus in slow)


def tell_checkers(casus: CaseQuestion, people: Iterable[Person]) -> None:
    notices.tell(
        people,
        kind="forum.check",
        title="Kan een buurman dit herkennen? Kijk mee met een casusvraag",
        url="/forum/casus/controle/",
        reason="elke casusvraag eerst door iemand van een andere organisatie wordt gelezen",
        by=casus.topic.author,
        thread=f"casus:{casus.pk}",
        mail=True,
    )


@transaction.atomic
def check(casus: CaseQuestion, *, by: Person, verdict: str, advice: str = "", read: str | None = None) -> Check:
    """Somebody else's answer to: could a neighbour recognise this? Of two at once the first counts.

    `read` is the mark of what was read: a verdict on another text counts for nothing.
    """
    locked = lock(casus)
    counting.lock_topic_of(locked.topic.opening)
    if locked.is_being_checked and read not in {None, locked.read_mark}:
        raise ChangedMeanwhile(CHANGED)
    if not locked.is_being_checked or locked.waits_for_author:
        raise NotPossible("Iemand anders was je net voor. Bedankt voor het meelezen.")
    row = Check.objects.create(casus=locked, by=by, at=timezone.now(), verdict=verdict, advice=advice)
    if verdict == Check.Verdict.SAFE:
        release(locked, by=by)
    else:
        tell_author(
            locked,
            title="Pas je casusvraag nog aan: bewoners zijn herkenbaar",
            url=f"/forum/casus/{locked.pk}/aanpassen/",
        )
    return row


def release(casus: CaseQuestion, *, by: Person) -> None:
    """Now everybody reads it, as new from this moment; the clock starts and experts are asked."""
    now, topic = timezone.now(), casus.topic
    held = Withholding.objects.active().filter(topic=topic, kind=Withholding.Kind.CHECK)
    held.update(lifted_by=by, lifted_at=now)
    topic.posts.filter(number=1).update(posted_at=now, edited_at=None)
    topic.started_at = topic.last_posted_at = now
    topic.save(update_fields=["started_at", "last_posted_at"])
    casus.answer_before = add_working_days(timezone.localdate(now), WORKING_DAYS)
    casus.save(update_fields=["answer_before"])
    searching.changed(topic)
    tell_author(casus, title=f"Je casusvraag staat op het forum: {topic.title}", url=topic.get_absolute_url())
    following.tell_of_topic(topic)
    asking.ask_around(topic, now=now)


def tell_author(casus: CaseQuestion, *, title: str, url: str) -> None:
    notices.tell(
        [casus.topic.author],
        kind="forum.casus",
        title=title,
        url=url,
        reason="jij deze casusvraag stelde",
        thread=watching.thing_of(casus.topic),
        mail=True,
    )


def overdue(*, on: datetime | None = None) -> QuerySet[CaseQuestion]:
    """Released case questions without an answer of somebody else after the last working day of their clock."""
    today = timezone.localdate(on)
    answered = Topic.objects.filter(answered_by_others(), pk=OuterRef("topic"))
    late = CaseQuestion.objects.released().filter(~Exists(answered), answer_before__lt=today)
    return late.select_related("topic__author").order_by("answer_before")


def tell_overdue(*, now: datetime | None = None) -> int:
    """The clock ran out: remind who was asked and tell the asker. Safe to run twice; returns how many there were."""
    late = list(overdue(on=now).filter(overdue_told_at=None)[:BATCH_SIZE])
    return sum(remind(casus) for casus in late)


@transaction.atomic
def remind(casus: CaseQuestion) -> bool:
    locked = lock(casus)
    if locked.overdue_told_at:
        return False
    locked.overdue_told_at = timezone.now()
    locked.save(update_fields=["overdue_told_at"])
    topic = locked.topic
    notices.tell(
        [ask.person for ask in asking.open_asks(topic).select_related("person")],
        kind="forum.ask",
        title=f"Nog geen antwoord op een casusvraag: {topic.title}",
        url="/forum/gevraagd/",
        reason="je gevraagd bent om mee te denken",
        thread=watching.thing_of(topic),
        mail=True,
    )
    tell_author(
        locked,
        title=f"Nog geen antwoord op je casusvraag. De redactie kijkt mee: {topic.title}",
        url=topic.get_absolute_url(),
    )
    return True


def ask_outcomes(*, now: datetime | None = None) -> int:
    """Ask how it ended, six weeks after the release, and again six weeks after "loopt nog". Returns how many."""
    moment = now or timezone.now()
    last = CaseOutcome.objects.filter(casus=OuterRef("pk")).order_by("-at", "-pk")
    due = CaseQuestion.objects.released().filter(topic__started_at__lte=moment - OUTCOME_AFTER)
    never = Q(outcome_asked_at=None) & ~Exists(last)
    running = Q(last_code=CaseOutcome.Code.RUNNING, last_at__lte=moment - OUTCOME_AFTER)
    again = running & (Q(outcome_asked_at=None) | Q(outcome_asked_at__lt=F("last_at")))
    found = due.annotate(last_code=last.values("code")[:1], last_at=last.values("at")[:1]).filter(never | again)
    return sum(ask_outcome(casus, now=moment) for casus in list(found[:BATCH_SIZE]))


@transaction.atomic
def ask_outcome(casus: CaseQuestion, *, now: datetime) -> bool:
    locked = lock(casus)
    if locked.outcome_asked_at != casus.outcome_asked_at:
        return False
    locked.outcome_asked_at = now
    locked.save(update_fields=["outcome_asked_at"])
    tell_author(locked, title=f"Hoe liep het af? {locked.topic.title}", url=f"/forum/casus/{locked.pk}/afloop/")
    return True


@transaction.atomic
def end(casus: CaseQuestion, *, code: str, note: str, by: Person) -> CaseOutcome:
    """Say how it ended. An earlier outcome stays in the history; the newest counts."""
    outcome = CaseOutcome.objects.create(casus=casus, code=code, note=note, by=by, at=timezone.now())
    if by.pk != casus.topic.author_id:
        logbook.record(by=by, verb="gaf de afloop van een casusvraag", target=casus.topic)
    return outcome


@dataclass(frozen=True)
class Outcomes:
    """How released case questions ended, by the newest outcome of each."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def solved(self) -> int:
        """Moved away is not in here: the nuisance went along."""
        return sum(count for code, count in self.counts.items() if CaseOutcome(code=code).is_solved)

    @property
    def rows(self) -> list[tuple[str, int]]:
        return [(code.label, self.counts[code]) for code in CaseOutcome.Code if self.counts.get(code)]


def outcomes() -> Outcomes:
    newest = CaseOutcome.objects.filter(casus__in=CaseQuestion.objects.released()).order_by("casus", "-at", "-pk")
    return Outcomes(Counter(newest.distinct("casus").values_list("code", flat=True)))


@transaction.atomic
def harvest(topic: Topic, *, kind: str, note: str, by: Person) -> Harvest:
    """Offer a topic to become a practice, guide or bottleneck. Offering the same twice keeps the first offer."""
    defaults = {"by": by, "at": timezone.now(), "note": note}
    row, _ = Harvest.objects.get_or_create(topic=topic, kind=kind, defaults=defaults)
    return row


@transaction.atomic
def take(harvest: Harvest, *, by: Person) -> None:
    """An editor makes something of it."""
    locked = Harvest.objects.select_for_update(of=("self",)).select_related("topic").get(pk=harvest.pk)
    if locked.taken_at:
        raise NotPossible("Iemand anders pakte dit al op.")
    locked.taken_by, locked.taken_at = by, timezone.now()
    locked.save(update_fields=["taken_by", "taken_at"])
    logbook.record(by=by, verb=f"pakte op: {locked.get_kind_display()}", target=locked.topic)


def peers_of_case(topic: Topic) -> frozenset[int] | None:
    """Municipalities of the size class that a case question gives; which one it is nobody knows."""
    casus: CaseQuestion | None = getattr(topic, "casus", None)
    if casus is None:
        return None
    lowest = CaseQuestion.SIZE_FROM[CaseQuestion.SizeClass(casus.size_class)]
    end = min((bound for bound in CaseQuestion.SIZE_FROM.values() if bound > lowest), default=None)
    alike: QuerySet[Any] = Municipality.objects.current().with_figures()
    alike = alike.filter(inhabitants__gte=lowest)
    alike = alike if end is None else alike.filter(inhabitants__lt=end)
    return frozenset(alike.values_list("pk", flat=True))


def take_harvests(source: Topic, target: Topic) -> None:
    """Two topics became one: what was offered of both stands once."""
    offered = Harvest.objects.filter(topic=target).values("kind")
    Harvest.objects.filter(topic=source).exclude(kind__in=offered).update(topic=target)


def forget_words(post: Post) -> None:
    """A post was wiped: with a case question go the words of who read along and of how it ended."""
    if post.number == 1:
        Check.objects.filter(casus__topic=post.topic_id).update(advice="")
        CaseOutcome.objects.filter(casus__topic=post.topic_id).update(note="")
        casus = CaseQuestion.objects.filter(topic=post.topic_id)
        Draft.objects.filter(key__in=[f"casus:{pk}" for pk in casus.values_list("pk", flat=True)]).delete()
