"""Processes that live and die with `serve`."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

MAX_PAUSE_LENGTH = 30.0  # seconds between two tries
STABLE = 60.0  # seconds after which a new death counts as the first
GRACE = 10.0  # seconds to stop before being killed
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux


class Child:
    """A process in a session of its own: Ctrl-C reaches it only through us."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 0.0
        self.due = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
        self.started = time.monotonic()

    def is_dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def wait(self) -> int:
        return self.process.wait() if self.process else 0

    def restart_when_dead(self) -> None:
        if not self.is_dead():
            return
        if self.process:
            self.signal(signal.SIGKILL)  # what it left behind may hold the port
            self.plan_restart(self.process.returncode)
        elif time.monotonic() >= self.due:
            self.start()

    def plan_restart(self, code: int) -> None:
        lived = time.monotonic() - self.started
        self.pause = 0.5 if lived > STABLE else min(max(0.5, self.pause * 2), MAX_PAUSE_LENGTH)
        self.due = time.monotonic() + self.pause
        self.process = None
        print(f"{self.name} is gestopt (code {code}) en start over {self.pause:g} s opnieuw.", file=sys.stderr)

    def signal(self, request: signal.Signals) -> None:
        """To the process and everything it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, request)

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def finish(self, deadline: float) -> None:
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        self.signal(signal.SIGKILL)
        self.process.wait()


def stop_all(children: Iterable[Child]) -> None:
    """Together, and undisturbed by a second Ctrl-C."""
    stopping = list(children)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in stopping:
        child.ask_to_stop()
    deadline = time.monotonic() + GRACE
    for child in stopping:
        child.finish(deadline)
    signal.signal(signal.SIGINT, before)


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGTERM)
