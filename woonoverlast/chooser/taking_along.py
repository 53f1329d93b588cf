"""The answers, taken along into the form of a case question."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

KINDS = {
    "GEL": "geluid", "DIE": "dieren", "VER": "vervuiling-en-verwaarlozing", "STA": "stank-en-rook",
    "INT": "intimidatie-en-agressie", "DIS": "discriminatie-en-wegpesten", "DRU": "drugs-en-alcohol",
    "VWG": "onbegrepen-gedrag", "BEZ": "bezoek-en-aanloop", "JEU": "jeugd-en-gezin", "GEB": "oneigenlijk-gebruik",
    "TUI": "tuin-en-erfgrens", "GEM": "gemeenschappelijke-ruimte", "BUR": "burenconflict",
}  # fmt: skip
HOUSING = {
    "social": "social", "private": "private", "owner": "owned", "association": "owners", "room": "room",
    "shelter": "sheltered", "recreation": "other", "caravan": "other",
}  # fmt: skip
CAUSE = {
    "lifestyle": "lifestyle", "building": "lifestyle", "conflict": "conflict", "vulnerable": "vulnerable",
    "crime": "crime", "untouchable": "power", "business": "money", "unknown": "unknown",
}  # fmt: skip
SEVERITY = {
    "last": "discomfort", "overlast": "nuisance", "ernstig": "serious", "extreem": "extreme", "gevaar": "extreme",
}  # fmt: skip


def case_url(answers: Mapping[str, str]) -> str:
    """What the form has no word for is left open."""
    known = {
        "soort": KINDS.get(answers["soort"]),
        "housing": HOUSING.get(answers["bewoning"]),
        "cause": CAUSE.get(answers["oorzaak"]),
        "severity": SEVERITY.get(answers["ernst"]),
    }
    return reverse("cases:new") + "?" + urlencode({name: code for name, code in known.items() if code})
