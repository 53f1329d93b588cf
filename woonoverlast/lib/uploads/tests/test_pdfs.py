"""PDF: words come out, what acts by itself is refused."""

import io
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from woonoverlast.lib.uploads import Refused, inspect
from woonoverlast.lib.uploads.tests.made import pdf, pdf_writer, word, written


def words(data: bytes) -> str:
    return "\n".join(f"{found.where}: {found.text}" for found in inspect(data).words)


def action(kind: str, **values: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(kind)})
    made.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in values.items()})
    return made


def opening_with(found: DictionaryObject) -> PdfWriter:
    writer = pdf_writer()
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(found)
    return writer


def test_text_of_a_page_is_read() -> None:
    found = inspect(pdf("Bewoner Jan de Vries\nKerkstraat 12"))
    assert found.media_type == "application/pdf"
    assert "Kerkstraat 12" in found.words[0].text


def test_author_in_the_properties_is_read() -> None:
    assert "eigenschappen van het bestand: pypdf\nJan de Vries" in words(pdf(author="Jan de Vries"))


def test_note_beside_the_text_is_read() -> None:
    writer = pdf_writer()
    writer.add_annotation(0, FreeText(text="Belt vaak: 06-12345678", rect=(50, 550, 200, 650)))
    writer.add_annotation(0, Link(url="mailto:jan@gmail.com", rect=(50, 550, 200, 650)))
    found = words(written(writer))
    assert "06-12345678" in found
    assert "jan@gmail.com" in found


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"])
def test_pdf_that_acts_is_refused(kind: str) -> None:
    with pytest.raises(Refused, match="script of een opdracht"):
        inspect(written(opening_with(action(kind, JS="app.alert(1)", F="cmd.exe"))))


def test_plain_place_to_open_at_is_fine() -> None:
    assert inspect(written(opening_with(action("/GoTo")))).words


def test_script_with_a_disguised_name_is_refused() -> None:
    sent = written(opening_with(action("/JavaScript"))).replace(b"/JavaScript", b"/J#61vaScript")
    assert b"/J#61vaScript" in sent
    with pytest.raises(Refused):
        inspect(sent)


def test_script_inside_a_compressed_object_is_refused() -> None:
    writer = opening_with(action("/JavaScript", JS="app.alert(1)"))
    writer.compress_identical_objects()
    made = io.BytesIO()
    writer.write(made)
    with pytest.raises(Refused):
        inspect(made.getvalue())


def test_file_inside_is_refused() -> None:
    writer = pdf_writer()
    writer.add_attachment("dossier.txt", b"Jan de Vries")
    with pytest.raises(Refused, match="ander bestand"):
        inspect(written(writer))


def test_password_is_refused() -> None:
    writer = pdf_writer()
    writer.encrypt("geheim")
    with pytest.raises(Refused, match="wachtwoord"):
        inspect(written(writer))


@pytest.mark.parametrize("head", [b"<html><body>", b"<script>alert(1)</script>", b"<!DOCTYPE html>"])
def test_pdf_that_is_a_page_too_is_refused(head: bytes) -> None:
    sent = pdf()
    assert inspect(sent).data == sent
    with pytest.raises(Refused, match="ander soort bestand"):
        inspect(sent.replace(b"\n", b"\n%" + head + b"\n", 1))


def test_pdf_that_is_a_zip_too_is_refused() -> None:
    with pytest.raises(Refused, match="ander soort bestand"):
        inspect(pdf() + word())


def test_truncated_pdf_is_refused() -> None:
    with pytest.raises(Refused, match="beschadigd"):
        inspect(pdf()[:200])


def test_bare_head_is_refused() -> None:
    with pytest.raises(Refused):
        inspect(b"%PDF-1.7\n%%EOF")


def test_stream_that_grows_without_end_is_refused() -> None:
    writer = pdf_writer()
    stream = StreamObject()
    stream._data = zlib.compress(b"(a) Tj " * 60_000_000, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    sent = written(writer)
    assert len(sent) < 2_000_000
    with pytest.raises(Refused):
        inspect(sent)
