"""How well searching finds: a fixed set of questions over a fixed collection, with a floor."""

import pytest

from woonoverlast.instruments.models import Instrument
from woonoverlast.people.testing import make_person, municipal_organisation
from woonoverlast.places.models import Municipality
from woonoverlast.search.tests import corpus
from woonoverlast.search.tests.corpus import TOP, Asked

FLOOR = 0.95
FEWEST = 150


def test_the_expected_answer_is_in_the_top_three(places: None, capsys: pytest.CaptureFixture[str]) -> None:
    home = municipal_organisation(Municipality.objects.get(slug="groningen"))
    reader = make_person("reader", home)
    corpus.fill(reader)
    asked = corpus.questions()
    found = {question: corpus.top_of(question, reader) for question in asked}
    missed = [question for question in asked if not corpus.is_met(question, found[question])]
    report = told(len(asked), missed, found)
    with capsys.disabled():
        print(report)  # noqa: T201 the score is what this test is for
    assert len(asked) >= FEWEST
    assert len(missed) <= (1 - FLOOR) * len(asked), report


def told(total: int, missed: list[Asked], found: dict[Asked, list[str]]) -> str:
    head = f"\nZoeken: bij {total - len(missed)} van {total} vragen ({1 - len(missed) / total:.1%}) in de top {TOP}."
    lines = [f"  {q.query} ({q.why}): {q.expected[0]!r}, gevonden {found[q]}" for q in missed]
    return "\n".join([head, *lines])


@pytest.mark.django_db
def test_every_expected_title_exists() -> None:
    titles = {row["title"] for row in corpus.rows("corpus.csv")} | set(corpus.ORGANISATIONS)
    places = {title for q in corpus.questions() if q.why == "place" for title in q.expected}
    wanted = {title for q in corpus.questions() for title in q.expected}
    instruments = set(Instrument.objects.values_list("name", flat=True))
    assert wanted - titles - places - instruments == set()


def test_a_wrong_answer_counts_as_missed() -> None:
    asked = Asked("x", "word", ("Goed",))
    assert corpus.is_met(asked, ["Fout", "Goed"])
    assert not corpus.is_met(asked, ["Fout"])
