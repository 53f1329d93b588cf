"""The door for mail servers: SMTP or LMTP on an address of this machine. "250" is said when the mail is in the database."""

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections

from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies import addressing, receiving

logger = logging.getLogger(__name__)

# Above it the mail server of the sender says that it is too large; below it we say so ourselves, with the text.
MAX_BYTES = 40 * 1024 * 1024
MAX_RECIPIENTS = 50
SECONDS = 60
BATCH_SIZE = 2

KEPT = "250 2.0.0 Ontvangen"
NO_SUCH_BOX = "550 5.1.1 Dit adres bestaat niet"
ENOUGH = "452 4.5.3 Te veel adressen in een keer"
LATER = "451 4.3.0 Nu even niet; probeer het later opnieuw"


class Door:
    """What aiosmtpd asks at each step."""

    def __init__(self, *, answer_each: bool) -> None:
        self.answer_each = answer_each
        # Each has a connection to the database.
        self.hands = ThreadPoolExecutor(BATCH_SIZE, thread_name_prefix="mail")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not addressing.is_ours(address):
            return NO_SUCH_BOX
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return ENOUGH
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """One answer; in LMTP one for each address."""
        answer = await asyncio.get_running_loop().run_in_executor(self.hands, kept, envelope)
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.answer_each else answer


def kept(envelope: Envelope) -> str:
    """Whatever goes wrong, the mail server that brought it keeps it and comes again."""
    close_old_connections()
    try:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        sender = (envelope.mail_from or "").strip("<>")  # "<>" is mail of a machine
        head = f"Return-Path: <{sender}>\r\n".encode(errors="replace")
        receiving.store(head + content, to=envelope.rcpt_tos, door=IncomingMail.Door.SMTP)
    except Exception:
        logger.exception("incoming_mail_not_kept")
        return LATER
    finally:
        close_old_connections()
    return KEPT


async def listen(where: str, *, until: asyncio.Event | None = None) -> None:
    """`where` is smtp://host:port or lmtp://host:port. Returns on SIGTERM and Ctrl-C, or when `until` is set."""
    address = urlsplit(where)
    is_lmtp = address.scheme == "lmtp"
    door, kind = Door(answer_each=is_lmtp), LMTP if is_lmtp else SMTP
    loop = asyncio.get_running_loop()
    stop = until or stop_on_signal(loop)
    server = await loop.create_server(
        lambda: kind(door, data_size_limit=MAX_BYTES, timeout=SECONDS, ident="Platform Woonoverlast", loop=loop),
        address.hostname,
        address.port or 0,
    )
    async with server:
        await stop.wait()
    door.hands.shutdown()  # what is being stored is stored


def stop_on_signal(loop: asyncio.AbstractEventLoop) -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop
