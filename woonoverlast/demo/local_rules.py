"""Invented local rules of some sixty municipalities, with sources that say so; who uses what; two years of the survey."""

import random
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules.comparison import model_texts
from woonoverlast.local_rules.models import Answer, CheckedLink, Statement, SurveyAnswer, SurveyLetter, Use
from woonoverlast.people.models import Discipline, Membership, Person, Role

SEED = 1510
MUNICIPALITIES = 60
SOURCE = "Verzonnen voor de voorbeeldomgeving"
ORDERS = ("151d-lod", "151d-lob", "151d-huisverbod")
OTHERS = ("apv", "13b", "174a", "huisvestingswet", "wgv", "buurtbemiddeling", "skaeve-huse")
ARTICLES = ("2:79", "2:79", "2:79", "2:79", "2:49a", "2:77a", "2:80")
EXPERIENCES = (
    ("uses", "yearly", "better", "Het voornemen hielp vaak al. Regel de hulp voordat de brief de deur uit gaat."),
    ("uses", "once", "unknown", "We zijn net begonnen. Het dossier kostte meer tijd dan gedacht."),
    ("used", "once", "same", "De opdracht was te algemeen, dus niemand kon controleren of die werd nageleefd."),
    ("uses", "monthly", "better", "Een vast overleg met politie en corporatie maakte het verschil."),
    ("used", "yearly", "worse", "De ruzie liep op. Achteraf hadden we eerst bemiddeling moeten proberen."),
)


@transaction.atomic
def tell() -> None:
    """Once: nothing happens where anything was said already."""
    if Statement.objects.exists():
        return
    chance = random.Random(SEED)  # noqa: S311 the same every time
    people = coordinators()
    editor = Person.objects.filter(memberships__role=Role.EDITOR).order_by("pk")[0]
    instruments = {one.slug: one for one in Instrument.objects.filter(slug__in=[*ORDERS, *OTHERS])}
    made = [
        one
        for place, membership in enumerate(people)
        for one in statements(chance, place, membership, editor, instruments)
    ]
    Statement.objects.bulk_create(made)
    Use.objects.bulk_create(
        use(place, membership, instruments) for place, membership in enumerate(people) if place % 4 == 0
    )
    survey(chance, people)
    link_that_died()


def coordinators() -> list[Membership]:
    """One for each municipality, sixty municipalities."""
    found = Membership.objects.active().filter(
        organisation__kind=Discipline.MUNICIPALITY, organisation__municipality__valid_to=None
    )
    rows = found.select_related("person", "organisation__municipality").order_by(
        "organisation__municipality__code", "role", "pk"
    )
    first = {row.organisation.municipality_id: row for row in rows}
    return list(first.values())[:MUNICIPALITIES]


def statements(
    chance: random.Random, place: int, membership: Membership, editor: Person, instruments: dict[str, Instrument]
) -> list[Statement]:
    """The three orders stand in one article; of the rest what this one happens to know."""
    answer = chance.choices([Answer.YES, Answer.NO, Answer.PREPARED], [70, 14, 16])[0]
    order = facts(chance, place, membership, answer)
    made = [(slug, order) for slug in ORDERS]
    others = chance.sample(OTHERS, chance.randint(0, 4))
    made += [
        (slug, facts(chance, place, membership, chance.choice([Answer.YES, Answer.YES, Answer.NO]))) for slug in others
    ]
    rows = [Statement(instrument=instruments[slug], **as_policy(said, instruments[slug])) for slug, said in made]
    if chance.random() < 0.8:
        for row in rows:
            row.confirmed_by, row.confirmed_at = editor, row.entered_at + timedelta(days=2)
    if answer == Answer.YES and place % 3 == 0:
        rows[0].text = own_text(place, rows[0].article)
    return rows


def facts(chance: random.Random, place: int, membership: Membership, answer: str) -> dict[str, Any]:
    """Some looked long ago: those are faded."""
    today = timezone.localdate()
    seen = today - timedelta(days=chance.randint(20, 500) if place % 9 else chance.randint(600, 900))
    common: dict[str, Any] = {
        "municipality": membership.organisation.municipality,
        "answer": answer,
        "source": SOURCE,
        "as_of": seen,
        "entered_by": membership.person,
        "entered_at": timezone.now() - (today - seen),
    }
    if answer == Answer.NO:
        return common | {"note": "De raad koos ervoor eerst andere middelen te gebruiken."}
    if answer == Answer.PREPARED:
        return common | {"note": "Het voorstel gaat dit jaar naar de raad."}
    begun = date(chance.randint(2017, 2024), chance.randint(1, 12), 1)
    slug = membership.organisation.municipality.slug if membership.organisation.municipality else ""
    return common | {
        "article": chance.choice(ARTICLES),
        "title": f"Algemene plaatselijke verordening {begun.year}",
        "rule_date": begun - timedelta(days=20),
        "valid_from": begun,
        "url": f"https://regels.example/{slug}/apv",
        "policy_url": f"https://regels.example/{slug}/beleid" if chance.random() < 0.5 else "",
    }


def as_policy(said: dict[str, Any], instrument: Instrument) -> dict[str, Any]:
    """What stands in no general regulation stands in rules of policy, which have no such article."""
    if instrument.slug in (*ORDERS, "apv") or said["answer"] != Answer.YES:
        return said
    return said | {"article": "", "title": f"Beleidsregel: {instrument.name}"[:200]}


def own_text(place: int, article: str) -> str:
    """The example with words of its own."""
    text = model_texts()[ORDERS[0]].text
    if place % 2:
        text = text.replace("ernstige en herhaaldelijke hinder", "ernstige of herhaaldelijke hinder")
    return text + f"\n4. De burgemeester vertelt de raad elk jaar hoe vaak hij artikel {article} heeft gebruikt."


def use(place: int, membership: Membership, instruments: dict[str, Instrument]) -> Use:
    status, frequency, result, text = EXPERIENCES[place // 4 % len(EXPERIENCES)]
    slug = ORDERS[0] if place % 8 == 0 else OTHERS[place // 4 % len(OTHERS)]
    return Use(
        municipality=membership.organisation.municipality,
        instrument=instruments[slug],
        status=status,
        since_year=timezone.localdate().year - 1 - place % 6,
        frequency=frequency,
        result=result,
        text=text,
        contact=membership.person if place % 3 else None,
        entered_by=membership.person,
        entered_at=timezone.now() - timedelta(days=30 + place),
    )


def survey(chance: random.Random, people: list[Membership]) -> None:
    """Two years in a row: everybody was asked, some two in three answered."""
    this_year = timezone.localdate().year
    for year in (this_year - 3, this_year - 2):
        SurveyLetter.objects.bulk_create(
            SurveyLetter(year=year, municipality=one.organisation.municipality, person=one.person) for one in people
        )
        SurveyAnswer.objects.bulk_create(survey_answer(chance, year, one) for one in people if chance.random() < 0.65)


def survey_answer(chance: random.Random, year: int, membership: Membership) -> SurveyAnswer:
    intentions = chance.choices([0, 1, 2, 4, 9, 15], [30, 20, 20, 15, 10, 5])[0]
    imposed = chance.randint(0, intentions)
    return SurveyAnswer(
        year=year,
        municipality=membership.organisation.municipality,
        intentions=intentions,
        imposed=imposed,
        forfeited=chance.randint(0, imposed),
        result=chance.choice(SurveyAnswer.Result.values) if imposed else SurveyAnswer.Result.UNKNOWN,
        by=membership.person,
    )


def link_that_died() -> None:
    """So that the page shows what that looks like; on the demonstration no link is tried."""
    url = Statement.objects.exclude(url="").order_by("pk").values_list("url", flat=True)[0]
    since = timezone.now() - timedelta(days=23)
    CheckedLink.objects.create(url=url, checked_at=timezone.now(), broken_since=since, why="de site zegt: fout 404")
