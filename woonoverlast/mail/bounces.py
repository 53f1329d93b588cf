"""Mail that comes back to the return-path address of a row: it could not be delivered, or somebody complained.

`receive` takes the bytes of one message, however they came in. Whose mail it was follows from the signed mark in an
address or Message-ID, so nobody can report a mail that he did not get. Standard reports first; words in the text last.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from woonoverlast.mail import addresses
from woonoverlast.mail.bulk import composing, tokens
from woonoverlast.mail.bulk.outcomes import Fault, fault_of
from woonoverlast.mail.models import Recipient, Unsubscription

MAX_BYTES = 1_000_000
MAX_TEXT = 20_000
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
MARK = re.compile(rb"[+<]([0-9a-z]{1,13}-[0-9a-f]{20})@", re.IGNORECASE)
AUTOMATIC = re.compile(
    r"^(re: ?)?(automatisch antwoord|automatic reply|out of (the )?office|auto: |afwezig)", re.IGNORECASE
)
ORIGINAL = re.compile(
    r"^(-{2,}.{0,30}(original message|copy of the message|unsent message|returned message|message header).*"
    r"|(received|return-path|message-id): .*)$",
    re.IGNORECASE | re.MULTILINE,
)
TEMPORARY = re.compile(
    r"still being retried|will (continue|keep|be retried)|not yet been delivered|could not be delivered (yet|for the past)"
    r"|warning message only|delivery (temporarily|has been) (suspended|delayed)|no action is required|do not need to resend"
    r"|will try again|nog niet afgeleverd|wordt opnieuw geprobeerd",
    re.IGNORECASE,
)
FINAL = re.compile(
    r"user unknown|unknown user|no such (user|recipient|mailbox|account|person)|undeliver|not (be )?deliver|returned mail"
    r"|delivery (has )?failed|failed to deliver|fail(ed|ure) (notice|.{0,20}deliver)|deliver.{0,20}fail"
    r"|unable to deliver|(could|can|did) ?not (be )?(sent|deliver|reach|accept)|does not (exist|like recipient)|mailbox"
    r"|invalid (recipient|address|user)|unknown (recipient|address|local)|address.{0,20}(unknown|rejected|invalid|not found)"
    r"|account.{0,40}(disabled|unavailable|inactive|closed|suspended|not exist)|quota|permanent (error|fail)|fatal error"
    r"|recipients? (has )?(failed|was aborted)|\(failure\)|rejected|bounce|kan niet (worden )?(afge|be)|niet bezorg|onbestelbaar|\b55[0-4]\b",
    re.IGNORECASE,
)
NO_ADDRESS = re.compile(
    r"user unknown|unknown (user|recipient)|no such (user|recipient|mailbox|account|person)|does not exist|onbekend",
    re.IGNORECASE,
)


class Kind(StrEnum):
    BOUNCED = "bounced"  # it will not arrive
    DELAYED = "delayed"  # they are still trying
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic"  # somebody is away, or a confirmation
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """What one message says, in a line for editors and members."""

    kind: Kind
    reason: str = ""
    fault: Fault = Fault.NONE


@dataclass(frozen=True)
class Received:
    """What it said and about whom; None where it carries no mark of ours."""

    reading: Reading
    recipient: Recipient | None


def receive(raw: bytes, *, to: str = "") -> Received:
    """Read it and do what follows. `to` is the address it was delivered at, where the receiver knows it."""
    reading = read(raw)
    recipient = recipient_of(raw, to)
    if recipient:
        act_on(reading, recipient)
    return Received(reading, recipient)


@transaction.atomic
def act_on(reading: Reading, recipient: Recipient) -> None:
    if reading.kind == Kind.COMPLAINT:
        Recipient.objects.filter(pk=recipient.pk).update(complained_at=timezone.now())
        addresses.unsubscribe(recipient, how=Unsubscription.How.COMPLAINT)
    elif reading.kind == Kind.BOUNCED:
        note_bounce(reading, recipient)


def note_bounce(reading: Reading, recipient: Recipient) -> None:
    """It proves as well that the mail went: there is no doubt any more."""
    doubtful = Recipient.objects.in_doubt().filter(pk=recipient.pk)
    doubtful.update(state=Recipient.State.SENT)
    row = Recipient.objects.filter(pk=recipient.pk)
    row.update(note=reading.reason)
    if reading.fault == Fault.OURS:
        return
    row.update(bounced_at=timezone.now())
    if reading.fault == Fault.ADDRESS:
        addresses.pause(recipient.address, reason=reading.reason)
    else:
        addresses.pause_when_often_back(recipient.address, reason=reading.reason)


def recipient_of(raw: bytes, to: str) -> Recipient | None:
    """By the return-path address, else by our Message-ID in what was sent back."""
    purposes = (composing.RETURN_PATH, composing.MESSAGE_ID)
    marks = [found.decode() for found in MARK.findall(f"{to}\n".encode() + raw[:MAX_BYTES])]
    numbers = (tokens.read(mark, purpose=purpose) for purpose in purposes for mark in dict.fromkeys(marks))
    number = next((number for number in numbers if number is not None), None)
    if number is None:
        return None
    return Recipient.objects.select_related("mailing", "person").filter(pk=number).first()


def read(raw: bytes) -> Reading:
    message = email.message_from_bytes(raw[:MAX_BYTES])
    return complaint(message) or report(message) or automatic(message) or words(message)


def complaint(message: Message) -> Reading | None:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            is_praise = "not-spam" in part.as_string().lower()
            return Reading(Kind.UNKNOWN) if is_praise else Reading(Kind.COMPLAINT, "Als ongewenst gemeld.")
    return None


def report(message: Message) -> Reading | None:
    """A delivery status notification: the worst that it says about any recipient."""
    readings = [reading for block in blocks(message) if (reading := reading_of(block))]
    order = [Kind.BOUNCED, Kind.DELAYED, Kind.AUTOMATIC]
    return min(readings, key=lambda reading: order.index(reading.kind), default=None)


def blocks(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            yield from (block for block in payload if isinstance(block, Message)) if isinstance(payload, list) else ()


def reading_of(block: Message) -> Reading | None:
    """None for the block about the whole message, which names no recipient."""
    action = str(block.get("Action", "")).strip().lower().partition(" ")[0]
    status = STATUS.search(str(block.get("Status", "")))
    if not action and not status:
        return None
    reason = one_reason(f"{status[0] if status else ''} {block.get('Diagnostic-Code', '')}")
    if action in {"delivered", "relayed", "expanded"}:
        return Reading(Kind.AUTOMATIC, reason)
    if action == "delayed" or (action != "failed" and status and status[1] == "4"):
        return Reading(Kind.DELAYED, reason)
    return Reading(Kind.BOUNCED, reason, fault_in(reason))


def automatic(message: Message) -> Reading | None:
    """Somebody is away. Bounces of old servers call themselves automatic too, but come from nobody."""
    if is_from_nobody(message):
        return None
    says_so = str(message.get("Auto-Submitted", "no")).lower().startswith("auto-replied")
    if says_so or message.get("X-Autoreply") or AUTOMATIC.search(str(message.get("Subject", ""))):
        return Reading(Kind.AUTOMATIC)
    return None


def is_from_nobody(message: Message) -> bool:
    sender = f"{message.get('From', '')} {message.get('Return-Path', '')}".lower()
    return "mailer-daemon" in sender or "postmaster" in sender or "<>" in sender


def words(message: Message) -> Reading:
    text = " ".join(text_of(message).split())
    said = f"{message.get('Subject', '')} {text}"
    if TEMPORARY.search(said):
        return Reading(Kind.DELAYED, one_reason(said))
    final = FINAL.search(said)
    if not final:
        return Reading(Kind.UNKNOWN)
    reason = one_reason(said[max(0, final.start() - 60) :])
    fault = Fault.ADDRESS if NO_ADDRESS.search(text) else fault_in(text)
    return Reading(Kind.BOUNCED, reason, fault)


def text_of(message: Message) -> str:
    """What the server wrote, without the mail that it sends back."""
    texts = (decoded(part) for part in message.walk() if part.get_content_maintype() == "text")
    written = next((text for text in texts if text.strip()), "")[:MAX_TEXT]
    original = ORIGINAL.search(written)
    return written[: original.start()] if original and original.start() > 40 else written


def decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def fault_in(text: str) -> Fault:
    """A bounce that says nothing exact counts as one of the three in five."""
    status = STATUS.search(text)
    if status is None:
        return Fault.ADDRESS if NO_ADDRESS.search(text) else Fault.BOX
    if status[1] == "4":
        return Fault.BOX
    found = fault_of(550, status[0])
    return Fault.BOX if found == Fault.OURS and status[2] not in {"6", "7"} else found


def one_reason(text: str) -> str:
    return composing.one_line(text).strip()[:250]
