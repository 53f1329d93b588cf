"""Tell people what happened: a row for the page of notices; how it leaves the site follows from what they chose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.lib.prepared import Prepared
from woonoverlast.notifications import routing, seeing, watching
from woonoverlast.notifications.models import Choices, Group, Notice, Route
from woonoverlast.notifications.watching import NOTHING_CHOSEN, Ladder
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

MAX_COUNTED = 99


@dataclass(frozen=True)
class Activity:
    """What happened. `url` is our own path, `thread` the thing that it is about, `about` the words that a mail quotes.

    A title that names who did it begins with `BY`.
    """

    kind: str
    title: str
    url: str
    by: Person | None = None
    thread: str = ""
    about: str = ""


def tell(
    people: Iterable[Person],
    *,
    kind: str,
    title: str,
    url: str,
    reason: str,
    by: Person | None = None,
    thread: str = "",
    about: str = "",
    mail: bool = False,
    group: Group | None = None,
) -> list[Notice]:
    """One notice for each person but the one who did it. `reason` ends "Je krijgt dit omdat ...".

    With `mail` it is addressed to them: it goes by mail when they want that, unless they muted the thread.
    Call it in the transaction of the act, with people who may see the thing.
    """
    activity = Activity(kind, title, url, by=by, thread=thread, about=about)
    group = group or (Group.ASK if mail else Group.NEWS)
    return tell_addressed(people, activity, group=group, reason=reason)


def tell_addressed(people: Iterable[Person], activity: Activity, *, group: Group, reason: str) -> list[Notice]:
    """For these people and nobody else, whatever they follow. News in this way stays on the site."""
    by = activity.by.pk if activity.by else 0
    told = list({person.pk: person for person in people if person.pk != by}.values())
    muted = watching.standings([{activity.thread: ""}], people=told) if activity.thread and told else {}
    found = choices_of(told)
    rows = []
    for person in told:
        level = muted.get(person.pk, NOTHING_CHOSEN).level
        route = routing.route(group=group, level=level, choices=found[person.pk])
        rows.append(row(activity, person, group=group, reason=reason, route=route or Route.SITE))
    return Notice.objects.bulk_create(rows)


def announce(activity: Activity, *, ladder: Ladder, is_new: bool = False, but: Iterable[int] = ()) -> list[Notice]:
    """Tell the members who follow it. Who wrote it, and those in `but`, hear nothing."""
    standings = watching.standings(ladder)
    for deaf in {*but, activity.by.pk if activity.by else 0}:
        standings.pop(deaf, None)
    listening = [pk for pk, standing in standings.items() if standing.level in {"follow", "everything"}]
    people = list(Person.objects.members().filter(pk__in=listening)) if listening else []
    found = choices_of(people)
    rows = []
    for person in people:
        standing = standings[person.pk]
        route = routing.route(
            group=Group.NEWS, level=standing.level, choices=found[person.pk], is_new=is_new, own=standing.own
        )
        if route:
            rows.append(row(activity, person, group=Group.NEWS, reason=standing.reason, route=route))
    return Notice.objects.bulk_create(rows)


def choices_of(people: Sequence[Person]) -> dict[int, Choices]:
    """By person; who chose nothing has the defaults."""
    found = Choices.objects.in_bulk([person.pk for person in people]) if people else {}
    return {person.pk: found.get(person.pk) or Choices(person=person) for person in people}


def row(activity: Activity, person: Person, *, group: str, reason: str, route: Route) -> Notice:
    now = timezone.now()
    return Notice(
        person=person,
        kind=activity.kind,
        group=group,
        title=activity.title[:250],
        url=activity.url,
        reason=reason[:200],
        by=activity.by,
        thread=activity.thread,
        about=activity.about,
        at=now,
        route=route,
        mail_due_at=due_at(now) if route == Route.MAIL else None,
    )


def due_at(now: datetime) -> datetime:
    """A short wait gathers what follows, and spares the mail to who reads it on the site."""
    return now + timedelta(minutes=settings.MAIL_GATHERING_MINUTES)


def mark_read(person: Person, *, thread: str) -> int:
    """The person saw the thing itself. Returns how many notices that settled."""
    unread = Notice.objects.unread().filter(person=person, thread=thread)
    return unread.update(read_at=timezone.now())


def count_unread(person: Person) -> int:
    """At most one more than the page prints: nobody needs to know how many hundreds."""
    return len(UNREAD(person=person.pk)) if person.is_member and not person.is_editor else unread_of(person).count()


def unread_of(person: Person) -> QuerySet[Notice]:
    return notices_of(person).filter(read_at=None).only("pk")[: MAX_COUNTED + 1]


def notices_of(person: Person) -> QuerySet[Notice]:
    """What this person was told, the newest first, without what he may not see any more."""
    return Notice.objects.filter(seeing.visible_to(person), person=person)


# Asked on every page: the query is made once for all plain members.
UNREAD = Prepared(lambda person: unread_of(any_member(person)))


def retitle(thread: str, *, old: str, new: str) -> None:
    """The thing has another title now; what was told of it names the old one."""
    for notice in about(thread=thread).filter(title__contains=f": {old}"):
        notice.title = notice.title.replace(f": {old}", f": {new}", 1)[:250]
        notice.save(update_fields=["title"])


def about(*, thread: str = "", url: str = "") -> QuerySet[Notice]:
    """What people were told of one thing, or of one place."""
    return Notice.objects.filter(thread=thread) if thread else Notice.objects.filter(url=url)
