"""Zip files: every part unpacked under a limit, and packed again, so that what was checked is what is kept."""

import io
import zipfile
from itertools import pairwise

from woonoverlast.lib.uploads.outcome import BROKEN, PASSWORD, TOO_MUCH, Refused

MAX_PARTS = 2000
MAX_BYTES = 100 * 1024 * 1024
LARGEST_PART = 50 * 1024 * 1024
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts by name. The sizes that the file claims are not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            check(infos)
            return read(archive, infos)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError, RuntimeError):
        raise Refused(BROKEN) from None


def check(infos: list[zipfile.ZipInfo]) -> None:
    names = {info.filename.lower() for info in infos}
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise Refused(TOO_MUCH)
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise Refused(PASSWORD)
    if len(names) < len(infos) or any(info.compress_type not in METHODS for info in infos):
        raise Refused(BROKEN)
    if any(strange(info.filename) for info in infos) or overlap(infos):
        raise Refused(BROKEN)


def strange(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or not name.isprintable()


def overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Parts that share their bytes: how a small file becomes an endless one."""
    places = sorted((info.header_offset, info.header_offset + info.compress_size) for info in infos)
    return any(start < end for (_, end), (start, _) in pairwise(places))


def read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        with archive.open(info) as part:
            parts[info.filename] = part.read(LARGEST_PART + 1)
        total += len(parts[info.filename])
        if len(parts[info.filename]) > LARGEST_PART or total > MAX_BYTES:
            raise Refused(TOO_MUCH)
    return parts


def pack(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
