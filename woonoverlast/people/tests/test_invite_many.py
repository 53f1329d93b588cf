"""A list of addresses: pasted, CSV or Excel, with a result for every row."""

import io
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from woonoverlast.people import batches, inviting
from woonoverlast.people.models import Invitation, InvitationBatch, InvitationLine
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality

Result = InvitationLine.Result


@pytest.fixture
def cast(places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


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


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leeg.csv", b"  \n", "leeg"),
        ("plaatje.xlsx", b"\x89PNG\x00\x00", "geen Excel-bestand"),
        ("kapot.xlsx", b"PK\x03\x04 kapot", "niet lezen"),
        ("nul.csv", b"a\x00b", "geen lijst"),
        ("bom.xlsx", bomb(), "te groot"),
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
    rows = [f"lid{n}@elders.example" if n % 10 else f"fout {n}" for n in range(10_000)]
    send(cast, "\n".join(rows).encode())
    batch = InvitationBatch.objects.get()
    InvitationLine.objects.filter(batch=batch, number__gt=600).update(result=Result.DOUBLE)  # the first 600 will do
    assert batches.handle_batch(batch.pk) == 600
    assert batch.lines.count() == 10_000
    assert batch.lines.filter(result=Result.BAD_ADDRESS).count() == 60
    assert Invitation.objects.count() == 540
    assert send(cast, "\n".join([*rows, "een@teveel.example"]).encode()).status_code == 422


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
