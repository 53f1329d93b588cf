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

from woonoverlast.places.models import ChangeStamp

Made = TypeVar("Made")
ROOM = 1_000  # pages and figures that one process remembers
remembered: dict[Hashable, tuple["Stamp", Any]] = {}
lock = Lock()


class Stamp(NamedTuple):
    rows: int
    newest: int
    day: date


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
        if len(remembered) >= ROOM:
            remembered.clear()
        remembered[key] = (stamp, made)
    return made


def recall(key: Hashable, *, stamp: Stamp | None) -> Any:
    """What is remembered under this key and still true, or None."""
    known = remembered.get(key)
    return known[1] if known and stamp is not None and known[0] == stamp else None


def forget_old_stamps() -> int:
    """Keep the newest row only; returns how many went. Remembered things are then made once more."""
    newest = ChangeStamp.objects.aggregate(newest=Max("pk"))["newest"]
    return ChangeStamp.objects.filter(pk__lt=newest or 0).delete()[0]
