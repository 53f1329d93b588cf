"""One mail over an open connection, step by step, so that it is known how far it came."""

import contextlib
import re
import smtplib
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django.utils.module_loading import import_string

from woonoverlast.mail.bulk.outcomes import Outcome, State, answered, postponed
from woonoverlast.mail.models import OutgoingMail, Recipient

LEADING_DOT = re.compile(rb"(?m)^\.")
STARTS_CONTENT = 354
CLOSING = 421
# What goes on, for MAIL, RCPT and DATA.
ACCEPTING = ({250}, {250, 251}, {STARTS_CONTENT})
# Addresses that need no quotes and can bring no line of their own.
SIMPLE = re.compile(r"[!#-;=?-\[\]-~]+")
NO_8BIT = "De mailserver neemt geen 8-bits mail aan (8BITMIME)."


class Unreachable(Exception):
    """No connection, so nothing happened to any mail. The message is for editors."""


class Letter(Protocol):
    """What a transport must know of a mail."""

    @property
    def number(self) -> int: ...
    @property
    def attempts(self) -> int: ...
    @property
    def sender(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def content(self) -> bytes: ...


class Transport(Protocol):
    """`begin` is called at the last moment before it cannot be taken back."""

    def open(self) -> None: ...
    def send(self, letter: Letter, begin: Callable[[int], None]) -> Outcome: ...
    def close(self) -> None: ...


class SmtpTransport:
    """One connection, kept for many mails; opened again after every trouble."""

    def __init__(self) -> None:
        self.connection: smtplib.SMTP | None = None

    def open(self) -> None:
        if self.connection is not None:
            return
        backend = import_string(settings.DELIVERY_BACKEND)()
        try:
            backend.open()
            backend.connection.ehlo_or_helo_if_needed()
        except OSError as error:  # smtplib's errors and those of TLS are OSErrors too
            raise Unreachable(f"Geen verbinding met de mailserver: {reason(error)}") from error
        if not backend.connection.has_extn("8bitmime"):
            backend.close()
            raise Unreachable(NO_8BIT)
        self.connection = backend.connection

    def send(self, letter: Letter, begin: Callable[[int], None]) -> Outcome:
        """Up to the content nothing is lost by trying again; once it is on its way only an answer settles it."""
        self.open()
        try:
            refusal = self.envelope(letter)
        except OSError as error:
            self.drop()
            return postponed(letter.number, attempts=letter.attempts, note=reason(error))
        if refusal:
            return refusal
        begin(letter.number)
        try:
            code, text = self.hand_over(letter.content)
        except OSError as error:
            self.drop()
            return Outcome(letter.number, State.IN_DOUBT, f"Geen antwoord na verzenden: {reason(error)}"[:250])
        if 200 <= code < 300:
            return Outcome(letter.number, State.SENT, readable(text))
        return self.refused(letter, code, text, about_recipient=False)

    def envelope(self, letter: Letter) -> Outcome | None:
        """Sender, recipient and "here it comes". The server's refusal, or None when it waits for the content."""
        assert self.connection
        if self.connection.has_extn("pipelining") and SIMPLE.fullmatch(letter.sender + letter.to):
            return self.envelope_at_once(letter, self.connection)
        code, text = self.connection.mail(letter.sender, ["BODY=8BITMIME"])
        if code != 250:
            return self.refused(letter, code, text, about_recipient=False)
        code, text = self.connection.rcpt(letter.to)
        if code not in {250, 251}:
            return self.refused(letter, code, text, about_recipient=True)
        code, text = self.connection.docmd("DATA")
        if code != STARTS_CONTENT:
            return self.refused(letter, code, text, about_recipient=False)
        return None

    def envelope_at_once(self, letter: Letter, connection: smtplib.SMTP) -> Outcome | None:
        """The three lines in one go (RFC 2920): most of the time of a mail is waiting for answers."""
        connection.send(f"MAIL FROM:<{letter.sender}> BODY=8BITMIME\r\nRCPT TO:<{letter.to}>\r\nDATA\r\n")
        replies: list[tuple[int, bytes]] = []
        while len(replies) < len(ACCEPTING) and not (replies and replies[-1][0] == CLOSING):
            replies.append(connection.getreply())
        for step, ((code, text), accepting) in enumerate(zip(replies, ACCEPTING, strict=False)):
            if code not in accepting:
                if replies[-1][0] == STARTS_CONTENT:  # for nobody: it ends before it began
                    connection.send(b"\r\n.\r\n")
                    connection.getreply()
                return self.refused(letter, code, text, about_recipient=step == 1)
        return None

    def hand_over(self, content: bytes) -> tuple[int, bytes]:
        assert self.connection
        ending = b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n"
        stuffed = LEADING_DOT.sub(b"..", content) if b"\n." in content or content.startswith(b".") else content
        self.connection.send(stuffed + ending)
        return self.connection.getreply()

    def refused(self, letter: Letter, code: int, text: bytes, *, about_recipient: bool) -> Outcome:
        """Leave the connection ready for the next mail, or closed."""
        if code == CLOSING:
            self.drop()
        else:
            self.reset()
        return answered(
            letter.number, attempts=letter.attempts, code=code, text=readable(text), about_recipient=about_recipient
        )

    def reset(self) -> None:
        assert self.connection
        try:
            code, _ = self.connection.rset()
        except OSError:
            code = CLOSING
        if code != 250:
            self.drop()

    def drop(self) -> None:
        """Without a goodbye: it may be gone already."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def close(self) -> None:
        if self.connection is not None:
            with contextlib.suppress(OSError):
                self.connection.quit()
            self.drop()


class CatchingTransport:
    """Demonstration: nothing leaves the machine; /postbak/ shows the mail as a row of the outbox."""

    def open(self) -> None: ...

    def send(self, letter: Letter, begin: Callable[[int], None]) -> Outcome:
        begin(letter.number)
        subject = Recipient.objects.select_related("mailing").get(pk=letter.number).mailing.subject
        OutgoingMail.objects.create(to=letter.to, subject=subject, message=letter.content, sent_at=timezone.now())
        return Outcome(letter.number, State.SENT)

    def close(self) -> None: ...


def transport() -> Transport:
    return (
        SmtpTransport() if issubclass(import_string(settings.DELIVERY_BACKEND), EmailBackend) else CatchingTransport()
    )


def readable(text: bytes) -> str:
    return text.decode(errors="replace").replace("\0", "")


def reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
