"""A list of addresses: pasted, CSV or Excel, with a result for every row."""

import contextlib
import io
import random
import time
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from woonoverlast.people import address_lists, batches, caps, inviting, inviting_many, retention
from woonoverlast.people.models import Act, Invitation, InvitationBatch, InvitationLine
from woonoverlast.people.testing import Cast, logged_in

Result = InvitationLine.Result


def send(cast: Cast, content: bytes = b"", *, name: str = "lijst.csv", pasted: str = "") -> Any:
    data: dict[str, Any] = {"pasted": pasted, "note": "Welkom"}
    if content or not pasted:
        data["file"] = SimpleUploadedFile(name, content)
    return logged_in(cast.member).post("/uitnodigen/lijst/", data)


def handled(cast: Cast, content: bytes = b"", **more: Any) -> dict[str, str]:
    assert send(cast, content, **more).status_code == 302
    batch = InvitationBatch.objects.get()
    inviting_many.start_batch(batch)
    batches.handle_batch(batch.pk)
    return dict(batch.lines.values_list("address", "result"))


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_each_row_gets_its_result(cast: Cast) -> None:
    inviting.invite(by=cast.member, email="eerder@elders.example")
    pasted = "nieuw@elders.example\nCOLLEAGUE@werk.example\neerder@elders.example\nfout\nNieuw@elders.example"
    assert handled(cast, pasted=pasted) == {
        "nieuw@elders.example": Result.INVITED,
        "COLLEAGUE@werk.example": Result.MEMBER,
        "eerder@elders.example": Result.ALREADY_INVITED,
        "fout": Result.BAD_ADDRESS,
        "Nieuw@elders.example": Result.DOUBLE,
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lijst.csv", "naam;e-mail\nÉén;een@elders.example\n".encode("latin-1")),
        ("lijst.csv", "naam,e-mail\r\nÉén,een@elders.example\r\n".encode("utf-8-sig")),
        ("lijst.txt", "Één O'Neill <een@elders.example>".encode()),
        ("lijst.csv", "naam\te-mail\nX\teen@elders.example".encode("utf-16")),
        ("lijst.xlsx", workbook([["naam", "e-mail"], ["Één", "een@elders.example"]])),
    ],
)
def test_encodings_and_kinds_of_file(cast: Cast, name: str, content: bytes) -> None:
    assert handled(cast, content, name=name) == {"een@elders.example": Result.INVITED}


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return file.getvalue()


def slow() -> bytes:
    """Small, honest about its size, and one row of a great many cells."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = "<c><v>1</v></c>" * 300_000
    sheet = f"<worksheet {space}><sheetData><row>{cells}</row></sheetData></worksheet>"
    return with_part("xl/worksheets/sheet1.xml", sheet.encode())


def with_part(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["een@elders.example"]]))) as good:
        parts = {entry: good.read(entry) for entry in good.namelist()} | {name: content}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, part in parts.items():
            archive.writestr(entry, part)
    return file.getvalue()


def locked() -> bytes:
    """The flag that says that a part is encrypted."""
    good = bytearray(workbook([["een@elders.example"]]))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = good.find(sign)
        while at >= 0:
            good[at + place] |= 1
            at = good.find(sign, at + 1)
    return bytes(good)


def test_a_workbook_that_takes_long_costs_the_web_process_nothing(cast: Cast) -> None:
    content, start = slow(), time.process_time()
    response = send(cast, content, name="traag.xlsx")
    assert len(content) < 300_000
    assert response.status_code in {302, 422}  # read in time or not
    assert time.process_time() - start < 1


def test_damaged_workbooks_give_a_sentence(cast: Cast) -> None:
    good, chance = workbook([["een@elders.example"]] * 5), random.Random(18)  # noqa: S311 the same damage each time
    for _ in range(12):
        damaged = bytearray(good)
        for _ in range(20):
            damaged[chance.randrange(4, len(good))] = chance.randrange(256)
        with contextlib.suppress(address_lists.Unreadable):
            address_lists.from_file(io.BytesIO(bytes(damaged)), name="lijst.xlsx")
    for part in (b"<worksheet><sheetData><row r='x'><c t='s'><v>99</v></c></row></sheetData></worksheet>", b"<x/>"):
        with pytest.raises(address_lists.Unreadable):
            address_lists.from_file(io.BytesIO(with_part("xl/worksheets/sheet1.xml", part)), name="lijst.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leeg.csv", b"  \n", "leeg"),
        ("plaatje.xlsx", b"\x89PNG\x00\x00", "geen Excel-bestand"),
        ("kapot.xlsx", b"PK\x03\x04 kapot", "niet lezen"),
        ("nul.csv", b"a\x00b", "geen lijst"),
        ("bom.xlsx", bomb(), "te groot"),
        ("wachtwoord.xlsx", locked(), "wachtwoord"),
        ("lijst.pdf", b"%PDF-1.7\n", "Dit is een PDF"),
        ("alleenkop.csv", b"naam;e-mail\n", "geen e-mailadressen"),
    ],
)
def test_unreadable_file_says_why_beside_the_field(cast: Cast, name: str, content: bytes, says: str) -> None:
    response = send(cast, content, name=name)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "Welkom" in response.content.decode()
    assert not InvitationBatch.objects.exists()


def test_ten_thousand_rows_with_bad_ones_among_them(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inviting, "send_mail", lambda *args, **kwargs: 1)
    monkeypatch.setattr(caps, "INVITATIONS", caps.Cap("proef", "mensen uitgenodigd", 10_000, 10_000))
    rows = [f"lid{n}@elders.example" if n % 10 else f"fout {n}" for n in range(10_000)]
    send(cast, "\n".join(rows).encode())
    batch = InvitationBatch.objects.get()
    InvitationLine.objects.filter(batch=batch, number__gt=600).update(result=Result.DOUBLE)  # the first 600 will do
    assert batches.handle_batch(batch.pk) == 540  # what is no address was told before
    assert batch.lines.count() == 10_000
    assert batch.lines.filter(result=Result.BAD_ADDRESS).count() == 60
    assert Invitation.objects.count() == 540
    assert send(cast, "\n".join([*rows, "een@teveel.example"]).encode()).status_code == 422


def test_a_list_reaches_so_many_strangers_a_day_and_editors_see_who_sent_it(cast: Cast) -> None:
    caps.take(caps.INVITATIONS, by=cast.member, count=248)
    found = handled(cast, "\n".join(f"lid{n}@elders.example" for n in range(5)).encode())
    assert list(found.values()).count(Result.TOO_MANY) == 3
    assert len(mail.outbox) == Invitation.objects.count() == 2
    page = logged_in(cast.member).get(f"/uitnodigen/lijst/{InvitationBatch.objects.get().pk}/").content.decode()
    assert "hoogstens 250 mensen" in page
    one = logged_in(cast.member).post("/uitnodigen/een/", {"email": "nog@elders.example"})
    assert "Morgen kun je verder" in one.content.decode()
    assert Act.objects.filter(by=cast.member, verb="bereikte de daglimiet: uitnodigingen").count() == 1


def test_an_error_halfway_loses_nothing_and_invites_nobody_twice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    send(cast, "\n".join(f"lid{n}@elders.example" for n in range(250)).encode())
    batch = InvitationBatch.objects.get()
    real = inviting.try_to_invite

    def fails_at_150(**given: Any) -> Any:
        if given["email"] == "lid150@elders.example":
            raise RuntimeError
        return real(**given)

    monkeypatch.setattr(inviting, "try_to_invite", fails_at_150)
    with pytest.raises(RuntimeError):
        batches.handle_batch(batch.pk)
    assert batch.lines.filter(result=Result.INVITED).count() == 100
    monkeypatch.setattr(inviting, "try_to_invite", real)
    assert batches.handle_batch(batch.pk) == 150
    assert Invitation.objects.count() == 250
    assert len({message.to[0] for message in mail.outbox}) == 250


def test_results_are_for_the_sender_only_and_carry_no_formulas(cast: Cast) -> None:
    handled(cast, pasted="een@elders.example\n=1+1@elders.example")
    path = f"/uitnodigen/lijst/{InvitationBatch.objects.get().pk}/"
    assert logged_in(cast.colleague).get(path).status_code == 404
    assert logged_in(cast.colleague).get(f"{path}resultaten.csv").status_code == 404
    page = logged_in(cast.member).get(path)
    assert "uitgenodigd" in page.content.decode()
    download = logged_in(cast.member).get(f"{path}resultaten.csv").content.decode("utf-8-sig")
    assert "een@elders.example" in download
    assert "'=1+1@elders.example" in download
    assert not any(cell.lstrip('"').startswith("=") for line in download.splitlines() for cell in line.split(";"))


def test_the_longest_list_takes_little_memory(cast: Cast) -> None:
    """Four at a time in one web worker have to stay far from its 200 MB."""
    pasted = "\n".join(f"gast{number}@elders.example" for number in range(address_lists.MAX_ROWS))
    client = logged_in(cast.member)
    client.get("/uitnodigen/lijst/")  # what is loaded once is no part of it
    tracemalloc.start()
    try:
        assert client.post("/uitnodigen/lijst/", {"pasted": pasted}).status_code == 302
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert InvitationLine.objects.count() == address_lists.MAX_ROWS
    assert peak < 6 * 2**20


def test_nothing_is_sent_before_the_sender_has_seen_it(cast: Cast) -> None:
    inviting.invite(by=cast.member, email="eerder@elders.example")
    mail.outbox.clear()
    pasted = "nieuw@elders.example\ncolleague@werk.example\neerder@elders.example\nfout\nNieuw@elders.example"
    path = send(cast, pasted=pasted)["Location"]
    batch = InvitationBatch.objects.get()
    client = logged_in(cast.member)
    page = client.get(path).content.decode()
    assert "Er is nog niets verstuurd" in page
    assert "Verstuur 1 uitnodiging<" in page
    assert list(batch.lines.values_list("result", flat=True)) == [
        Result.WAITING, Result.MEMBER, Result.ALREADY_INVITED, Result.BAD_ADDRESS, Result.DOUBLE,
    ]  # fmt: skip
    assert mail.outbox == []
    assert client.post(f"{path}versturen/").status_code == 302
    assert "al verstuurd" in client.post(f"{path}versturen/", follow=True).content.decode()  # twice sends once
    batches.handle_batch(batch.pk)
    assert [message.to for message in mail.outbox] == [["nieuw@elders.example"]]
    assert "Trek de ene uitnodiging in" in client.get(path).content.decode()
    client.post(f"{path}intrekken/")
    assert not Invitation.objects.pending().filter(email="nieuw@elders.example").exists()
    assert Invitation.objects.pending().filter(email="eerder@elders.example").exists()


def test_a_list_is_thrown_away_by_its_sender_or_after_a_week(cast: Cast) -> None:
    path = send(cast, pasted="nieuw@elders.example")["Location"]
    assert logged_in(cast.colleague).post(f"{path}versturen/").status_code == 404
    logged_in(cast.member).post(f"{path}weg/")
    assert not InvitationBatch.objects.exists()
    send(cast, pasted="nieuw@elders.example")
    assert retention.forget_unsent() == 0
    InvitationBatch.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert retention.forget_unsent() == 1
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("pasted", "rows"),
    [
        ("Jansen, Piet <p.jansen@elders.example>", [(1, "p.jansen@elders.example")]),
        ('"Jansen, Piet" <p@elders.example>; "Vos, A." <a@elders.example>', [(1, "p@elders.example"), (1, "a@elders.example")]),
        ("mailto:p@elders.example", [(1, "p@elders.example")]),
        ("Onze mensen:\n\n- p@elders.example.\n• a@elders.example,", [(1, "Onze mensen:"), (3, "p@elders.example"), (4, "a@elders.example")]),
        ("p@elders.example a@elders.example/b@elders.example", [(1, "p@elders.example"), (1, "a@elders.example/b@elders.example")]),
        ("iemand@gemeente-súdwest.example", [(1, "iemand@gemeente-súdwest.example")]),
    ],
)  # fmt: skip
def test_addresses_are_read_wherever_they_stand(pasted: str, rows: list[tuple[int, str]]) -> None:
    assert address_lists.from_text(pasted).rows == rows


@pytest.mark.parametrize(
    ("content", "column", "rows"),
    [
        ("Leidinggevende;E-mail\nbaas@w.example;p@w.example\n", "E-mail", [(2, "p@w.example")]),
        ("Leidinggevende;Collega\nbaas@w.example;p@w.example\nbaas@w.example;a@w.example\n", "Collega", [(2, "p@w.example"), (3, "a@w.example")]),
        ("sep=;\nnaam;mail\nPiet;p@w.example\n", "mail", [(3, "p@w.example")]),
        ("Lijst van het wijkteam;\n;\nnaam;mail\nPiet;p@w.example\nKlaas;\n", "mail", [(4, "p@w.example"), (5, "Klaas")]),
        ("p@w.example\nfout\na@w.example\n", "", [(1, "p@w.example"), (2, "fout"), (3, "a@w.example")]),
        ("Piet;p@w.example\nAnna;a@w.example\n", "", [(1, "p@w.example"), (2, "a@w.example")]),
    ],
)  # fmt: skip
def test_headings_are_believed(content: str, column: str, rows: list[tuple[int, str]]) -> None:
    found = address_lists.from_file(io.BytesIO(content.encode()), name="lijst.csv")
    assert (found.column, found.rows) == (column, rows)


def test_a_list_on_the_second_sheet_is_found() -> None:
    book = Workbook()
    book.active.append(["Toelichting"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Deelnemers")
    sheet.append(["Naam", "E-mail"])
    sheet.append(["Piet", "p@w.example"])
    file = io.BytesIO()
    book.save(file)
    assert address_lists.from_file(io.BytesIO(file.getvalue()), name="lijst.xlsx").rows == [(2, "p@w.example")]


def test_an_address_that_can_sign_up_can_be_invited() -> None:
    assert inviting.is_valid("iemand@gemeente-súdwest.example")
    assert not inviting.is_valid("iémand@gemeente.example")
    assert not inviting.is_valid("iemand@gemeente")
