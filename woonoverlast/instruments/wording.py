"""A version in the words of a page: headings with sentences, in the order in which a professional needs them."""

from collections.abc import Sequence
from dataclasses import dataclass

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Version


@dataclass(frozen=True)
class Fact:
    """A heading with its sentences. `empty` says why there are none."""

    key: str
    title: str
    sentences: Sequence[str]
    empty: str = ""
    in_order: bool = False


@dataclass(frozen=True)
class Facts:
    """`short` beside the summary; `parts` the body; `knowledge` what is known of the effect."""

    short: list[Fact]
    parts: list[Fact]
    knowledge: list[Fact]


SHORT = {"decided_by": "Wie beslist", "carried_out_by": "Wie voert uit", "duration": "Hoe lang", "costs": "Kosten"}
PARTS = {
    "conditions": "Wanneer kan het?",
    "contra_indications": "Wanneer niet?",
    "evidence": "Welk bewijs heb je nodig?",
    "steps": "Zo pak je het aan",
    "terms": "Termijnen",
    "proportionality": "Is het evenredig? Vraag jezelf af",
    "protection": "Wat kan de bewoner ertegen doen?",
    "privacy": "Wie deelt welke gegevens?",
}
KNOWLEDGE = {
    "effect_text": "Effect",
    "certainty_text": "Hoe zeker is dat?",
    "mechanism": "Waarom het werkt",
    "moderators": "Waarvan het afhangt",
    "implementation": "Wat het vraagt",
}


def facts_of(version: Version) -> Facts:
    return Facts(
        short=[fact(version, key, title) for key, title in SHORT.items()],
        parts=[fact(version, key, title) for key, title in PARTS.items()],
        knowledge=[fact(version, key, title) for key, title in KNOWLEDGE.items()],
    )


def fact(version: Version, key: str, title: str) -> Fact:
    value = getattr(version, key)
    sentences = [value] if isinstance(value, str) and value else list(value or [])
    return Fact(key, title, sentences, version.why_empty.get(key, ""), in_order=key == "steps")


def names(codes: Sequence[str], known: dict[str, str]) -> str:
    """ "alle" where each is meant, else the names."""
    return "alle" if len(codes) == len(known) else ", ".join(known[code].lower() for code in codes if code in known)


def suits(version: Version) -> list[tuple[str, str]]:
    """For which homes, nuisance and causes, as pairs for a data list."""
    return [
        ("Bewoning", names(version.housing, facets.HOUSING)),
        ("Soort overlast", names(version.nuisance, facets.NUISANCE)),
        ("Oorzaak", names(version.causes, facets.CAUSES)),
    ]
