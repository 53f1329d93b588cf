"""The gate: the kind is told from the first bytes, the rest happens in a process of its own with limits.

A process, because a file can make a reader run for hours or eat all memory. It gets no settings and no secrets, and what
it complains of goes nowhere: that could hold what must not spread.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from woonoverlast.lib.uploads.outcome import BROKEN, OTHER_KIND, PASSWORD, TOO_BUSY, TOO_SLOW, Inspected, Refused, Words

LARGEST = 10 * 1024 * 1024
TOO_LARGE = f"Dit bestand is te groot. Kies een bestand van ten hoogste {LARGEST // 1024**2} MB."
SECONDS = 18  # and with the patience below it stays under the limit of a request
# Of the threads of a web process, so that heavy files never hold all of them: half of what a worker has.
AT_ONCE = BoundedSemaphore(2)
PATIENCE = 0.5  # seconds that one waits for its turn: who waits holds a thread too
ROOT = Path(__file__).parents[3]
MODULES = {b"%PDF-": "pdfs", b"PK\x03\x04": "office", b"\x89PNG\r\n\x1a\n": "images", b"\xff\xd8\xff": "images"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def inspect(data: bytes) -> Inspected:
    """What is in the file and what of it may be kept. Raises Refused with the reason."""
    if not data:
        raise Refused("Dit bestand is leeg.")
    if len(data) > LARGEST:
        raise Refused(TOO_LARGE)
    return read_answer(run(module_for(data), data))


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of the sheet of a workbook that holds a list of addresses. Raises Refused with the reason."""
    rows: list[list[str]] = json.loads(read_answer(run("lists", data)).data)
    return rows


def module_for(data: bytes) -> str:
    if data.startswith(OLD_OFFICE):
        raise Refused(
            f"Dit is een oud soort bestand, of er zit een wachtwoord op. Sla het op als .docx of .xlsx. {PASSWORD}"
        )
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "images"
    for start, module in MODULES.items():
        if data.startswith(start):
            return module
    raise Refused(OTHER_KIND)


def run(module: str, data: bytes) -> bytes:
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Refused(TOO_BUSY)
    try:
        return run_apart(module, data)
    finally:
        AT_ONCE.release()


def run_apart(module: str, data: bytes) -> bytes:
    command = [sys.executable, "-m", f"woonoverlast.lib.uploads.{module}"]
    environment = {"LANG": "C.UTF-8", "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, cwd=ROOT, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused(TOO_SLOW) from None
    if done.returncode < 0:  # killed at a limit
        raise Refused(TOO_SLOW)
    if done.returncode:
        raise Refused(BROKEN)
    return done.stdout


def read_answer(answer: bytes) -> Inspected:
    head, _, data = answer.partition(b"\n")
    told = json.loads(head)
    if told["refused"]:
        raise Refused(told["refused"])
    return Inspected(told["media_type"], told["extension"], data, [Words(*words) for words in told["words"]])
