"""Images: decoded and written anew, so that nothing but the pixels stays: no place, no camera, no hidden tail."""

import io
import warnings

from PIL import Image, ImageOps

from woonoverlast.lib.uploads.limited import serve
from woonoverlast.lib.uploads.outcome import BROKEN, OTHER_KIND, Inspected, Refused

MAX_PIXELS = 40_000_000
KINDS = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}
MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}, "WEBP": {"RGB", "RGBA"}}
OPTIONS: dict[str, dict[str, int]] = {"PNG": {}, "JPEG": {"quality": 88}, "WEBP": {"quality": 88}}


def inspect(data: bytes) -> Inspected:
    warnings.simplefilter("error")
    try:
        return made_anew(data)
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError):
        raise Refused(BROKEN) from None


def made_anew(data: bytes) -> Inspected:
    with Image.open(io.BytesIO(data), formats=list(KINDS)) as image:
        kind = image.format or ""
        if kind not in KINDS:
            raise Refused(OTHER_KIND)
        if image.width * image.height > MAX_PIXELS:
            raise Refused("Deze afbeelding heeft te veel beeldpunten. Maak hem kleiner, ten hoogste 40 miljoen.")
        if getattr(image, "n_frames", 1) > 1:
            raise Refused("Een bewegende afbeelding kan niet. Sla één beeld op als PNG of JPEG.")
        image.load()
        return written(ImageOps.exif_transpose(image), kind)


def written(image: Image.Image, kind: str) -> Inspected:
    if image.mode not in MODES[kind]:
        image = image.convert("RGBA" if "A" in image.getbands() and kind != "JPEG" else "RGB")
    bare = Image.new(image.mode, image.size)
    if image.mode == "P":
        bare = image.convert("RGBA")
        bare.info.clear()
    else:
        bare.paste(image)
    kept = io.BytesIO()
    bare.save(kept, kind, **OPTIONS[kind])
    return Inspected(*KINDS[kind], kept.getvalue())


if __name__ == "__main__":
    serve(inspect)
