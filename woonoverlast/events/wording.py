"""When and where, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from woonoverlast.events.models import Event

DAY, DATE = "l j F Y", "j F Y"


def period(starts_at: datetime, ends_at: datetime) -> str:
    """In the time of Amsterdam; the second day only when it is another one."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if starts.date() == ends.date():
        return f"{date_format(starts, DAY)}, {starts:%H:%M} tot {ends:%H:%M} uur"
    return f"{date_format(starts, DAY)}, {starts:%H:%M} uur tot {date_format(ends, DAY)}, {ends:%H:%M} uur"


def when(event: Event) -> str:
    return period(event.starts_at, event.ends_at)


def day_and_time(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{date_format(local, DAY)} om {local:%H:%M} uur"


def moment(at: datetime) -> str:
    """Without the day of the week."""
    local = timezone.localtime(at)
    return f"{date_format(local, DATE)} om {local:%H:%M} uur"


def where(event: Event) -> str:
    """With the address; empty when nothing was said yet."""
    return ", ".join(part for part in (event.place, event.address) if part)
