"""What the agenda tells the notifications: what a mail may name, and what a digest may hold."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.events.models import Audience, Event, SignUp
from woonoverlast.events.wording import moment
from woonoverlast.notifications import digest, seeing, things
from woonoverlast.notifications.digest import Item, Reader
from woonoverlast.notifications.things import KindOfThing, Thing
from woonoverlast.people.models import Person

MAX_COUNT = 60
# Events that came into the agenda since the last time; the soonest ones.
OPEN_TO_ALL = (Audience.EVERYBODY, Audience.MEMBERS)


def register() -> None:
    things.register(KindOfThing("event", "", find_events))
    digest.register(items_for)
    seeing.register("url", "/agenda/", Event.objects.visible_to)


def find_events(ids: Collection[int]) -> dict[int, Thing]:
    """Those that every member may read."""
    rows = Event.objects.published().exclude(audience=Audience.INVITED).filter(pk__in=ids)
    return {event.pk: Thing(event.title, event.get_absolute_url()) for event in rows}


def items_for(readers: Sequence[Reader]) -> Mapping[int, Sequence[Item]]:
    """New in the agenda since the reader's last visit, without what he signed up for. Three questions, however many readers."""
    if not readers:
        return {}
    events = list(new_events(min(reader.since for reader in readers)))
    people = [reader.person for reader in readers]
    known = set(SignUp.objects.filter(person__in=people, event__in=events).values_list("person", "event"))
    near = provinces_of(people)
    found: dict[int, list[Item]] = defaultdict(list)
    for reader in readers:
        for event in events:
            if event.published_at > reader.since and (reader.person, event.pk) not in known:  # type: ignore[operator]
                found[reader.person].append(item(event, near.get(reader.person)))
    return found


def new_events(since: object) -> QuerySet[Event]:
    rows = Event.objects.going_on().coming().filter(published_at__gt=since, audience__in=OPEN_TO_ALL)
    return rows.select_related("municipality")[:MAX_COUNT]


def provinces_of(people: Sequence[int]) -> dict[int, int | None]:
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "municipality__province"))


def item(event: Event, province: int | None) -> Item:
    near = bool(event.municipality and event.municipality.province_id == province)
    line = f"{event.get_kind_display().capitalize()} op {moment(event.starts_at)}{', ' + event.place if event.place else ''}"
    return Item(
        event.title,
        event.get_absolute_url(),
        line,
        event.published_at or timezone.now(),
        popularity=event.taken,
        mine=near,
    )
