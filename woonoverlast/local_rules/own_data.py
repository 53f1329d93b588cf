"""What this context holds about a person, for that person. What a municipality said stays, without the name."""

from woonoverlast.people import exporting
from woonoverlast.people.exporting import Section

SECTIONS = [
    Section(
        "local_rules.Statement.entered_by",
        "Lokale regels die je invulde",
        (
            ("gemeente", "municipality"),
            ("instrument", "instrument"),
            ("antwoord", "get_answer_display"),
            ("op", "entered_at"),
        ),
    ),
]
ACTS = "staat in het logboek van wie het deed"


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    exporting.exempt("local_rules.Statement.confirmed_by", reason=ACTS)
