"""The overview by mail: what concerns me first, then what is popular in my themes, then what is new.

Contexts add what they have through `register`. A batch of people costs the same number of questions, however many
they are. Each moment comes once for each person: choices are claimed under a lock and marked before anything is sent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from woonoverlast.mail import letters
from woonoverlast.mail.letters import Letter
from woonoverlast.notifications import instant, moments, muting, seeing, things
from woonoverlast.notifications.models import Choices, Group, Notice, NoticeMail, Watch
from woonoverlast.people.models import Person

BATCH = 200
MAX_LENGTH = timedelta(days=14)
# One screen. What is addressed to somebody and does not fit waits for the next digest; the rest is counted.
MAX_FOR_ME, MAX_FOLLOWED, MAX_POPULAR, MAX_NEW = 12, 5, 4, 4
POPULAR_FROM = 3


@dataclass(frozen=True)
class Reader:
    """For whom, and since when: the last visit or the last digest."""

    person: int
    since: datetime


@dataclass(frozen=True)
class Item:
    """Something to read. `popularity` counts people who did something with it; `mine` says it is in a theme of mine."""

    title: str
    url: str
    line: str
    at: datetime
    popularity: int = 0
    mine: bool = False


# All readers at once, to items per person that this person may read; for people with nothing the key may be missing.
Source = Callable[[Sequence[Reader]], Mapping[int, Sequence[Item]]]
SOURCES: list[Source] = []


def register(source: Source) -> None:
    if source not in SOURCES:
        SOURCES.append(source)


@dataclass(frozen=True)
class Line:
    """The notices of one thread."""

    notices: list[Notice]
    title: str
    quote: things.Thing | None = None

    @property
    def newest(self) -> Notice:
        return self.notices[-1]

    @property
    def happened(self) -> str:
        return letters.shortened(self.newest.sentence, under=self.title)

    @property
    def more(self) -> int:
        return len(self.notices) - 1


@dataclass
class Digest:
    for_me: list[Line] = field(default_factory=list)
    followed: list[Line] = field(default_factory=list)
    popular: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)
    left_out: int = 0
    settled: list[Notice] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.for_me or self.followed or self.popular or self.new)

    @property
    def subject(self) -> str:
        count = len(self.for_me)
        if count:
            return "Er wacht iets op jou" if count == 1 else f"Er wachten {count} dingen op jou"
        first = [line.title for line in self.followed] + [item.title for item in [*self.popular, *self.new]]
        return f"Je overzicht: {first[0]}"


def send_digests(*, now: datetime | None = None) -> int:
    """Returns how many went into the outbox."""
    moment = now or timezone.now()
    make_missing()
    sent, claimed = 0, True
    while claimed:
        claimed, count = send_batch(now=moment)
        sent += count
    return sent


def make_missing() -> None:
    """Everybody has a row of choices from here on, to lock and to mark."""
    without = Person.objects.members().filter(notice_choices=None).values_list("pk", flat=True)
    rows = [Choices(person_id=person) for person in without]
    Choices.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


@transaction.atomic
def send_batch(*, now: datetime) -> tuple[bool, int]:
    batch = list(due(now).select_for_update(of=("self",), skip_locked=True).select_related("person")[:BATCH])
    digests = build(batch, now=now)
    Choices.objects.filter(pk__in=[choices.pk for choices in batch]).update(digest_looked_at=now)
    full = [(choices.person, digests[choices.pk]) for choices in batch if digests[choices.pk]]
    send(full, now=now)
    return bool(batch), len(full)


def due(now: datetime) -> QuerySet[Choices]:
    """Choices of members for whom a moment has come that was not looked at."""
    wanted = Q(pk__in=[])
    for slot in moments.recent_slots(now):
        day, halfway = slot.weekday(), (slot.weekday() - moments.HALFWAY) % 7
        weekly = Q(digest_day=day) | Q(halfway=True, digest_day=halfway)
        moment = Q(digest=Choices.Digest.DAILY) | Q(weekly, digest=Choices.Digest.WEEKLY)
        fresh = Q(digest_looked_at=None) | Q(digest_looked_at__lt=slot)
        wanted |= Q(moment, fresh, digest_hour=slot.hour, person__created_at__lt=slot)
    return Choices.objects.filter(wanted, person__in=Person.objects.members()).order_by("pk")


def is_full(choices: Choices, now: datetime) -> bool:
    """A full digest, or the one halfway with only what is addressed to the person."""
    if choices.digest == Choices.Digest.DAILY or not choices.halfway:
        return True
    slots = [slot for slot in moments.recent_slots(now) if slot.hour == choices.digest_hour]
    return bool(slots) and slots[0].weekday() == choices.digest_day


def build(batch: Sequence[Choices], *, now: datetime, since: datetime | None = None) -> dict[int, Digest]:
    """By person, since the last visit or since a moment. The number of questions is the same for one and for many."""
    digests = {choices.pk: Digest() for choices in batch}
    if not batch:
        return digests
    add_notices(digests, batch, now=now)
    full = [choices for choices in batch if is_full(choices, now)]
    readers = [Reader(choices.pk, since) for choices in full] if since else readers_of(full, now=now)
    for source in SOURCES:
        for person, items in source(readers).items():
            add_items(digests[person], items)
    return digests


def readers_of(batch: Sequence[Choices], *, now: datetime) -> list[Reader]:
    mailed = NoticeMail.objects.filter(is_digest=True, person__in=[choices.pk for choices in batch])
    last = dict(mailed.values_list("person").annotate(last=Max("at")).order_by())
    return [Reader(choices.pk, since_of(choices, last.get(choices.pk), now=now)) for choices in batch]


def since_of(choices: Choices, last: datetime | None, *, now: datetime) -> datetime:
    known = [moment for moment in (last, choices.person.last_seen_at, choices.person.created_at) if moment]
    return max([*known, now - MAX_LENGTH])


def add_notices(digests: dict[int, Digest], batch: Sequence[Choices], *, now: datetime) -> None:
    waiting = list(
        Notice.objects.for_digest().filter(person__in=list(digests)).select_related("by").order_by("at", "pk")
    )
    found = things.find([name for notice in waiting for name in (notice.thread, notice.about)])
    muted = set(Watch.objects.filter(person__in=list(digests), level="muted").values_list("person", "thing"))
    full = {choices.pk for choices in batch if is_full(choices, now)}
    people = {choices.pk: choices.person for choices in batch}
    threads: dict[tuple[int, str], list[Notice]] = {}
    for notice in waiting:
        muted_here = (notice.person_id, notice.thread) in muted
        if not muted_here and instant.may_be_told(notice, found) and is_theirs(notice, people, found):
            threads.setdefault((notice.person_id, notice.thread or f"notice:{notice.pk}"), []).append(notice)
    for (person, thread), notices in threads.items():
        add_thread(digests[person], notices, found=found, thread=thread, full=person in full)


def is_theirs(notice: Notice, people: Mapping[int, Person], found: Mapping[str, things.Thing]) -> bool:
    """What every member may read is not asked for each of them."""
    if notice.thread in found or (not notice.thread and notice.about in found):
        return True
    return bool(seeing.may_be_mailed(people[notice.person_id], [notice.pk]))


def add_thread(
    digest: Digest, notices: list[Notice], *, found: dict[str, things.Thing], thread: str, full: bool
) -> None:
    """Addressed to the person, or news that the full digest alone holds."""
    addressed = [notice for notice in notices if notice.group != Group.NEWS]
    chosen = addressed or notices
    title = found[thread].title if thread in found else chosen[-1].sentence
    line = Line(chosen, title, found.get(chosen[-1].about))
    if addressed:
        if len(digest.for_me) < MAX_FOR_ME:
            digest.for_me.append(line)
            digest.settled += notices
        else:
            digest.left_out += 1
    elif full:
        digest.settled += notices
        if len(digest.followed) < MAX_FOLLOWED:
            digest.followed.append(line)
        else:
            digest.left_out += 1


def add_items(digest: Digest, items: Iterable[Item]) -> None:
    """Popular things of my themes, then the newest of the rest; nothing twice."""
    shown = {line.newest.url for line in [*digest.for_me, *digest.followed]}
    shown |= {line.title for line in [*digest.for_me, *digest.followed]}
    rest = [item for item in items if item.url not in shown and item.title not in shown]
    ranked = sorted(rest, key=lambda item: -item.popularity)
    popular = [item for item in ranked if item.mine and item.popularity >= POPULAR_FROM]
    digest.popular += popular[: MAX_POPULAR - len(digest.popular)]
    newest = sorted(rest, key=lambda item: item.at, reverse=True)
    digest.new += [item for item in newest if item not in digest.popular][: MAX_NEW - len(digest.new)]


def send(full: Sequence[tuple[Person, Digest]], *, now: datetime) -> None:
    rows = [NoticeMail(person=person, is_digest=True, subject=digest.subject[:250], at=now) for person, digest in full]
    mails = NoticeMail.objects.bulk_create(rows)
    settled = [notice.pk for _, digest in full for notice in digest.settled]
    Notice.objects.filter(pk__in=settled).update(mailed_at=now)
    written = [letters.write(letter_of(mail, digest)) for mail, (_, digest) in zip(mails, full, strict=True)]
    get_connection().send_messages(written)


def letter_of(mail: NoticeMail, digest: Digest) -> Letter:
    stop = muting.link(mail.person, thread="", group="")
    headers = instant.threading_headers(mail, []) | instant.list_headers("overzicht", stop=stop)
    return Letter(
        mail.person.email, mail.subject, "notifications/mail/digest", {"digest": digest, "stop_url": stop}, headers
    )
