"""Pictures in an edition: made anew from the pixels, then served to who has the address."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from woonoverlast.lib.uploads import inspect
from woonoverlast.lib.uploads.outcome import OTHER_KIND, Refused
from woonoverlast.newsletter.models import Picture

SPARE = timedelta(days=1)


def store(data: bytes) -> Picture:
    """Raises Refused with the reason."""
    kept = inspect(data)
    if not kept.media_type.startswith("image/"):
        raise Refused(OTHER_KIND)
    with Image.open(io.BytesIO(kept.data)) as image:
        picture = Picture(media_type=kept.media_type, width=image.width, height=image.height)
    picture.file.save(f"{picture.key}{kept.extension}", ContentFile(kept.data), save=True)
    return picture


def forget_unused() -> int:
    """Those that no block shows any more. Returns how many."""
    unused = Picture.objects.filter(blocks=None, made_at__lt=timezone.now() - SPARE)
    count = 0
    for picture in unused:
        picture.file.delete(save=False)
        picture.delete()
        count += 1
    return count
