"""A small SMTP server on this machine that does what a test asks: accept, refuse, drop, stall, break TLS.

It keeps what it accepted, with the envelope. Faster and ruder than aiosmtpd, and good for other processes too.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# What a test may answer: an SMTP line, or one of these.
DROP = "drop"
KEEP_AND_DROP = "keep and drop"
STALL = "stall"
ACCEPT = ""
Decide = Callable[[str, str], str]


@dataclass
class Accepted:
    sender: str
    to: list[str]
    content: bytes


@dataclass
class Sink:
    """`decide(step, recipient)` for the steps "starttls", "rcpt", "data", "content"; ACCEPT goes on as usual."""

    decide: Decide = lambda step, recipient: ACCEPT
    extensions: tuple[str, ...] = ("8BITMIME", "PIPELINING")
    goes_on_for_nobody: bool = False
    tls: ssl.SSLContext | None = None
    accepted: list[Accepted] = field(default_factory=list)
    sessions: int = 0
    port: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def recipients(self) -> list[str]:
        return [one.to[0] for one in self.accepted]


@contextmanager
def listening(sink: Sink) -> Iterator[Sink]:
    with socket.create_server(("127.0.0.1", sink.port)) as server:
        sink.port = server.getsockname()[1]
        server.settimeout(0.05)
        thread = threading.Thread(target=serve, args=(sink, server))
        thread.start()
        try:
            yield sink
        finally:
            sink.stopped.set()
            thread.join()


def serve(sink: Sink, server: socket.socket) -> None:
    talks: list[threading.Thread] = []
    while not sink.stopped.is_set():
        try:
            client, _ = server.accept()
        except TimeoutError:
            continue
        sink.sessions += 1
        talks.append(threading.Thread(target=Talk(sink, client).run))
        talks[-1].start()
    for talk in talks:
        talk.join()


class Talk:
    """One connection."""

    def __init__(self, sink: Sink, client: socket.socket) -> None:
        self.sink = sink
        self.client = client
        self.client.settimeout(0.2)
        self.waiting = b""
        self.sender = ""
        self.to: list[str] = []
        self.went_on = True

    def run(self) -> None:
        try:
            self.say("220 sink")
            while line := self.line():
                if not self.obey(line.decode(errors="replace").strip()):
                    return
        except OSError:
            return
        finally:
            self.client.close()

    def obey(self, line: str) -> bool:
        """False ends the connection."""
        word = line.upper()
        if word.startswith("EHLO"):
            self.say("\r\n".join(["250-sink", *(f"250-{name}" for name in self.sink.extensions), "250 SIZE 10000000"]))
        elif word.startswith("MAIL"):
            self.sender, self.to = address_in(line), []
            self.say("250 ok")
        elif word.startswith("RCPT"):
            self.to.append(address_in(line))
            goes_on = self.answer("rcpt", "250 ok")
            self.to = self.to if self.went_on else []
            return goes_on
        elif word == "DATA" and not self.to and not self.sink.goes_on_for_nobody:
            self.say("554 no valid recipients")
        elif word == "DATA":
            return self.answer("data", "354 go on") and self.content()
        elif word == "STARTTLS":
            return self.start_tls()
        elif word == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def start_tls(self) -> bool:
        self.say("220 go on")
        if self.sink.tls is None or self.sink.decide("starttls", "") == DROP:
            return False
        self.client = self.sink.tls.wrap_socket(self.client, server_side=True)
        return True

    def content(self) -> bool:
        if not self.went_on:
            return True
        data = self.until(b"\r\n.\r\n")
        return bool(data) and self.answer("content", "250 kept", data)

    def answer(self, step: str, usual: str, data: bytes = b"") -> bool:
        """What was accepted is kept before the answer goes, as a real server does."""
        decided = self.sink.decide(step, self.to[0] if self.to else "")
        self.went_on = decided == ACCEPT
        if data and decided in {ACCEPT, KEEP_AND_DROP}:
            self.sink.accepted.append(Accepted(self.sender, self.to, data.replace(b"\r\n..", b"\r\n.")))
        if decided in {DROP, KEEP_AND_DROP}:
            return False
        if decided == STALL:
            self.sink.stopped.wait(3)
            return False
        self.say(decided or usual)
        return not decided.startswith("421")

    def say(self, text: str) -> None:
        self.client.sendall(text.encode() + b"\r\n")

    def line(self) -> bytes:
        return self.until(b"\r\n")

    def until(self, end: bytes) -> bytes:
        """Everything up to the end mark; empty when the other side is gone or the test is over."""
        while end not in self.waiting:
            try:
                more = self.client.recv(65536)
            except TimeoutError:
                if self.sink.stopped.is_set():
                    return b""
                continue
            if not more:
                return b""
            self.waiting += more
        found, _, self.waiting = self.waiting.partition(end)
        return found + b"\r\n"


def address_in(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
