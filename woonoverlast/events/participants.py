"""The list of participants, on the page and as a file."""

import io
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from openpyxl import Workbook

from woonoverlast.events.models import Event, Invited, SignUp
from woonoverlast.lib.naming import NameSort
from woonoverlast.lib.tables import csv_bytes, csv_cell
from woonoverlast.people.directory import employers_of

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = (
    "Nummer",
    "Naam",
    "Organisatie",
    "Vakgebied",
    "Gemeente",
    "E-mailadres",
    "Stand",
    "Aangemeld op",
    "Wil eruit halen",
)


def rows(event: Event, *, status: str = "") -> QuerySet[SignUp]:
    found = event.sign_ups.select_related("person__municipality").prefetch_related("answers__question")
    return found.filter(status=status) if status else found


def invited(event: Event) -> QuerySet[Invited]:
    """With whether each has signed up."""
    answered = SignUp.objects.filter(event=event, person=OuterRef("person"))
    found = event.invited.select_related("person").annotate(has_answered=Exists(answered))
    return found.order_by("has_answered", NameSort("person__name"))


def exported(event: Event, *, kind: str) -> tuple[bytes, str]:
    """The bytes of the file and its type."""
    lines = list(table(event))
    return (csv_bytes(lines), CSV) if kind == "csv" else (xlsx_bytes(lines), XLSX)


def table(event: Event) -> Iterator[list[str]]:
    questions = list(event.questions.all())
    yield [*HEADERS, *(question.label for question in questions)]
    found = list(rows(event))
    employers = employers_of([sign_up.person for sign_up in found if sign_up.person])
    for sign_up in found:
        said = {answer.question_id: answer.text for answer in sign_up.answers.all()}
        yield [*cells(sign_up, employers), *(said.get(question.pk, "") for question in questions)]


def cells(sign_up: SignUp, employers: dict[int, str]) -> list[str]:
    person = sign_up.person
    place = person.municipality.name if person and person.municipality else ""
    return [
        str(sign_up.number),
        sign_up.name,
        employers.get(person.pk, "") if person else sign_up.guest_organisation,
        person.get_discipline_display() if person else "gast",
        place,
        sign_up.email,
        sign_up.get_status_display(),
        f"{timezone.localtime(sign_up.at):%d-%m-%Y %H:%M}",
        sign_up.wish,
    ]


def xlsx_bytes(lines: list[list[str]]) -> bytes:
    """Every cell is text; what starts like a formula gets a mark in front."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Deelnemers")
    for line in lines:
        sheet.append([csv_cell(cell) for cell in line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
