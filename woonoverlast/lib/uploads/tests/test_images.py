"""Images are known by content and written anew."""

import io
import struct
import zlib

import pytest
from PIL import Image

from woonoverlast.lib.uploads import Refused, inspect
from woonoverlast.lib.uploads.tests.made import image


def with_place() -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Kerkstraat 12"  # description
    exif[0x0112] = 6  # turned a quarter
    Image.new("RGB", (40, 30)).save(made, "JPEG", exif=exif, comment=b"van Jan")
    return made.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_image_keeps_its_kind(kind: str, media_type: str) -> None:
    found = inspect(image(kind))
    assert found.media_type == media_type
    assert Image.open(io.BytesIO(found.data)).size == (40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    assert inspect(image("PNG", mode=mode)).media_type == "image/png"


def test_printers_colours_become_those_of_a_screen() -> None:
    assert Image.open(io.BytesIO(inspect(image("JPEG", mode="CMYK")).data)).mode == "RGB"


def test_metadata_goes() -> None:
    sent = with_place()
    assert b"Kerkstraat 12" in sent
    assert b"van Jan" in sent
    kept = inspect(sent).data
    assert b"Kerkstraat" not in kept
    assert b"van Jan" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_turned_photo_stands_upright() -> None:
    assert Image.open(io.BytesIO(inspect(with_place()).data)).size == (30, 40)


def test_tail_behind_an_image_goes() -> None:
    sent = image() + b"PK\x03\x04<script>alert(1)</script>"
    assert b"<script>" not in inspect(sent).data


def test_truncated_image_is_refused() -> None:
    with pytest.raises(Refused, match="beschadigd"):
        inspect(image("JPEG", size=(400, 400))[:300])


def bomb() -> bytes:
    """A PNG of a few kilobytes that claims to be 50,000 pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_pixel_bomb_is_refused() -> None:
    with pytest.raises(Refused):
        inspect(bomb())


def test_many_pixels_are_refused_with_the_limit() -> None:
    with pytest.raises(Refused, match="40 miljoen"):
        inspect(image(size=(8000, 6000), mode="1"))


def test_moving_image_is_refused() -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(Refused, match="bewegende"):
        inspect(made.getvalue())


@pytest.mark.parametrize(
    "sent",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<!doctype html><p>Dag",
        b"GIF89a" + bytes(40),
        b"plain text",
        b"MZ" + bytes(60),
        bytes(100),
    ],
)
def test_other_kinds_are_refused(sent: bytes) -> None:
    with pytest.raises(Refused, match="Kies een PDF"):
        inspect(sent)


def test_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="leeg"):
        inspect(b"")


def test_ten_megabytes_is_the_limit() -> None:
    with pytest.raises(Refused, match="10 MB"):
        inspect(bytes(10 * 1024 * 1024 + 1))
