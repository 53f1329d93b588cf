"""What of the agenda somebody may meet, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.events import feeds, links, models, signing_up
from woonoverlast.events.models import (
    Answer,
    Audience,
    Cancellation,
    Event,
    GroupMail,
    Part,
    Question,
    Remark,
    Reminder,
    Request,
    Series,
    SignUp,
    Speaker,
    Step,
)
from woonoverlast.events.signing_up import Wish
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.testing import EVERYBODY, MEMBERS, Cast, Planted, Secret, Words

NOBODY = {
    models.CalendarKey: "is in the addresses of the secrets here",
    models.Told: "says what was told, and holds no words",
    models.Invited: "says who was invited, by a name that is planted elsewhere",
    models.Reminded: "says who was reminded, and holds no words",
}
PAGES = (
    "organiseren/ wijzigen/ afzegging/ reeks/ programma/ uitgenodigd/ deelnemers/ deelnemers/erbij/ aanmelden/ gast/"
    " inchecken/ inchecken/aan-de-deur/ inchecken/scherm/ ik-ben-er/ na-afloop/"
).split()
ORGANISERS = frozenset({"member", "editor"})


def plant(cast: Cast, word: Words) -> Iterator[Planted | Secret]:
    yield from events(cast, word)
    yield from inside(cast, word)
    yield from requests(cast, word)


def events(cast: Cast, word: Words) -> Iterator[Planted]:
    for why, seen_by, fields in (
        ("that everybody may read", EVERYBODY, {"audience": Audience.EVERYBODY}),
        ("for members", MEMBERS, {"members_only": True}),
        ("not published", frozenset({"outsider", "editor"}), {"published": False}),
    ):
        name = word()
        event = make_event(cast.outsider, title=f"{name} kanariegeel", **fields)
        path = event.get_absolute_url()
        lists = ("/agenda/", "/zoeken/?q=kanariegeel") if event.published_at else ()
        tried = (f"{path}kalender.ics", f"{path}delen.png", "/agenda/agenda.ics")
        yield Planted(Event, why, name, seen_by, (path, *lists), tried)
    name, reason = word(), word()
    series = Series.objects.create(title=f"Reeks {name}")
    event = make_event(cast.member, series=series, members_only=True)
    Cancellation.objects.create(event=event, by=cast.member, reason=f"Omdat {reason}.")
    yield Planted(
        Series,
        "of events for members",
        name,
        MEMBERS,
        (event.get_absolute_url(),),
        (f"/agenda/reeks/{series.pk}/aanmelden/",),
    )
    yield Planted(Cancellation, "of an event for members", reason, MEMBERS, (event.get_absolute_url(),))


def inside(cast: Cast, word: Words) -> Iterator[Planted | Secret]:
    event = make_event(cast.member, members_only=True)
    path = event.get_absolute_url()
    part, speaker, label, said, wish, shared, step, mail, text = (word() for _ in range(9))
    made = Part.objects.create(event=event, title=f"Deel {part}")
    Speaker.objects.create(part=made, name=f"Spreker {speaker}")
    question = Question.objects.create(event=event, label=f"Vraag {label}?")
    place = signing_up.sign_up(event, cast.colleague, by=cast.colleague, wish=Wish(f"Wens {wish}", False))
    signing_up.sign_up(event, cast.executive, by=cast.executive, wish=Wish(f"Wens {shared}", True))
    Answer.objects.create(question=question, sign_up=place, text=f"Antwoord {said}")
    Step.objects.create(sign_up=place, code=Step.Code.choices[0][0], why=f"Omdat {step}")
    reminder = Reminder.objects.create(
        event=event, hours=24, whom="place", subject=f"Let op {text}", text=f"Tekst {text}."
    )
    GroupMail.objects.create(
        event=event, by=cast.member, whom="place", subject=f"Bericht {mail}", text=f"Tekst {mail}."
    )
    yield Planted(Part, "of an event for members", part, MEMBERS, (path,))
    yield Planted(Speaker, "of an event for members", speaker, MEMBERS, (path,))
    yield Planted(Question, "of an event for members", label, MEMBERS, (), (f"{path}vragen/", f"{path}aanmelden/"))
    yield Planted(
        Part,
        "in the pages of the organiser",
        part,
        MEMBERS,
        (),
        tuple(f"{path}{name}" for name in [*PAGES, f"programma/{made.pk}/"]),
    )
    its = (f"/agenda/aanmelding/{place.pk}/", f"{path}deelnemers.csv", f"{path}deelnemers.xlsx")
    yield Planted(SignUp, "a wish for the organiser", wish, ORGANISERS | {"colleague"}, (), its)
    yield Planted(Answer, "of a participant", said, ORGANISERS, its)
    yield Planted(Step, "of a participant", step, ORGANISERS, (its[0], f"{path}verloop/"))
    yield Planted(
        Reminder,
        "of the organiser",
        text,
        ORGANISERS,
        (f"{path}herinneringen/",),
        (f"/agenda/herinneringen/{reminder.pk}/",),
    )
    yield Planted(GroupMail, "of the organiser", mail, ORGANISERS, (f"{path}bericht/",))
    feeds.renew(cast.colleague)
    closed = feeds.address_key(cast.colleague)
    feeds.renew(cast.colleague)
    yield Secret(f"/agenda/mijn/{closed}.ics", None)
    yield Secret(f"/agenda/mijn/{feeds.address_key(cast.colleague)}.ics", "colleague")
    yield Secret(links.path(place), "colleague")


def requests(cast: Cast, word: Words) -> Iterator[Planted]:
    for role in ("member", "outsider"):
        name, remark = word(), word()
        asked = Request.objects.create(
            kind=Request.Kind.WORKSHOP,
            title=f"Hulp {name}",
            text=f"Bij {name}.",
            by=getattr(cast, role),
            at=timezone.now(),
        )
        Remark.objects.create(request=asked, by=cast.editor, text=f"Over {remark}.")
        who, path = frozenset({role, "editor"}), f"/agenda/aanvragen/{asked.pk}/"
        yield Planted(Request, f"of a {role}", name, who, (path, "/agenda/aanvragen/"))
        yield Planted(Remark, f"to a {role}", remark, who, (path,))
