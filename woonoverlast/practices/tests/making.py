"""Practices for tests."""

from woonoverlast.instruments.models import Instrument
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast
from woonoverlast.practices import reviewing, writing
from woonoverlast.practices.models import Practice, Revision
from woonoverlast.practices.worksheet import NAMES


def texts(**changes: object) -> dict[str, object]:
    return {
        **{name: f"Tekst over {name}." for name in NAMES},
        "summary": "Elke maandag een uur overleg met drie partners.",
        "nuisance": ["GEL"],
        "housing": ["social"],
        "instruments": list(Instrument.objects.filter(slug="huisbezoek-gesprek")),
        "contact": None,
        **changes,
    }


def begun(cast: Cast, title: str = "Maandagoverleg") -> Practice:
    return writing.begin(title=title, summary="Een uur per week.", organisation=cast.here, by=cast.member)


def written(cast: Cast, title: str = "Maandagoverleg", **changes: object) -> Practice:
    practice = begun(cast, title)
    writing.write_on(practice, texts(**changes), title=title, read=1, by=cast.member)
    return Practice.objects.get(pk=practice.pk)


def waiting(cast: Cast, title: str = "Maandagoverleg", **changes: object) -> Practice:
    practice = written(cast, title, **changes)
    writing.hand_in(practice, by=cast.member)
    return practice


def agreed(cast: Cast, title: str = "Maandagoverleg", **changes: object) -> Revision:
    practice = waiting(cast, title, **changes)
    for person in (cast.outsider, cast.other_steward):
        reviewing.review(practice.newest, agrees=True, text="", by=fresh(person))
    return practice.newest


def published(cast: Cast, title: str = "Maandagoverleg", **changes: object) -> Practice:
    revision = agreed(cast, title, **changes)
    reviewing.publish(revision, evidence=1, effect="+", note="Eén plek, goed beschreven.", by=cast.editor)
    return Practice.objects.get(pk=revision.practice_id)


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)
