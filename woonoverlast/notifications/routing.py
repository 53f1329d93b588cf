"""Who hears of what, and how: one table."""

from collections.abc import Iterable

from woonoverlast.notifications.models import Choices, Group, Route, Watch

Level = Watch.Level
ORDER = [Level.MUTED, Level.NORMAL, Level.FOLLOW, Level.EVERYTHING]


def route(*, group: str, level: str, choices: Choices, is_new: bool = False, own: bool = True) -> Route | None:
    """How somebody hears of an activity; None when he does not.

    `level` is what holds for the thing, `own` whether it was chosen for the thing itself and not inherited, `is_new`
    whether the thing itself is what is new. What is addressed to somebody always reaches the site.
    """
    if group != Group.NEWS:
        return Route.SITE if level == Level.MUTED else choices.route_of(group)
    if level == Level.EVERYTHING:
        return choices.route_of(group)
    if level == Level.FOLLOW and (is_new or own):
        return Route.SITE if choices.news == Route.SITE else Route.DIGEST
    return None


def strongest(levels: Iterable[str]) -> str:
    """Of things on one rung, such as a theme and a municipality: muted wins, else the closest following."""
    found = set(levels)
    return Level.MUTED if Level.MUTED in found else max(found, key=lambda level: ORDER.index(Level(level)))
