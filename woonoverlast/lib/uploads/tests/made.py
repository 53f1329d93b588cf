"""Files made for the tests, good ones and bad ones."""

import io
import zipfile

from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from woonoverlast.lib.uploads.office import EXCEL, WORD

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{part}" ContentType="{kind}"/></Types>'
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Plan</dc:title><dc:creator>{creator}</dc:creator></cp:coreProperties>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def word(
    text: str = "Plan van aanpak.", *, creator: str = "", kind: str = f"{WORD}.main+xml", **more: str | bytes
) -> bytes:
    """A Word file; `more` are other parts, with two underscores for a slash and `X` at the end for .xml."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(part="word/document.xml", kind=kind),
        "word/document.xml": f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": CORE.format(creator=creator),
    }
    return zipped(parts | {name.replace("__", "/"): part for name, part in more.items()})


def word_with(name: str, part: str | bytes) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(part="word/document.xml", kind=f"{WORD}.main+xml"),
            "word/document.xml": f"<w:document {NAMESPACE}/>",
            name: part,
        }
    )


def excel(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.properties.creator = "platform"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def excel_with_formula(formula: str) -> bytes:
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(part="xl/workbook.xml", kind=f"{EXCEL}.main+xml"),
            "xl/workbook.xml": f'<workbook xmlns="{sheet}"/>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}"><sheetData><row><c r="A1"><f>{formula}</f><v>0</v></c></row></sheetData></worksheet>',
        }
    )


def pdf(text: str = "Plan van aanpak.", *, author: str = "") -> bytes:
    return written(pdf_writer(text, author=author))


def pdf_writer(text: str = "Plan van aanpak.", *, author: str = "") -> PdfWriter:
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): fonts})}
    )
    stream = StreamObject()
    lines = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
    stream.set_data(f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    if author:
        writer.add_metadata({"/Author": author})
    return writer


def written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def image(kind: str = "PNG", *, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind, **options)
    return made.getvalue()
