"""Files with a post: checked and stored before the form is right, so that no mistake in it loses them."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from woonoverlast.forum.models import Attachment
from woonoverlast.people.models import Person

KEPT_FOR = timedelta(days=1)


class SizeProblem(Exception):
    pass


def store(file: "UploadedFile[Any]", *, by: Person) -> Attachment:
    raise SizeProblem("Bestanden toevoegen kan nog niet.")


def forget_unposted() -> int:
    """Remove what was never posted within a day, file and row. Returns how many."""
    old = Attachment.objects.filter(post=None, at__lt=timezone.now() - KEPT_FOR)
    for attachment in old:
        attachment.file.delete(save=False)
        attachment.delete()
    return len(old)
