"""What this context holds about a person, for that person."""

from woonoverlast.events import retention as forgetting
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section

EVENT = ("bijeenkomst", "event")
SECTIONS = [
    Section(
        "events.SignUp.person",
        "Bijeenkomsten waarvoor je je aanmeldde",
        (
            EVENT,
            ("stand", "get_status_display"),
            ("wat je eruit wilt halen", "wish"),
            ("op", "at"),
            ("was er om", "arrived_at"),
        ),
    ),
    Section("events.Invited.person", "Bijeenkomsten waarvoor je bent uitgenodigd", (EVENT, ("op", "at"))),
    Section("events.Event.made_by", "Bijeenkomsten die je maakte", (("titel", "title"), ("op", "made_at"))),
    Section("events.Speaker.person", "Onderdelen waarin je spreekt", (("onderdeel", "part"), ("als", "role"))),
    Section(
        "events.GroupMail.by",
        "Berichten die je aan deelnemers stuurde",
        (EVENT, ("onderwerp", "subject"), ("op", "at")),
    ),
    Section(
        "events.Request.by",
        "Bijeenkomsten die je aanvroeg",
        (("onderwerp", "title"), ("toelichting", "text"), ("op", "at")),
    ),
    Section(
        "events.Remark.by",
        "Wat je schreef bij een aanvraag",
        (("aanvraag", "request"), ("tekst", "text"), ("op", "at")),
    ),
    Section("events.Event_organisers.person", "Bijeenkomsten die je organiseert", (EVENT,)),
]
ACTS = "staat in het logboek van wie het deed"
EXEMPT = {
    "events.CalendarKey.person": "een geheime sleutel om mee te lezen; intrekken kan op de bladzijde van je kalender",
    "events.Cancellation.by": ACTS,
    "events.Event.organisers": "dezelfde rij als bij wat je organiseert",
    "events.Invited.by": ACTS,
    "events.Request.settled_by": ACTS,
    "events.SignUp.by": "staat bij de aanmelding van wie komt",
    "events.Step.by": "staat bij de aanmelding van wie komt",
}


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    for relation, reason in EXEMPT.items():
        exporting.exempt(relation, reason=reason)
    retention.on_erasure(forgetting.erase)
