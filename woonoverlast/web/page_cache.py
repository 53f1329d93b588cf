"""Remember what is public and costs time to make, exactly until something public changes.

Triggers in the database add a row to `ChangeStamp` with every statement that changes municipalities, memberships,
organisations or targets. The rows are only added, so nobody waits for a lock; count and highest number together change
with every commit. What was made under one stamp is right as long as the stamp is the same, on the same day.
"""

from collections.abc import Callable, Hashable
from datetime import date
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from woonoverlast.web.models import ChangeStamp

Made = TypeVar("Made")
# What one process remembers at most: what was made longest ago goes first.
MAX_ENTRIES = 1_000
MAX_BYTES = 24 * 1024 * 1024
SIZE_OF_A_THING = 200
remembered: dict[Hashable, "Known"] = {}
lock = Lock()


class Stamp(NamedTuple):
    rows: int
    newest: int
    day: date


class Known(NamedTuple):
    stamp: Stamp
    made: Any
    size: int


def current_stamp() -> Stamp | None:
    """One small query; None where nothing was ever stamped: then nothing is remembered."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), max(id) FROM {ChangeStamp._meta.db_table}")  # noqa: S608 no value of anybody
        rows, newest = cursor.fetchone()
    return Stamp(rows, newest, timezone.localdate()) if newest else None


def remember(key: Hashable, make: Callable[[], Made], *, stamp: Stamp | None) -> Made:
    """What was made before under this key and stamp, or a new one. Share it read-only."""
    known = recall(key, stamp=stamp)
    if known is not None:
        return known  # type: ignore[no-any-return]
    made = make()
    if stamp is None:
        return made
    with lock:
        remembered.pop(key, None)
        remembered[key] = Known(stamp, made, size_of(made))
        make_room()
    return made


def make_room() -> None:
    """Call it with the lock."""
    taken = sum(known.size for known in remembered.values())
    while len(remembered) > MAX_ENTRIES or taken > MAX_BYTES:
        taken -= remembered.pop(next(iter(remembered))).size


def size_of(made: Any) -> int:
    """In bytes, about: text by its length, a thing without text as one."""
    if isinstance(made, str | bytes):
        return len(made) + SIZE_OF_A_THING
    if isinstance(made, dict):
        return size_of(list(made.values())) + size_of(list(made))
    if isinstance(made, list | tuple):
        return sum(map(size_of, made)) + SIZE_OF_A_THING
    return getattr(made, "size", SIZE_OF_A_THING)


def recall(key: Hashable, *, stamp: Stamp | None) -> Any:
    """What is remembered under this key and still true, or None."""
    known = remembered.get(key)
    return known.made if known and stamp is not None and known.stamp == stamp else None


def forget_old_stamps() -> int:
    """Keep the newest row only; returns how many went. Remembered things are then made once more."""
    newest = ChangeStamp.objects.aggregate(newest=Max("pk"))["newest"]
    return ChangeStamp.objects.filter(pk__lt=newest or 0).delete()[0]
