"""What this context holds about a person, for that person."""

from woonoverlast.people import exporting
from woonoverlast.people.exporting import Section

SECTIONS = [
    Section(
        "instruments.Doubt.by",
        "Wat je over instrumenten meldde",
        (("instrument", "instrument"), ("tekst", "text"), ("antwoord", "answer"), ("op", "at")),
    ),
    Section(
        "instruments.Version.written_by", "Instrumenten die je beschreef", (("wat", "instrument"), ("op", "written_at"))
    ),
    Section("instruments.Instrument.owner", "Instrumenten die je beheert", (("instrument", "name"),)),
]
ACTS = "staat in het logboek van wie het deed"


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    exporting.exempt("instruments.Doubt.settled_by", reason=ACTS)
    exporting.exempt("instruments.Review.recorded_by", reason=ACTS)
