"""What is kept of the day of an event, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.attendance import models
from woonoverlast.attendance.models import Certificate, Material, RaisedQuestion, Track, TrackItem
from woonoverlast.attendance.tests.addresses import attended
from woonoverlast.attendance.tests.day import over
from woonoverlast.events.models import Event
from woonoverlast.people.testing import EVERYBODY, MEMBERS, Cast, Planted, Words

PAGES = ("", "materiaal/", "vraag/", "evaluatie/")
NOBODY = {
    models.EvaluationRound: "a moment and a count",
    models.EvaluationTurn: "who may answer, without a word",
    models.EvaluationAnswer: "shows in counts from five answers on; test_evaluation looks who reads it",
    models.Attendance: "who came; test_check_in looks who reads it",
    models.Reading: "a reading of a badge, without a word",
}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    place = attended(cast)
    event, path = place.event, place.event.get_absolute_url()
    for why, seen_by, seen in (
        ("for everybody", EVERYBODY, "everybody"),
        ("for members", MEMBERS, "members"),
        ("for who took part", frozenset({"member", "editor"}), "participants"),
    ):
        title = word()
        made = Material.objects.create(
            event=event, kind="minutes", title=f"Stuk {title}", body=f"<p>{title}</p>", seen_by=seen, by=cast.editor
        )
        yield Planted(
            Material,
            why,
            title,
            seen_by,
            (path,),
            (f"/agenda/materiaal/{made.pk}/", f"/agenda/materiaal/{made.pk}/wijzigen/"),
        )
    hidden = over(cast.editor)
    Event.objects.filter(pk=hidden.pk).update(members_only=True)
    title = word()
    url = f"https://video.example/{title}"
    link = Material.objects.create(
        event=hidden, kind="link", title="Opname", url=url, seen_by="everybody", by=cast.editor
    )
    yield Planted(Material, "of an event for members", title, MEMBERS, (), (f"/agenda/materiaal/{link.pk}/",))
    for why, seen_by, of in (("of an event", EVERYBODY, event), ("of an event for members", MEMBERS, hidden)):
        question = word()
        RaisedQuestion.objects.create(event=of, text=f"Vraag {question}?", by=cast.editor)
        yield Planted(
            RaisedQuestion,
            why,
            question,
            seen_by,
            (of.get_absolute_url(),),
            tuple(f"{of.get_absolute_url()}na-afloop/{name}" for name in PAGES),
        )
    name = word()
    Certificate.objects.filter(sign_up=place).update(title=f"Cursus {name}")
    mine = f"/agenda/mijn/certificaten/{place.certificates.get().pk}.pdf"
    yield Planted(
        Certificate, "of a member", name, frozenset({"member"}), ("/account/gegevens/",), (mine, "/agenda/mijn/")
    )
    for why, seen_by, at in (("published", EVERYBODY, timezone.now()), ("not published", frozenset({"editor"}), None)):
        title, item = word(), word()
        track = Track.objects.create(
            slug=why.replace(" ", "-"), title=f"Lijn {title}", made_by=cast.editor, published_at=at
        )
        TrackItem.objects.create(track=track, title=f"Begin {item}")
        yield Planted(
            Track,
            why,
            title,
            seen_by,
            (track.get_absolute_url(),),
            ("/agenda/leerlijnen/", *(f"{track.get_absolute_url()}{name}/" for name in ("wijzigen", "onderdelen"))),
        )
        yield Planted(TrackItem, f"of a track {why}", item, seen_by, (track.get_absolute_url(),))
