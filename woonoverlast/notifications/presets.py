"""Three ways to hear of things, each a full set of choices."""

from dataclasses import dataclass
from typing import Any

from woonoverlast.notifications.models import Choices, Route
from woonoverlast.people.models import Person


@dataclass(frozen=True)
class Preset:
    """`mails` says what comes of it, in Dutch."""

    slug: str
    name: str
    mails: str
    values: dict[str, Any]


CALM = Preset(
    "rustig",
    "Rustig",
    "Eén overzicht per week. Wacht er iemand op jou? Dan komt halverwege de week nog één mail. Nooit meer dan twee.",
    {
        "mention": Route.DIGEST,
        "reply": Route.DIGEST,
        "ask": Route.DIGEST,
        "news": Route.DIGEST,
        "digest": Choices.Digest.WEEKLY,
        "halfway": True,
        "daily_cap": 1,
        "quiet_from": 19,
        "quiet_until": 7,
        "quiet_days": [5, 6],
    },
)
NORMAL = Preset(
    "normaal",
    "Normaal",
    "Meteen een mail als iemand jou noemt, op jou reageert of op jou wacht. De rest in één overzicht per week.",
    {
        "mention": Route.MAIL,
        "reply": Route.MAIL,
        "ask": Route.MAIL,
        "news": Route.DIGEST,
        "digest": Choices.Digest.WEEKLY,
        "halfway": False,
        "daily_cap": 5,
        "quiet_from": 19,
        "quiet_until": 7,
        "quiet_days": [5, 6],
    },
)
ALL = Preset(
    "alles",
    "Alles",
    "Meteen een mail over alles wat je volgt, op elk moment. En elke dag een overzicht.",
    {
        "mention": Route.MAIL,
        "reply": Route.MAIL,
        "ask": Route.MAIL,
        "news": Route.MAIL,
        "digest": Choices.Digest.DAILY,
        "halfway": False,
        "daily_cap": 50,
        "quiet_from": None,
        "quiet_until": None,
        "quiet_days": [],
    },
)
PRESETS = {preset.slug: preset for preset in (CALM, NORMAL, ALL)}


def choices_of(person: Person) -> Choices:
    """The saved choices, or those of everybody who chose nothing."""
    return Choices.objects.filter(person=person).first() or Choices(person=person)


def preset_of(choices: Choices) -> str:
    """Which preset this is, or "" for somebody's own mix. Day and hour of the digest are free in each."""
    for preset in PRESETS.values():
        if all(getattr(choices, name) == value for name, value in preset.values.items()):
            return preset.slug
    return ""


def choose(person: Person, preset: Preset) -> Choices:
    choices, _ = Choices.objects.update_or_create(person=person, defaults=preset.values)
    return choices
