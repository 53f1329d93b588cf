"""Structured text as a document that a word processor opens: headings and lists as such, so that a screen reader follows."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.shared import Pt

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNCHECKED = "Voorbeeld van Platform Woonoverlast. Nog niet juridisch getoetst: laat het nakijken voor je het gebruikt."


def document(title: str, text: str, *, about: str = "") -> bytes:
    """ "# " begins a heading, "- " a point; other lines are paragraphs."""
    made = Document()
    made.core_properties.title = title
    made.core_properties.language = "nl-NL"
    made.core_properties.author = "Platform Woonoverlast"
    made.styles["Normal"].font.name = "Calibri"
    made.styles["Normal"].font.size = Pt(11)
    made.add_heading(title, level=1)
    for line in filter(None, [about, UNCHECKED]):
        made.add_paragraph(line).runs[0].italic = True
    for style, words in lines(text):
        made.add_paragraph(words, style=style)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def lines(text: str) -> Iterator[tuple[str, str]]:
    """The style of each line that is not empty, and its words."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("# "):
            yield "Heading 2", line[2:].strip()
        elif line.startswith("- "):
            yield "List Bullet", line[2:].strip()
        else:
            yield "Normal", line
