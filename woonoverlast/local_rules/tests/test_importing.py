"""An editor reads in a list: what each row is first, then the good rows or none."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from woonoverlast.local_rules.models import Answer, Import, Statement
from woonoverlast.local_rules.tests.making import elsewhere, here, say
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db
HEAD = "gemeente;instrument;opgave;artikel;bron;vastgesteld_op;nagekeken_op;toelichting"


def upload(client: Client, content: bytes, name: str = "lijst.csv") -> Import | None:
    client.post("/lokale-regels/importeren/", {"file": SimpleUploadedFile(name, content)})
    return Import.objects.order_by("pk").last()


def lines(cast: Cast) -> bytes:
    return "\n".join(
        [
            HEAD,
            f"{here(cast).name};151d-lod;ja;2:79;Raadsbesluit;1-5-2023;;",
            f"{elsewhere(cast).name};151d-lod;nee;;;;2026-11-01;",
            "Nergenshuizen;151d-lod;ja;2:79;Website;;;",
            f"{here(cast).name};mediation;ja;1;Website;;;",
            f"{here(cast).name};13b;ja;;;31-02-2023;;Bel de melder op 06-28371940 na vijf uur.",
            f"{here(cast).name};151d-lod;nee;;;;;",
            ";;;;;;;",
        ]
    ).encode()


def test_each_row_is_told_and_nothing_is_read_in_yet(cast: Cast) -> None:
    editor = logged_in(cast.editor)
    kept = upload(editor, lines(cast))
    assert kept
    shown = text_of(editor.get(kept.get_absolute_url()))
    assert "2 regels zijn goed, 4 niet." in shown
    assert "we kennen deze gemeente niet" in shown
    assert "dit instrument staat niet in het register" in shown
    assert "staat ook in regel 2" in shown
    assert [row[0] for row in kept.report] == [2, 3, 4, 5, 6, 7]
    assert not Statement.objects.exists()


def test_what_was_held_is_not_kept(cast: Cast) -> None:
    kept = upload(logged_in(cast.editor), lines(cast))
    assert kept
    assert "28371940" not in str(kept.report) + str(kept.good)
    assert "gegeven van een persoon" in str(kept.report)
    assert "Vastgesteld op" in str(kept.report)


def test_good_rows_go_in_once(cast: Cast) -> None:
    editor = logged_in(cast.editor)
    kept = upload(editor, lines(cast))
    assert kept
    assert "2 opgaven staan in het register." in text_of(editor.post(f"{kept.get_absolute_url()}inlezen/", follow=True))
    said = Statement.objects.standing().get(municipality=here(cast))
    assert (said.answer, str(said.rule_date), said.as_of) == (Answer.YES, "2023-05-01", timezone.localdate())
    assert said.confirmed_by == cast.editor
    assert str(Statement.objects.get(municipality=elsewhere(cast)).as_of) == "2026-11-01"
    assert "al ingelezen" in text_of(editor.post(f"{kept.get_absolute_url()}inlezen/", follow=True))
    assert Statement.objects.count() == 2


def test_none_can_be_chosen(cast: Cast) -> None:
    editor = logged_in(cast.editor)
    kept = upload(editor, lines(cast))
    assert kept
    editor.post(f"{kept.get_absolute_url()}weg/")
    assert not Import.objects.exists()
    assert not Statement.objects.exists()


def test_newer_statement_in_the_register_is_not_replaced(cast: Cast) -> None:
    say(elsewhere(cast), as_of=timezone.localdate())
    kept = upload(logged_in(cast.editor), lines(cast))
    assert kept
    assert "nieuwere opgave" in str(kept.report)


def test_own_download_can_be_read_in_again(cast: Cast) -> None:
    say(here(cast), title="APV 2024")
    editor = logged_in(cast.editor)
    kept = upload(editor, editor.get("/lokale-regels/lokale-regels.csv").content)
    assert kept
    assert [row[2] for row in kept.report] == [["staat al zo in het register"]]


def test_workbook_is_read(cast: Cast) -> None:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["gemeentecode", "instrument", "antwoord", "artikel", "link", "vastgesteld op"])
    sheet.append([here(cast).code, "151d-lod", "ja", "2:79", "https://regels.example/", timezone.localdate()])
    book.save(file)
    kept = upload(logged_in(cast.editor), file.getvalue(), "lijst.xlsx")
    assert kept
    assert [row[2] for row in kept.report] == [[]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"a;b\n1;2", "kolomnamen"),
        (HEAD.encode(), "staat niets"),
        (b"PK\x03\x04kapot", "Excel"),
        (b"\x00\x01", "geen lijst"),
    ],
)
def test_what_is_no_list_says_why(cast: Cast, content: bytes, says: str) -> None:
    answer = logged_in(cast.editor).post(
        "/lokale-regels/importeren/", {"file": SimpleUploadedFile("lijst.csv", content)}
    )
    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors["file"])


def test_members_read_nothing_in(cast: Cast) -> None:
    assert logged_in(cast.coordinator).get("/lokale-regels/importeren/").status_code == 403
