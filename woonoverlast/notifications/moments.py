"""Quiet hours and the moments of a digest. Pure: choices and a moment in, a moment out."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from woonoverlast.notifications.models import Choices

HOUR = timedelta(hours=1)
# A worker that was away makes up for a digest of so long ago.
LATE = 6
HALFWAY = 3  # days after the weekly digest


def is_quiet(choices: Choices, moment: datetime) -> bool:
    local = timezone.localtime(moment)
    if local.weekday() in choices.quiet_days:
        return True
    start, end = choices.quiet_from, choices.quiet_until
    if start is None or end is None or start == end:
        return False
    if start < end:
        return start <= local.hour < end
    return local.hour >= start or local.hour < end


def end_of_quiet(choices: Choices, moment: datetime) -> datetime | None:
    """The first full hour that is not quiet; None when every hour of the week is."""
    hour = timezone.localtime(moment).replace(minute=0, second=0, microsecond=0)
    for _ in range(8 * 24):
        hour += HOUR
        if not is_quiet(choices, hour):
            return hour
    return None


def start_of_day(moment: datetime) -> datetime:
    day = timezone.localdate(moment)
    return timezone.make_aware(datetime.combine(day, time.min))


def recent_slots(now: datetime) -> list[datetime]:
    """The full hours that a digest may be due for, in Dutch time, the newest first."""
    last = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    return [timezone.localtime(last - HOUR * hours) for hours in range(LATE)]


def digest_still_comes(choices: Choices, now: datetime) -> bool:
    """Whether a digest can still go today, so that its place under the daily limit is kept free."""
    slot = timezone.localtime(now).replace(hour=choices.digest_hour, minute=0, second=0, microsecond=0)
    if slot.weekday() not in digest_days(choices) or now >= slot + HOUR * LATE:
        return False
    return choices.digest_looked_at is None or choices.digest_looked_at < slot


def digest_days(choices: Choices) -> set[int]:
    if choices.digest == Choices.Digest.NEVER:
        return set()
    if choices.digest == Choices.Digest.DAILY:
        return set(range(7))
    return {choices.digest_day} | ({halfway_day(choices)} if choices.halfway else set())


def halfway_day(choices: Choices) -> int:
    return (choices.digest_day + HALFWAY) % 7
