"""What this context holds about a person, for that person. What was written together stays, with the name as it is shown."""

from woonoverlast.people import exporting
from woonoverlast.people.exporting import Section

PRACTICE = ("praktijkvoorbeeld", "practice")
SECTIONS = [
    Section("practices.Writer.person", "Praktijkvoorbeelden waaraan je meeschrijft", (PRACTICE, ("sinds", "at"))),
    Section("practices.Revision.by", "Teksten van praktijkvoorbeelden die je schreef", (PRACTICE, ("op", "at"))),
    Section(
        "practices.Review.by",
        "Praktijkvoorbeelden die je nakeek",
        (("tekst", "revision"), ("toelichting", "text"), ("op", "at")),
    ),
    Section(
        "practices.Use.by",
        "Praktijkvoorbeelden die jouw gemeente gebruikt",
        (PRACTICE, ("sinds", "since"), ("hoe het bevalt", "result")),
    ),
]
ACTS = "staat in het logboek of bij de tekst zelf"


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    for relation in (
        "practices.Writer.added_by",
        "practices.Practice.started_by",
        "practices.Publication.by",
        "practices.Revision.contact",
        "practices.Practice_writers.person",
        "practices.Practice.writers",
    ):
        exporting.exempt(relation, reason=ACTS)
