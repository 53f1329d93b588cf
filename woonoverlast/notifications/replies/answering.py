"""The mail that tells a sender what became of his: named, with his text, and never so often that two machines talk on."""

import re
from datetime import timedelta

from django.utils import timezone

from woonoverlast.mail import letters
from woonoverlast.mail.letters import Letter
from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies.outcomes import SILENT, TOLD
from woonoverlast.notifications.replies.reading import Mail
from woonoverlast.notifications.replies.verdicts import Verdict

PER_DAY = 5
# To senders who are nobody that we know, all together.
STRANGERS_PER_DAY = 200
DAY = timedelta(days=1)
ADDRESS = re.compile(r"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$")
NUMBER = re.compile(r"^[!-;=?-~]{3,200}$")


def answer(row: IncomingMail, mail: Mail, verdict: Verdict) -> bool:
    """Put the answer in the outbox, where one is due. Returns whether."""
    if verdict.outcome in SILENT or not may_be_answered(mail.sender, verdict):
        return False
    number = mail.message_id if NUMBER.match(mail.message_id) else ""
    letters.write(letter_of(verdict, to=mail.sender, number=row.pk, answers=number)).send()
    return True


def may_be_answered(sender: str, verdict: Verdict) -> bool:
    if len(sender) > 254 or not ADDRESS.match(sender):
        return False
    today = IncomingMail.objects.filter(answered_at__gt=timezone.now() - DAY)
    if today.filter(sender=sender).count() >= PER_DAY:
        return False
    return verdict.person is not None or today.filter(person=None).count() < STRANGERS_PER_DAY


def letter_of(verdict: Verdict, *, to: str, number: int, answers: str) -> Letter:
    """`answers` is the Message-ID of the mail of the sender, or empty."""
    told = TOLD[verdict.outcome]
    context = {
        "title": told.title,
        "about": verdict.subject if verdict.signed else "",
        "told": told.text,
        "notes": verdict.notes,
        "url": verdict.url or "/forum/",
        "text": verdict.text if keeps_text(verdict) else "",
    }
    return Letter(to, told.title, "notifications/mail/answer", context, headers(number, answers))


def keeps_text(verdict: Verdict) -> bool:
    """Not to a stranger: else anybody could have us send his words to whoever he says he is."""
    return TOLD[verdict.outcome].keep and verdict.signed


def headers(number: int, answers: str) -> dict[str, str]:
    found = {
        "Message-ID": f"<antwoord.{number}@{letters.host()}>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        letters.OWN_MARK: "antwoord",
    }
    return found | ({"In-Reply-To": f"<{answers}>", "References": f"<{answers}>"} if answers else {})
