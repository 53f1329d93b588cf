"""What this context holds about a person: shown to that person."""

from woonoverlast.forum.own_data import MODERATION, POST, WHEN, section
from woonoverlast.people import exporting

SECTIONS = [
    section("moderation.Report.by", "Berichten die je meldde", POST, ("toelichting", "text"), ("antwoord", "answer"), WHEN),
    section("moderation.Objection.by", "Wat je moderatoren antwoordde", ("tekst", "text"), ("antwoord", "answer"), WHEN),
]  # fmt: skip


def register() -> None:
    for part in SECTIONS:
        exporting.register(part)
    for relation in ("moderation.Objection.settled_by", "moderation.Report.settled_by"):
        exporting.exempt(relation, reason=MODERATION)
