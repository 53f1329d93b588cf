"""What one mail means: who wrote, on what, and what became of it. Posting happens here too."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.account.models import EmailAddress
from django.utils import timezone

from woonoverlast.mail import bounces
from woonoverlast.notifications.models import IncomingMail, NoticeMail
from woonoverlast.notifications.replies import addressing, answerable, automatic, reading
from woonoverlast.notifications.replies.answerable import Posted, Reply
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.replies.reading import Mail
from woonoverlast.people.models import Person

MAX_BYTES = 25 * 1024 * 1024
MAX_PER_HOUR = 20
MAX_LENGTH_KEPT = 20_000


@dataclass(frozen=True)
class Verdict:
    """`person` wrote it, as far as that is proven; `signed` says that it came at an address that we made.

    `text` is what the sender gets back.
    """

    outcome: Outcome
    person: Person | None = None
    signed: bool = False
    subject: str = ""
    url: str = ""
    text: str = field(default="", repr=False)
    notes: list[str] = field(default_factory=list, repr=False)


def judge(row: IncomingMail) -> Verdict:
    """Do what the mail asks. Safe to run twice: what it posts carries a key made of the mail."""
    raw = bytes(row.raw)
    if addressing.is_return_path(row.to):
        bounces.receive(raw, to=row.to)
        return Verdict(Outcome.BOUNCE)
    mail = reading.read(raw)
    found = addressing.noticed(row.to)
    machine = automatic.kind_of(mail, subject=found.subject if isinstance(found, NoticeMail) else "")
    if machine or not isinstance(found, NoticeMail):
        return without_notice(machine, found, mail)
    return reply(row, mail, found)


def without_notice(machine: Outcome | None, found: NoticeMail | Outcome, mail: Mail) -> Verdict:
    """Of a machine, or at an address that stands in no mail of ours any more."""
    outcome = machine or (found if isinstance(found, Outcome) else Outcome.UNKNOWN)
    return Verdict(outcome, signed=outcome == Outcome.EXPIRED, subject=mail.subject, text=kept(mail))


def reply(row: IncomingMail, mail: Mail, notice: NoticeMail) -> Verdict:
    """Who wrote it follows from the signed address and the sender together: a mail that was forwarded proves nothing."""
    person = notice.person
    if mail.sender not in addresses_of(person):
        return Verdict(Outcome.FORGED, signed=True, subject=mail.subject, text=kept(mail))
    outcome = refusal(row, person)
    if outcome:
        return Verdict(outcome, person, signed=True, subject=notice.subject, text=kept(mail, person.name))
    text = reading.written_text(mail, name=person.name)
    posted = Posted(Outcome.EMPTY)
    if text:
        posted = answerable.post(person, notice.thread, Reply(text, reading.files(mail), key_of(row)))
    return Verdict(
        posted.outcome,
        person,
        signed=True,
        subject=notice.subject,
        url=posted.url,
        text=kept(mail, person.name),
        notes=posted.notes,
    )


def failed(row: IncomingMail) -> Verdict:
    """A defect of ours: who wrote it gets his text back."""
    mail, found = reading.read(bytes(row.raw)), addressing.noticed(row.to)
    known = isinstance(found, NoticeMail) and mail.sender in addresses_of(found.person)
    person = found.person if isinstance(found, NoticeMail) and known else None
    text = reading.whole_text(mail)[:MAX_LENGTH_KEPT]
    return Verdict(Outcome.FAILED, person, signed=known, subject=mail.subject, text=text)


def refusal(row: IncomingMail, person: Person) -> Outcome | None:
    """Why a mail of this person is not read further."""
    if person.suspended_at:
        return Outcome.SUSPENDED
    if row.size > MAX_BYTES:
        return Outcome.TOO_LARGE
    recent = IncomingMail.objects.filter(person=person, received_at__gt=timezone.now() - timedelta(hours=1))
    return Outcome.TOO_MANY if recent.exclude(pk=row.pk).count() >= MAX_PER_HOUR else None


def addresses_of(person: Person) -> set[str]:
    """Those that the person proved to read."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {person.email, *(address.lower() for address in proven)}


def key_of(row: IncomingMail) -> UUID:
    return uuid5(NAMESPACE_URL, f"mail:{row.message_id} {row.to}")


def kept(mail: Mail, name: str = "") -> str:
    """The words of the sender, or all text where his own cannot be told apart."""
    return (reading.written_text(mail, name=name) or reading.whole_text(mail))[:MAX_LENGTH_KEPT]
