"""What came after the events of the demonstration: who was there, materials, evaluations, certificates and learning tracks."""

import random
from datetime import timedelta
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from woonoverlast.attendance.models import (
    Attendance,
    Certificate,
    EvaluationAnswer,
    EvaluationRound,
    EvaluationTurn,
    How,
    Material,
    RaisedQuestion,
    Track,
    TrackItem,
)
from woonoverlast.demo import accounts
from woonoverlast.demo.forum_topics import markup
from woonoverlast.events.models import Event, Kind, SignUp, Status
from woonoverlast.lib import richtext, searching
from woonoverlast.people.models import Person

SEED = 20180214
CAME = 0.86
DIFFERENTLY = (
    "Ik bel de partners voortaan voordat er een dossier ligt.",
    "Eerst het doel, dan pas het instrument.",
    "We zetten de afspraken op één blad.",
    "De bewoner binnen een week terugbellen.",
    "Met de corporatie samen op huisbezoek.",
    "",
)
BETTER = (
    "Meer tijd voor vragen.",
    "Een kortere inleiding.",
    "Het parkeren was lastig.",
    "Graag de dia's vooraf.",
    "",
    "",
)
MINUTES = """
Wat we bespraken: wie neemt de leiding als de zaak vastloopt, en hoe weet iedereen dat?

De drie adviezen die het vaakst terugkwamen: spreek af wie belt, schrijf op wanneer de zaak klaar is, en kijk na drie maanden terug.
"""
QUESTIONS = (
    ("Wie betaalt de nazorg als de corporatie het contract beëindigt?", ""),
    ("Hoe leg je vast dat een bewoner de afspraken begrepen heeft?", "/forum/"),
)
SLIDES = """
#set page(width: 254mm, height: 143mm, margin: 18mm, fill: white)
#set text(font: "Libertinus Serif", size: 20pt, lang: "nl")
#set document(title: sys.inputs.title)
#text(12pt, fill: rgb("#a4461c"))[Voorbeeld, verzonnen inhoud]
= #sys.inputs.title
#sys.inputs.summary
#pagebreak()
== Wat werkt?
- Eén iemand heeft de leiding
- Afspraken staan op één blad
- Na drie maanden kijkt iedereen terug
"""


@transaction.atomic
def add() -> int:
    """Returns how many people were there in all; 0 where there is something already."""
    if Attendance.objects.exists():
        return 0
    chance = random.Random(SEED)  # noqa: S311 the same every time
    editor = Person.objects.get(email=accounts.EDITOR.email)
    past = Event.objects.going_on().past().order_by("starts_at")
    came = sum(after(event, editor, chance) for event in past)
    add_tracks(editor)
    searching.changed(*Material.objects.all())
    return came


def after(event: Event, editor: Person, chance: random.Random) -> int:
    present = arrive(event, chance)
    if event.series_id is None:
        add_materials(event, editor)
        evaluate(event, present, chance)
    if event.kind in {Kind.TRAINING, Kind.WORKSHOP}:
        certify(event, present, editor)
    return len(present)


def arrive(event: Event, chance: random.Random) -> list[SignUp]:
    """Most of who had a place; the accounts that visitors log in with always."""
    fixed = {accounts.MEMBER.email, accounts.COORDINATOR.email}
    placed = event.sign_ups.filter(status=Status.PLACE).select_related("person")
    present = [s for s in placed if s.email in fixed or chance.random() < CAME]
    how = How.CODE if event.online and not event.location else How.SCANNED
    Attendance.objects.bulk_create(
        Attendance(sign_up=s, at=event.starts_at + timedelta(minutes=chance.randrange(-20, 8)), how=how)
        for s in present
    )
    return present


def add_materials(event: Event, editor: Person) -> None:
    at = event.ends_at + timedelta(days=2)
    common: dict[str, Any] = {"event": event, "by": editor, "at": at}
    slides = slides_of(event)
    file = ContentFile(slides, name=f"presentatie-{event.pk}.pdf")
    Material.objects.create(
        kind=Material.Kind.FILE, title="Presentatie", file=file, name="presentatie.pdf", media_type="application/pdf",
        size=len(slides), text=f"{event.title}. {event.summary}", seen_by=Material.Seen.MEMBERS, **common,
    )  # fmt: skip
    body = markup(MINUTES)
    Material.objects.create(
        kind=Material.Kind.MINUTES, title="Verslag in het kort", body=body, text=richtext.plain(body), seen_by=Material.Seen.MEMBERS, **common
    )  # fmt: skip
    if event.online:
        Material.objects.create(
            kind=Material.Kind.LINK, title="Opname", url=f"https://video.woonoverlast.example/{event.pk}",
            seen_by=Material.Seen.PARTICIPANTS, **common,
        )  # fmt: skip
    RaisedQuestion.objects.bulk_create(
        RaisedQuestion(event=event, text=text, by=editor, at=at, became=became) for text, became in QUESTIONS
    )


def slides_of(event: Event) -> bytes:
    words = {"title": event.title, "summary": event.summary}
    made = typst.compile(SLIDES.encode(), format="pdf", sys_inputs=words)
    assert isinstance(made, bytes)
    return made


def evaluate(event: Event, present: list[SignUp], chance: random.Random) -> None:
    """Six of ten answer."""
    day = timezone.localtime(event.ends_at).date() + timedelta(days=1)
    EvaluationRound.objects.create(event=event, at=event.ends_at + timedelta(days=1))
    answered = {s.pk for s in present if chance.random() < 0.6}
    EvaluationTurn.objects.bulk_create(
        EvaluationTurn(sign_up=s, asked_on=day, answered_on=day + timedelta(days=2) if s.pk in answered else None)
        for s in present
    )
    EvaluationAnswer.objects.bulk_create(opinion(event, chance) for _ in answered)


def opinion(event: Event, chance: random.Random) -> EvaluationAnswer:
    return EvaluationAnswer(
        event=event,
        grade=chance.choice((6, 7, 7, 8, 8, 8, 9)),
        useful=chance.choice((3, 4, 4, 5)),
        differently=chance.choice(DIFFERENTLY),
        better=chance.choice(BETTER),
    )


def certify(event: Event, present: list[SignUp], editor: Person) -> None:
    at = event.ends_at + timedelta(days=3)
    Certificate.objects.bulk_create(
        Certificate(
            sign_up=s, person=s.person, name=s.name, title=event.title, held_on=timezone.localtime(event.starts_at).date(),
            minutes=(event.ends_at - event.starts_at).seconds // 60, organiser="Platform Woonoverlast",
            issued_at=at, issued_by=editor, told_at=at,
        )
        for s in present
    )  # fmt: skip


TRACKS: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "basis",
        "Basis woonoverlast",
        "Drie dagen voor wie nieuw is in het vak: de keten, de instrumenten, en wat er na afloop komt.",
        (
            ("De keten", "Wie doet wat, en wat mag je delen?", "Basistraining woonoverlast, dag 1"),
            ("Instrumenten", "Licht waar het kan, zwaar waar het moet.", "Basistraining woonoverlast, dag 2"),
            ("Nazorg en leren", "De zaak is dicht. En nu?", "Basistraining woonoverlast, dag 3"),
        ),
    ),
    (
        "regie",
        "Regie nemen",
        "Voor wie in de gemeente de leiding heeft. Je maakt je eigen werkwijze en je plan.",
        (
            ("De route van een melding", "Teken hem uit voor je eigen gemeente.", "Regie nemen"),
            ("Een plan van aanpak", "Doelen, getallen en namen op papier.", "Een plan van aanpak"),
            ("Eén keer meedoen aan het spreekuur", "Breng je eigen vraag in.", "Digitaal spreekuur"),
        ),
    ),
)


def add_tracks(editor: Person) -> None:
    for slug, title, description, items in TRACKS:
        track = Track.objects.create(
            slug=slug,
            title=title,
            description=description,
            made_by=editor,
            published_at=timezone.now() - timedelta(days=200),
        )
        for position, (name, text, begins) in enumerate(items, 1):
            item = TrackItem.objects.create(track=track, position=position, title=name, text=text)
            item.events.set(Event.objects.published().filter(title__startswith=begins))
