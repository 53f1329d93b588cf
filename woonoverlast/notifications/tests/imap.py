"""A small IMAP server on this machine, with one box: enough of the protocol for reading new mail and deleting it."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """`mails` by number; `drop_after` ends the connection after so many mails were handed out."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    password: str = "geheim-genoeg"
    drop_after: int = 1000
    port: int = 0

    def expunge(self) -> None:
        for number in self.deleted:
            self.mails.pop(number, None)


@contextmanager
def serving(box: Box) -> Iterator[Box]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        box.port = server.getsockname()[1]
        server.settimeout(0.05)
        stop = threading.Event()
        thread = threading.Thread(target=serve, args=(box, server, stop))
        thread.start()
        try:
            yield box
        finally:
            stop.set()
            thread.join()


def serve(box: Box, server: socket.socket, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            client, _ = server.accept()
        except TimeoutError:
            continue
        client.settimeout(5)
        with client, client.makefile("rb") as lines:
            talk(box, client, lines)


def talk(box: Box, client: socket.socket, lines: object) -> None:
    client.sendall(b"* OK klaar\r\n")
    handed = 0
    for line in lines:  # type: ignore[attr-defined]
        tag, _, command = line.decode().strip().partition(" ")
        handed += "FETCH" in command.upper()
        if handed > box.drop_after:
            return
        client.sendall(answer(box, command) + f"{tag} {outcome(box, command)}\r\n".encode())
        if command.upper() == "LOGOUT":
            return


def outcome(box: Box, command: str) -> str:
    wrong = command.upper().startswith("LOGIN") and f'"{box.password}"' not in command
    return "NO verkeerd wachtwoord" if wrong else "OK gedaan"


def answer(box: Box, command: str) -> bytes:
    word = command.upper()
    if word == "CAPABILITY":
        return b"* CAPABILITY IMAP4rev1\r\n"
    if word.startswith("SELECT"):
        return f"* {len(box.mails)} EXISTS\r\n".encode()
    if word.startswith("UID SEARCH"):
        new = " ".join(str(number) for number in box.mails if number not in box.seen)
        return f"* SEARCH {new}".rstrip().encode() + b"\r\n"
    if word.startswith("UID FETCH"):
        number = int(command.split()[2])
        raw = box.mails[number]
        return f"* 1 FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
    if found := re.match(r"UID STORE (\d+) \+FLAGS \((.*)\)", command, re.IGNORECASE):
        box.seen.add(int(found[1]))
        box.deleted |= {int(found[1])} if "Deleted" in found[2] else set()
    if word == "EXPUNGE":
        box.expunge()
    return b"* BYE\r\n" if word == "LOGOUT" else b""
