"""Making and changing training tracks."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.attendance.models import Track, TrackItem
from woonoverlast.events.models import Event
from woonoverlast.people.models import Person

# Addresses that other pages have.
TAKEN = frozenset({"nieuw"})


def make(*, title: str, description: str, published: bool, by: Person) -> Track:
    """The address is made of the title, with a number where another track has it."""
    base = slugify(title)[:60] or "leerlijn"
    published_at = timezone.now() if published else None
    for number in range(1, 100):
        slug = base if number == 1 else f"{base}-{number}"
        if slug in TAKEN or Track.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                return Track.objects.create(
                    slug=slug, title=title, description=description, made_by=by, published_at=published_at
                )
        except IntegrityError:
            continue
    raise ValueError("A hundred tracks have this name.")


def change(track: Track, *, title: str, description: str, published: bool, now: datetime) -> None:
    track.title, track.description = title, description
    track.published_at = (track.published_at or now) if published else None
    track.save(update_fields=["title", "description", "published_at"])


def initial(track: Track, item: TrackItem | None) -> dict[str, Any]:
    if item:
        return {"title": item.title, "text": item.text, "position": item.position}
    last = track.items.last()
    return {"position": min(100, last.position + 1) if last else 1}


@transaction.atomic
def save_item(
    track: Track, item: TrackItem | None, *, title: str, text: str, position: int, events: list[Event]
) -> TrackItem:
    made = item or TrackItem(track=track)
    made.title, made.text, made.position = title, text, position
    made.save()
    made.events.set(events)
    return made
