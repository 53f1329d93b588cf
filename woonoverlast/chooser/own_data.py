"""What this context holds about a person, for that person. What somebody answers to the questions is kept nowhere."""

from woonoverlast.people import exporting
from woonoverlast.people.exporting import Section

SECTION = Section(
    "chooser.RuleTable.written_by", "Tabellen van de keuzehulp die je schreef", (("wat", "note"), ("op", "written_at"))
)


def register() -> None:
    exporting.register(SECTION)
