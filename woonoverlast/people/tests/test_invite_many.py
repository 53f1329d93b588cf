"""A list of addresses: pasted, CSV or Excel, with a result for every row."""

import contextlib
import io
import random
import time
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from woonoverlast.people import address_lists, batches, caps, inviting
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
    assert batches.handle_batch(batch.pk) == 600
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
    handled(cast, workbook([["=HYPERLINK(1)"], ["een@elders.example"]]), name="lijst.xlsx")
    path = f"/uitnodigen/lijst/{InvitationBatch.objects.get().pk}/"
    assert logged_in(cast.colleague).get(path).status_code == 404
    assert logged_in(cast.colleague).get(f"{path}resultaten.csv").status_code == 404
    page = logged_in(cast.member).get(path)
    assert "uitgenodigd" in page.content.decode()
    download = logged_in(cast.member).get(f"{path}resultaten.csv").content.decode("utf-8-sig")
    assert "een@elders.example" in download
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
    assert peak < 4 * 2**20
