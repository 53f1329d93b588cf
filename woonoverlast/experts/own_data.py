"""What this context holds about a person: shown to that person. What was asked and checked stays, without the name."""

from woonoverlast.forum.own_data import ONE_SIDED, WHEN, WHERE, section
from woonoverlast.people import exporting

SECTIONS = [
    section("experts.Ask.person", "Vragen die aan jou zijn voorgelegd", WHERE, ("omdat", "evidence"), WHEN),
    section("experts.Ask.by", "Vragen die je aan iemand voorlegde", WHERE, WHEN),
]  # fmt: skip


def register() -> None:
    for part in SECTIONS:
        exporting.register(part)
    exporting.exempt("experts.Ask.passed_to", reason=ONE_SIDED)
    exporting.exempt("experts.SubjectWords.changed_by", reason="staat in het logboek van wie het deed")
