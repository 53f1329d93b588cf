"""What one sender is doing, on disk, cheaper than a transaction per mail.

Rows are claimed in the database some tens at a time. Just before the content of a mail goes to the server the journal gets
a line, and another with the outcome. A process that is killed leaves its journal: what was not begun goes back in the
queue, what has an outcome is recorded, and the one mail in between is in doubt.

The lines are not forced to disk: they survive the death of the process, not that of the machine. After a restart of the
machine a journal proves only what it says, so everything claimed that it does not mention is in doubt.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psutil
from django.conf import settings

from woonoverlast.mail.bulk.outcomes import Fault, Outcome, State

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Journal:
    """Open for one sender, locked as long as it lives. `name` is what claimed rows carry."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.name = path.stem
        self.descriptor = descriptor

    def begin(self, number: int) -> None:
        os.write(self.descriptor, b"begun %d\n" % number)

    def finish(self, outcome: Outcome) -> None:
        os.write(self.descriptor, line_of(outcome))

    def wipe(self) -> None:
        """Everything in it is in the database now."""
        os.ftruncate(self.descriptor, 0)
        os.write(self.descriptor, f"boot {boot()}\n".encode())


@dataclass
class Remains:
    """What a dead sender left: outcomes, and mails that were begun without one."""

    name: str
    same_boot: bool = False
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


def folder() -> Path:
    path = settings.DATA_DIR / "sending"
    path.mkdir(parents=True, exist_ok=True)
    return Path(path)


@contextmanager
def opened() -> Iterator[Journal]:
    """A journal of our own; it is gone afterwards unless we die, or leave by an exception with rows in hand."""
    path, descriptor = create()
    journal = Journal(path, descriptor)
    try:
        journal.wipe()
        yield journal
        path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def create() -> tuple[Path, int]:
    while True:
        path = folder() / f"{uuid4().hex}.journal"
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if path.exists():  # nobody took it for the journal of a dead sender before we held the lock
            return path, descriptor
        os.close(descriptor)


@contextmanager
def left_behind() -> Iterator[list[Remains]]:
    """Journals that nobody holds, read; they are removed when the block ends well."""
    found: list[tuple[Path, int]] = []
    try:
        for path in sorted(folder().glob("*.journal")):
            descriptor = take(path)
            if descriptor is not None:
                found.append((path, descriptor))
        yield [read(path) for path, _ in found]
        for path, _ in found:
            path.unlink(missing_ok=True)
    finally:
        for _, descriptor in found:
            os.close(descriptor)


def take(path: Path) -> int | None:
    """Lock the journal of a dead sender; None when its sender lives or somebody else settles it."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def read(path: Path) -> Remains:
    remains = Remains(path.stem)
    for line in path.read_bytes().splitlines():
        word, _, rest = line.decode(errors="replace").partition(" ")
        if word == "boot":
            remains.same_boot = rest == boot()
        elif word == "begun" and rest.isdigit():
            remains.begun.add(int(rest))
        elif outcome := outcome_of(word, rest):
            remains.outcomes[outcome.number] = outcome
    return remains


def line_of(outcome: Outcome) -> bytes:
    note = " ".join(outcome.note.split())
    seconds = int(outcome.again_after.total_seconds())
    return f"{outcome.state} {outcome.number} {seconds} {outcome.fault} {note}\n".encode(errors="replace")


def outcome_of(word: str, rest: str) -> Outcome | None:
    """None for a line that was cut short."""
    parts = rest.split(" ", 3)
    if word not in State.values or len(parts) != 4 or not (parts[0].isdigit() and parts[1].isdigit()):
        return None
    number, seconds, fault, note = parts
    return Outcome(int(number), State(word), note, timedelta(seconds=int(seconds)), Fault(fault))


def boot() -> str:
    """Another text after every start of the machine."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError:  # not Linux
        return str(int(psutil.boot_time()))
