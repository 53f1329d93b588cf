"""What this context holds about a person: shown to that person. What was asked and checked stays, without the name."""

from woonoverlast.forum.own_data import ONE_SIDED, WHEN, WHERE, section
from woonoverlast.people import exporting

SECTIONS = [
    section("cases.Check.by", "Casusvragen die je controleerde", ("advies", "advice"), WHEN),
    section("cases.CheckRequest.person", "Casusvragen die je mocht controleren", WHEN),
    section("cases.CaseOutcome.by", "Hoe casussen afliepen", ("uitkomst", "get_code_display"), ("toelichting", "note"), WHEN),
    section("cases.Harvest.by", "Antwoorden die je voordroeg", WHERE, ("toelichting", "note"), WHEN),
]  # fmt: skip


def register() -> None:
    for part in SECTIONS:
        exporting.register(part)
    exporting.exempt("cases.Harvest.taken_by", reason=ONE_SIDED)
