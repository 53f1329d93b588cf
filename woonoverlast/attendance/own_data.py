"""What this context holds about a person, for that person."""

from woonoverlast.attendance import retention as forgetting
from woonoverlast.events.own_data import ACTS
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section

SECTIONS = [
    Section(
        "attendance.Certificate.person",
        "Je certificaten",
        (("titel", "title"), ("datum", "held_on"), ("uitgegeven op", "issued_at"), ("ingetrokken op", "withdrawn_at")),
    ),
    Section("attendance.Material.by", "Materialen die je plaatste", (("titel", "title"), ("op", "at"))),
    Section(
        "attendance.RaisedQuestion.by", "Vragen die je bij een bijeenkomst noteerde", (("vraag", "text"), ("op", "at"))
    ),
]
EXEMPT = {
    "attendance.Attendance.by": "staat bij de aanmelding van wie er was",
    "attendance.Certificate.issued_by": "staat bij het certificaat van wie er was",
    "attendance.Certificate.withdrawn_by": "staat bij het certificaat van wie er was",
    "attendance.RaisedQuestion.became_by": ACTS,
    "attendance.Reading.by": "staat bij de aanmelding van wie er was, en is na dertig dagen weg",
    "attendance.Track.made_by": ACTS,
}


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    for relation, reason in EXEMPT.items():
        exporting.exempt(relation, reason=reason)
    retention.on_erasure(forgetting.erase)
