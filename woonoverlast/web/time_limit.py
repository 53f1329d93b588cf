"""An upper limit on the time of one request, so that nothing holds a thread of the web server for long.

The web server has no such limit. The database ends a statement by itself (`statement_timeout` in the settings); Python
is ended here: one thread looks at what runs and raises `TooLong` in what is over its time. That is no `Exception`, so
that nothing on the way takes it for a fault of its own; transactions are rolled back as it passes.

It cannot end a long call into C, such as one pattern: those are bounded where they are made.
"""

import ctypes
import threading
import time
from dataclasses import dataclass, field

LOOK_EVERY = 0.5  # seconds


class TooLong(BaseException):
    """This request is over its time."""


@dataclass
class Running:
    """Requests that run, by thread, with the moment at which each has to be done."""

    until: dict[int, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    watcher: threading.Thread | None = None

    def begin(self, seconds: float) -> None:
        with self.lock:
            self.until[threading.get_ident()] = time.monotonic() + seconds
            if self.watcher is None or not self.watcher.is_alive():
                self.watcher = threading.Thread(target=self.watch, name="time-limit", daemon=True)
                self.watcher.start()

    def end(self) -> None:
        """From here on nothing is raised in this thread any more."""
        with self.lock:
            self.until.pop(threading.get_ident(), None)

    def watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            self.stop_late()

    def stop_late(self) -> None:
        """Under the lock, so that a thread that is done meanwhile is left alone."""
        now = time.monotonic()
        with self.lock:
            for thread in [thread for thread, until in self.until.items() if until < now]:
                del self.until[thread]
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))


RUNNING = Running()
