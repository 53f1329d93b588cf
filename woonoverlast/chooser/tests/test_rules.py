"""The table of rules: read, checked over all combinations, and replaced by editors."""

import io
from collections import Counter
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from woonoverlast.chooser import rules
from woonoverlast.chooser.loading import RULES_FILE, load_rules, tracks
from woonoverlast.chooser.models import RuleTable
from woonoverlast.chooser.questions import DIMENSIONS, NAMES, QUESTIONS
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db

TEXT = RULES_FILE.read_text(encoding="utf-8")


def table_without(number: int) -> str:
    return "\n".join(line for line in TEXT.splitlines() if not line.startswith(f"{number};")) + "\n"


def test_table_of_the_platform_is_whole() -> None:
    made, wrong = rules.read(TEXT)
    assert wrong == []
    assert rules.check(made, tracks()) == []


def test_masks_agree_with_reading_each_rule() -> None:
    """An independent count over all combinations: what the bits say is what the rules say one by one."""
    made, _ = rules.read(TEXT)
    table = rules.table(made, tracks())
    counted: Counter[bool] = Counter()
    for codes in product(*(list(question.answers)[::2] for question in QUESTIONS)):
        answers = dict(zip(NAMES, codes, strict=True))
        one_by_one = [rule for rule in made if all(answers[name] in rule.where[name] for name in NAMES)]
        plain = sorted((rule for rule in one_by_one if "onbekend" in rule.where["regel"]), key=rules.order)
        counted[table.matching(answers, {}) == plain] += 1
    assert set(counted) == {True}


@pytest.mark.parametrize(("number", "side"), [(21, "hulp"), (120, "drang")])
def test_a_gap_is_found(number: int, side: str) -> None:
    made, _ = rules.read(table_without(number))
    found = rules.gaps(made, tracks())
    assert any(f"Geen stap voor {side}" in complaint.text for complaint in found)


def test_what_depends_on_the_municipality_fills_no_gap() -> None:
    text = "".join(
        line.replace(";*;*;*;gevaar;*;*;", ";*;*;*;gevaar;*;ja;") if line.startswith("120;") else line
        for line in TEXT.splitlines(keepends=True)
    )
    made, _ = rules.read(text)
    assert rules.gaps(made, tracks())


def test_a_contradiction_names_both_rules() -> None:
    made, _ = rules.read(TEXT + "999;buurtbemiddeling;niet;0;GEL;social;lifestyle;last;niets;*;Omdat.;Test\n")
    found = rules.contradictions(made)
    assert [complaint.numbers for complaint in found] == [(10, 999)]
    assert "nummer 10 zegt ‘nu’ en nummer 999 ‘niet’" in found[0].text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("999;bestaat-niet;nu;1;*;*;*;*;*;*;Omdat.;Test", "Het instrument ‘bestaat-niet’ bestaat niet."),
        ("999;logboek;misschien;1;*;*;*;*;*;*;Omdat.;Test", "‘misschien’ is geen advies"),
        ("999;logboek;nu;1;HERRIE;*;*;*;*;*;Omdat.;Test", "soort kent ‘HERRIE’ niet"),
        ("999;logboek;nu;1;*;*;*;*;*;*;;Test", "reden is leeg"),
        ("10;logboek;nu;1;*;*;*;*;*;*;Omdat.;Test", "Nummer 10 komt twee keer voor"),
        ("abc;logboek;nu;1;*;*;*;*;*;*;Omdat.;Test", "‘abc’ is geen nummer"),
        ("999;logboek;nu;1;*;*;*;*;*;*;Bel de melder op 06-28371940.;Test", "06-28371940"),
        ("²;logboek;nu;1;*;*;*;*;*;*;Omdat.;Test", "‘²’ is geen nummer"),
    ],
)
def test_editor_reads_what_is_wrong(cast: Cast, line: str, message: str) -> None:
    answer = send(cast, TEXT + line + "\n")
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert "Een proef" in answer.content.decode()
    assert RuleTable.objects.count() == 1


def send(cast: Cast, text: str, *, days: int = 3) -> Any:
    table = SimpleUploadedFile("regels.csv", text.encode("utf-8-sig"), content_type="text/csv")
    day = timezone.localdate() + timedelta(days=days)
    form = {"note": "Een proef", "valid_from": day.isoformat(), "table": table}
    return logged_in(cast.editor).post("/keuzehulp/regels/nieuw/", form)


def test_editor_replaces_the_table_from_a_day_on(cast: Cast, client: Client) -> None:
    text = client.get("/keuzehulp/regels.csv").content.decode("utf-8-sig")
    answer = send(cast, text.replace("Met een neutrale derde erbij lukt praten vaak wel.", "Met een derde erbij."))
    assert answer.status_code == 302, text_of(answer)
    old, new = RuleTable.objects.order_by("valid_to")
    assert old.valid_to == new.valid_from
    assert "Met een neutrale derde erbij" in text_of(client.get("/keuzehulp/regels/"))
    assert "Met een derde erbij." in new.text
    assert load_rules() is False
    again = send(cast, text)
    assert "Er staat al een tabel klaar" in text_of(again)


def test_table_of_today_cannot_be_replaced(cast: Cast) -> None:
    assert "Kies een dag na vandaag" in text_of(send(cast, TEXT, days=0))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"a;b;c\n", b"\x00" * 50])
def test_file_that_is_no_table_is_refused(cast: Cast, content: bytes) -> None:
    sent = io.BytesIO(content)
    sent.name = "regels.csv"
    form = {"note": "Een proef", "valid_from": (timezone.localdate() + timedelta(days=3)).isoformat(), "table": sent}
    assert logged_in(cast.editor).post("/keuzehulp/regels/nieuw/", form).status_code == 422


def test_every_rule_can_be_read_with_its_source(client: Client) -> None:
    page = client.get("/keuzehulp/regels/").content.decode()
    made, _ = rules.read(TEXT)
    assert all(f'id="regel-{rule.number}"' in page for rule in made)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    rules.read(";".join(rules.HEADER) + "\n" + text)
    rules.read(text)


def test_number_of_questions_to_the_database(client: Client, django_assert_max_num_queries: Any) -> None:
    path = "/keuzehulp/?soort=GEL&bewoning=social&oorzaak=lifestyle&ernst=overlast&gedaan=niets"
    client.get(path)
    with django_assert_max_num_queries(4):
        client.get(path)


def test_dimensions_have_words_for_every_code() -> None:
    assert all(text and code for known in DIMENSIONS.values() for code, text in known.items())
