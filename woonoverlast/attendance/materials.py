"""Materials of an event: a checked file, a link, the minutes."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from woonoverlast.attendance.models import Material
from woonoverlast.events.models import Event
from woonoverlast.lib import searching, uploads
from woonoverlast.lib.personal_data import Finding
from woonoverlast.lib.richtext import plain
from woonoverlast.people import guarded
from woonoverlast.people.models import Person

MAX_TEXT_LENGTH = 200_000


class FileProblem(Exception):
    """Why a file cannot be added, for who sent it."""


def checked(file: "UploadedFile[Any]") -> uploads.Inspected:
    """What may be kept of the file. Raises FileProblem."""
    name = uploads.clean_name(file.name or "", extension="")
    try:
        if (file.size or 0) > uploads.LARGEST:
            raise uploads.Refused(uploads.TOO_LARGE)
        found = uploads.inspect(file.read())
    except uploads.Refused as refusal:
        raise FileProblem(f"{name}: {refusal}") from None
    return found


def seen_in(found: uploads.Inspected, *, name: str, allowed: list[str]) -> list[Finding]:
    """What may point at a resident, in the file and in its name."""
    texts = [Path(uploads.clean_name(name, extension="")).stem, *(words.text for words in found.words)]
    return [finding for text in texts for finding in guarded.look(text, allowed=allowed)]


def add_file(event: Event, *, title: str, seen_by: str, name: str, found: uploads.Inspected, by: Person) -> Material:
    clean = uploads.clean_name(name, extension=found.extension)
    made = Material(event=event, kind=Material.Kind.FILE, title=title or Path(clean).stem, seen_by=seen_by, by=by)
    made.name, made.media_type, made.size = clean, found.media_type, len(found.data)
    made.text = "\n".join(words.text for words in found.words)[:MAX_TEXT_LENGTH].replace("\x00", "")
    made.file.save(f"{uuid4().hex}{found.extension}", ContentFile(found.data), save=False)
    made.save()
    searching.changed(made)
    return made


def add_link(event: Event, *, title: str, seen_by: str, url: str, by: Person) -> Material:
    made = Material.objects.create(
        event=event, kind=Material.Kind.LINK, title=title, seen_by=seen_by, url=url, text=title, by=by
    )
    searching.changed(made)
    return made


def write_minutes(event: Event, *, title: str, seen_by: str, body: str, by: Person) -> Material:
    made = Material.objects.create(
        event=event, kind=Material.Kind.MINUTES, title=title, seen_by=seen_by, body=body, text=plain(body), by=by
    )
    searching.changed(made)
    return made


def change(material: Material, *, title: str, seen_by: str, body: str = "") -> None:
    """Of a file or link only the title and for whom."""
    material.title, material.seen_by = title or material.title, seen_by
    if material.kind == Material.Kind.MINUTES:
        material.body, material.text = body, plain(body)
    material.save(update_fields=["title", "seen_by", "body", "text"])
    searching.changed(material)


def remove(material: Material) -> None:
    """The row and the file."""
    if material.file:
        material.file.delete(save=False)
    searching.removed(material)
    material.delete()
