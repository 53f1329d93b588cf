"""Files with a post: checked and stored before the form is right, so that no mistake in it loses them."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils import timezone

from woonoverlast.forum.models import Attachment, Withholding
from woonoverlast.lib import uploads
from woonoverlast.lib.uploads import Words
from woonoverlast.people.models import Person

KEPT_FOR = timedelta(days=1)
TAKEN_AWAY_FOR = timedelta(days=30)
MAX_WAITING = 30
MAX_WAITING_BYTES = 100 * 1024 * 1024
FOLDER = "forum"


class SizeProblem(Exception):
    """Why a file cannot be added, for who sent it."""


def store(file: "UploadedFile[Any]", *, by: Person) -> Attachment:
    """Check what was sent and keep what may be kept, as a file that is not posted yet."""
    name = uploads.clean_name(file.name or "", extension="")
    try:
        refuse_too_much(by, size=file.size or 0)
        found = uploads.inspect(file.read())
    except uploads.Refused as refusal:
        raise SizeProblem(f"{name}: {refusal}") from None
    attachment = Attachment(
        by=by,
        name=uploads.clean_name(file.name or "", extension=found.extension),
        media_type=found.media_type,
        size=len(found.data),
        at=timezone.now(),
    )
    attachment.file.save(f"{uuid4().hex}{found.extension}", ContentFile(found.data), save=False)
    attachment.save()
    attachment.words = found.words
    return attachment


def refuse_too_much(by: Person, *, size: int) -> None:
    """Before anything is read: the size of this one, and what lies waiting of this person already."""
    if size > uploads.LARGEST:
        raise uploads.Refused(uploads.TOO_LARGE)
    waiting = Attachment.objects.filter(by=by, post=None)
    lying = waiting.aggregate(bytes=Sum("size"))["bytes"] or 0
    if waiting.count() >= MAX_WAITING or lying + size > MAX_WAITING_BYTES:
        raise uploads.Refused(
            "Je hebt vandaag veel bestanden klaargezet zonder ze te plaatsen. Plaats die eerst, of wacht een dag."
        )


def words_of(attachment: Attachment) -> list[Words]:
    """All text in the file, its name first. Read again each time: what is in a file is stored nowhere else."""
    if attachment.words is None:
        attachment.file.open("rb")
        try:
            attachment.words = uploads.inspect(attachment.file.read()).words
        finally:
            attachment.file.close()
    return [Words("de naam van het bestand", Path(attachment.name).stem), *attachment.words]


def remove(attachment: Attachment) -> None:
    """The row and the file."""
    attachment.file.delete(save=False)
    attachment.delete()


def forget() -> int:
    """Every night. Returns how many files went."""
    return forget_unposted() + forget_taken_away() + forget_lost()


def forget_unposted() -> int:
    """Remove what was never posted within a day, file and row. Returns how many."""
    return remove_all(Attachment.objects.filter(post=None, at__lt=timezone.now() - KEPT_FOR))


def forget_taken_away() -> int:
    """What was with a post that its author took away a month ago: nobody misses it any more."""
    old = Withholding.objects.active().filter(kind=Withholding.Kind.REMOVED, at__lt=timezone.now() - TAKEN_AWAY_FOR)
    return remove_all(Attachment.objects.filter(post__in=old.values("post")))


def remove_all(attachments: Any) -> int:
    found = list(attachments)
    for attachment in found:
        remove(attachment)
    return len(found)


def forget_lost() -> int:
    """Files without a row: what was written by a request that failed afterwards."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    before = (timezone.now() - KEPT_FOR).timestamp()
    old = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < before]
    known = set(Attachment.objects.values_list("file", flat=True)) if old else set()
    lost = [path for path in old if path.relative_to(settings.MEDIA_ROOT).as_posix() not in known]
    for path in lost:
        path.unlink()
    return len(lost)
