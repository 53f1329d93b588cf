"""Mail that no person wrote: it is never posted, and never answered, or two machines would write to each other."""

import re

from django.conf import settings

from woonoverlast.mail import letters
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.replies.reading import Mail

PRECEDENCE = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
SUPPRESSED = {"all", "oof", "autoreply"}
MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(\+[^@]*)?@", re.IGNORECASE)
OWN_NUMBER = re.compile(r"^(melding|antwoord)\.\d+$")
ANSWERS = re.compile(r"^((re|antw?|aw|sv|fw|fwd|betr)\s?:\s*)+", re.IGNORECASE)
AWAY = re.compile(
    r"^\W*(automatisch(e)? (antwoord|reactie|bericht|beantwoording)|automatic reply|autoreply|auto[- ]?(reply|response|antwoord)"
    r"|auto:|out of (the )?office|afwezig(heid|heidsmelding|heidsbericht)?\s*($|[:\-–(!.,]|t/m|tot|van|wegens|op)"
    r"|ik ben (er niet|afwezig|met verlof|op vakantie)|niet op kantoor|ontvangstbevestiging|gelezen:|niet gelezen:|read:"
    r"|abwesenheit|automatische antwort|réponse automatique)",
    re.IGNORECASE,
)
REPORTS = {"multipart/report", "message/delivery-status", "message/disposition-notification"}


def kind_of(mail: Mail, *, subject: str = "") -> Outcome | None:
    """LOOP, BOUNCE or AUTOMATIC; None for a mail of a person. `subject` is that of the mail that is answered."""
    if is_own(mail):
        return Outcome.LOOP
    if mail.message.get_content_type() in REPORTS:
        return Outcome.BOUNCE
    return Outcome.AUTOMATIC if says_so(mail) or is_away(mail, subject) else None


def is_own(mail: Mail) -> bool:
    number, _, host = mail.message_id.partition("@")
    own = {
        letters.address_of(box) for box in (settings.DEFAULT_FROM_EMAIL, settings.REPLY_ADDRESS, settings.RETURN_PATH)
    }
    comes_back = bool(OWN_NUMBER.match(number)) and host == letters.host()
    return comes_back or mail.sender in own or bool(mail.header(letters.OWN_MARK))


def says_so(mail: Mail) -> bool:
    """RFC 3834, what Exchange and old programs write, and mail without a sender to return to."""
    header = mail.header
    submitted = header("Auto-Submitted").lower().partition(";")[0].strip()
    suppressed = {word.strip() for word in header("X-Auto-Response-Suppress").lower().split(",")}
    return (
        submitted not in {"", "no"}
        or header("Precedence").lower() in PRECEDENCE
        or bool(suppressed & SUPPRESSED)
        or any(header(name) for name in ("X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-FC-MachineGenerated"))
        or header("Return-Path") == "<>"
        or bool(MACHINES.match(mail.sender))
    )


def is_away(mail: Mail, subject: str) -> bool:
    """By the subject; a topic that is called "Afwezige huurder" is no such thing."""
    bare = ANSWERS.sub("", mail.subject)
    return bare.lower() != subject.lower() and bool(AWAY.match(bare))
