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
    Section(
        "local_rules.Use.entered_by",
        "Wat je vertelde over het gebruik van instrumenten",
        (("gemeente", "municipality"), ("instrument", "instrument"), ("tekst", "text"), ("op", "entered_at")),
    ),
    Section(
        "local_rules.Use.contact",
        "Waarover collega's jou mogen vragen",
        (("gemeente", "municipality"), ("instrument", "instrument")),
    ),
    Section("local_rules.Import.by", "Lijsten die je inlas", (("bestand", "file_name"), ("op", "at"))),
    Section(
        "local_rules.SurveyLetter.person",
        "Peilingen waarvoor je mail kreeg",
        (("jaar", "year"), ("gemeente", "municipality"), ("op", "sent_at")),
    ),
    Section(
        "local_rules.SurveyAnswer.by",
        "Peilingen die je invulde",
        (("jaar", "year"), ("gemeente", "municipality"), ("opgelegd", "imposed"), ("op", "at")),
    ),
]
ACTS = "staat in het logboek van wie het deed"


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    exporting.exempt("local_rules.Statement.confirmed_by", reason=ACTS)
