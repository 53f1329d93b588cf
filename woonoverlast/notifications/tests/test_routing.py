"""Who hears of what, as a table; and the ladder from a topic to what it is part of."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from woonoverlast.notifications import moments, routing
from woonoverlast.notifications.models import Choices, Group, Route
from woonoverlast.notifications.presets import ALL, CALM, NORMAL, PRESETS, preset_of
from woonoverlast.notifications.watching import CHOSEN, NOTHING_CHOSEN, standing_in

MAIL, DIGEST, SITE = Route.MAIL, Route.DIGEST, Route.SITE
# group, level, is the thing new, was the level chosen for the thing itself: rustig, normaal, alles
TABLE = [
    ("mention", "muted", False, True, SITE, SITE, SITE),
    ("mention", "normal", False, True, DIGEST, MAIL, MAIL),
    ("reply", "normal", False, True, DIGEST, MAIL, MAIL),
    ("ask", "everything", False, True, DIGEST, MAIL, MAIL),
    ("news", "muted", True, True, None, None, None),
    ("news", "normal", True, True, None, None, None),
    ("news", "follow", True, False, DIGEST, DIGEST, DIGEST),
    ("news", "follow", False, True, DIGEST, DIGEST, DIGEST),
    ("news", "follow", False, False, None, None, None),
    ("news", "everything", False, True, DIGEST, DIGEST, MAIL),
    ("news", "everything", False, False, DIGEST, DIGEST, MAIL),
    ("news", "everything", True, False, DIGEST, DIGEST, MAIL),
]


@pytest.mark.parametrize(("group", "level", "is_new", "own", "calm", "normal", "everything"), TABLE)
def test_route_follows_from_group_level_and_preset(
    group: str, level: str, is_new: bool, own: bool, calm: Route | None, normal: Route | None, everything: Route | None
) -> None:
    found = [
        routing.route(group=group, level=level, choices=Choices(**preset.values), is_new=is_new, own=own)
        for preset in (CALM, NORMAL, ALL)
    ]
    assert found == [calm, normal, everything]


def test_news_that_stays_on_the_site_is_not_in_the_digest() -> None:
    choices = Choices(**(CALM.values | {"news": SITE}))
    assert routing.route(group=Group.NEWS, level="follow", choices=choices, is_new=True) == SITE


LADDER = [{"topic:1": "dit onderwerp"}, {"theme:1": "het thema Geluid", "municipality:1": "de gemeente Utrecht"}]
LADDER_TABLE = [
    ({}, "normal", False),
    ({"theme:1": "everything"}, "everything", False),
    ({"theme:1": "everything", "topic:1": "muted"}, "muted", True),
    ({"theme:1": "muted", "topic:1": "everything"}, "everything", True),
    ({"theme:1": "muted", "municipality:1": "everything"}, "muted", False),
    ({"theme:1": "follow", "municipality:1": "everything"}, "everything", False),
]


@pytest.mark.parametrize(("levels", "expected", "own"), LADDER_TABLE)
def test_lowest_rung_decides_and_on_one_rung_muted_wins(levels: dict[str, str], expected: str, own: bool) -> None:
    found = standing_in(LADDER, {name: (level, CHOSEN) for name, level in levels.items()})
    assert (found.level, found.own) == (expected, own)


def test_reason_says_what_is_followed_or_why() -> None:
    assert standing_in(LADDER, {"theme:1": ("everything", CHOSEN)}).reason == "je het thema Geluid volgt"
    assert standing_in(LADDER, {"topic:1": ("everything", "je hier schreef")}).reason == "je hier schreef"
    assert standing_in(LADDER, {}) == NOTHING_CHOSEN


def test_defaults_are_the_preset_normal() -> None:
    assert preset_of(Choices()) == "normaal"
    assert [preset_of(Choices(**preset.values)) for preset in PRESETS.values()] == list(PRESETS)
    assert preset_of(Choices(daily_cap=3)) == ""


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


QUIET = [
    ("2026-06-02 18:59", False),
    ("2026-06-02 19:00", True),
    ("2026-06-03 06:59", True),
    ("2026-06-03 07:00", False),
    ("2026-06-06 12:00", True),  # Saturday
    ("2026-06-08 07:00", False),
]


@pytest.mark.parametrize(("moment", "quiet"), QUIET)
def test_quiet_hours_go_past_midnight_and_cover_the_weekend(moment: str, quiet: bool) -> None:
    assert moments.is_quiet(Choices(), at(moment)) is quiet


ENDS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "2026-06-02 20:15", "2026-06-03 07:00"),
    ({}, "2026-06-05 20:15", "2026-06-08 07:00"),
    ({"quiet_days": []}, "2026-03-28 23:30", "2026-03-29 07:00"),  # the night that loses an hour
]


@pytest.mark.parametrize(("values", "moment", "end"), ENDS)
def test_quiet_ends_at_the_first_hour_that_is_not(values: dict[str, Any], moment: str, end: str) -> None:
    assert moments.end_of_quiet(Choices(**values), at(moment)) == at(end)


def test_always_quiet_never_ends() -> None:
    assert moments.end_of_quiet(Choices(quiet_days=list(range(7))), at("2026-06-02 12:00")) is None
