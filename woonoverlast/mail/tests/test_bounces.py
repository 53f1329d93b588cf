"""Mail that comes back: standard reports, plain words, complaints, and what is no bounce at all."""

import email
import os
from pathlib import Path
from typing import Any

import pytest

from woonoverlast.mail import addresses, bounces
from woonoverlast.mail.bounces import Kind
from woonoverlast.mail.bulk import composing, tokens
from woonoverlast.mail.bulk.outcomes import Fault
from woonoverlast.mail.models import PausedAddress, Recipient, Unsubscription
from woonoverlast.mail.tests.mailings import a_mailing, only

CORPUS = os.environ.get("BOUNCE_CORPUS", "")


def dsn(action: str, status: str, said: str = "") -> bytes:
    return f"""From: MAILER-DAEMON@mx.gemeente.example
To: terug@woonoverlast.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Over the mail that you sent.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.gemeente.example

Final-Recipient: rfc822; lezer0@werk.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b--
""".encode()


def plain(subject: str, text: str, sender: str = "MAILER-DAEMON@mx.example") -> bytes:
    return f"From: {sender}\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


COMPLAINT = b"""From: feedback@provider.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

Abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1

--b
Content-Type: message/rfc822

Subject: Nieuws
Message-ID: <MARK@localhost>

Dag
--b--
"""


@pytest.mark.parametrize(
    ("raw", "kind", "fault"),
    [
        (dsn("failed", "5.1.1", "550 5.1.1 user unknown"), Kind.BOUNCED, Fault.ADDRESS),
        (dsn("failed", "5.2.2", "552 5.2.2 mailbox full"), Kind.BOUNCED, Fault.BOX),
        (dsn("failed", "5.7.1", "554 5.7.1 your server is on a block list"), Kind.BOUNCED, Fault.OURS),
        (dsn("failed", "4.4.7", "delivery time expired"), Kind.BOUNCED, Fault.BOX),
        (dsn("delayed", "4.4.1", "connection timed out"), Kind.DELAYED, Fault.NONE),
        (dsn("delivered", "2.0.0"), Kind.AUTOMATIC, Fault.NONE),
        (plain("failure notice", "<a@x.example>: Sorry, no such user here. (#5.1.1)"), Kind.BOUNCED, Fault.ADDRESS),
        (plain("Returned mail", "552 mailbox full, quota exceeded"), Kind.BOUNCED, Fault.BOX),
        (plain("Niet bezorgd", "Dit bericht kan niet worden afgeleverd: adres onbekend."), Kind.BOUNCED, Fault.ADDRESS),
        (plain("Warning", "This is a warning message only. We will keep trying."), Kind.DELAYED, Fault.NONE),
        (plain("Automatisch antwoord: Nieuws", "Ik ben er maandag weer.", "sanne@x.example"), Kind.AUTOMATIC, Fault.NONE),
        (plain("Re: Nieuws", "Mooie nieuwsbrief, dank!", "sanne@x.example"), Kind.UNKNOWN, Fault.NONE),
        (COMPLAINT, Kind.COMPLAINT, Fault.NONE),
        (COMPLAINT.replace(b"abuse", b"not-spam"), Kind.UNKNOWN, Fault.NONE),
        (b"", Kind.UNKNOWN, Fault.NONE),
        (bytes(range(256)) * 40, Kind.UNKNOWN, Fault.NONE),
    ],
)  # fmt: skip
def test_reading(raw: bytes, kind: Kind, fault: Fault) -> None:
    reading = bounces.read(raw)
    assert (reading.kind, reading.fault) == (kind, fault)


@pytest.fixture
def row(db: None) -> Recipient:
    found = only(a_mailing(1))
    Recipient.objects.filter(pk=found.pk).update(state="sent", settled_at=found.not_before)
    return Recipient.objects.get(pk=found.pk)


def returned(row: Recipient, raw: bytes) -> Recipient:
    bounces.receive(raw, to=composing.return_path(row.pk))
    return Recipient.objects.get(pk=row.pk)


def test_dead_address_is_paused(row: Recipient) -> None:
    after = returned(row, dsn("failed", "5.1.1", "550 5.1.1 user unknown"))
    assert (after.state, after.bounced_at is not None) == ("sent", True)
    assert "user unknown" in PausedAddress.objects.current().get().reason


def test_full_box_counts_and_pauses_nothing_yet(row: Recipient) -> None:
    assert returned(row, dsn("failed", "5.2.2", "mailbox full")).bounced_at
    assert not PausedAddress.objects.exists()


def test_third_bounce_in_five_pauses(row: Recipient) -> None:
    Recipient.objects.update(bounced_at=row.not_before)
    for other in (only(a_mailing(1)), only(a_mailing(1))):
        Recipient.objects.filter(pk=other.pk).update(state="sent", settled_at=other.not_before)
        returned(other, dsn("failed", "5.2.2", "mailbox full"))
    assert addresses.current_pause(row.address)


def test_refusal_of_our_server_is_not_held_against_the_address(row: Recipient) -> None:
    assert returned(row, dsn("failed", "5.7.1", "blocked")).bounced_at is None


@pytest.mark.parametrize("raw", [dsn("delayed", "4.4.1"), plain("Afwezig", "Tot maandag", "a@x.example"), b""])
def test_what_is_no_bounce_changes_nothing(row: Recipient, raw: bytes) -> None:
    assert returned(row, raw).bounced_at is None
    assert not PausedAddress.objects.exists()


def test_bounce_ends_the_doubt(row: Recipient) -> None:
    Recipient.objects.update(state="in_doubt")
    assert returned(row, dsn("failed", "5.2.2", "full")).state == "sent"


def test_complaint_unsubscribes_by_the_mail_that_comes_along(row: Recipient) -> None:
    mark = tokens.sign(row.pk, purpose=composing.MESSAGE_ID).encode()
    bounces.receive(COMPLAINT.replace(b"MARK", mark))
    assert Unsubscription.objects.get().how == "complaint"
    assert Recipient.objects.get().complained_at


@pytest.mark.parametrize("mark", ["1-00000000000000000000", "nothing", ""])
@pytest.mark.django_db
def test_mark_that_we_did_not_make_is_nobody(mark: str) -> None:
    a_mailing(1)
    received = bounces.receive(dsn("failed", "5.1.1"), to=f"terug+{mark}@woonoverlast.example")
    assert received.recipient is None
    assert not PausedAddress.objects.exists()


@pytest.mark.django_db
def test_link_to_unsubscribe_is_no_mark(row: Recipient) -> None:
    """One may forward a mail: what stands in it must not pause an address."""
    token = tokens.sign(row.pk, purpose=composing.UNSUBSCRIBE)
    assert bounces.receive(dsn("failed", "5.1.1"), to=f"terug+{token}@woonoverlast.example").recipient is None


@pytest.mark.skipif(not CORPUS, reason="BOUNCE_CORPUS is not set: the folder tests/data of the sources of flufl.bounce")
def test_corpus_is_read_as_flufl_bounce_reads_it() -> None:
    """Its mails hold addresses of real people, so they are not kept here."""
    flufl: Any = pytest.importorskip("flufl.bounce")
    judged = [judge(path, flufl) for path in sorted(Path(CORPUS).glob("*_*.txt")) if path.suffix == ".txt"]
    wrong = [name for name, expected, kind in judged if expected not in {kind, None}]
    found = len([expected for _, expected, _ in judged if expected])
    print(f"{found - len(wrong)} of {found}; not: {wrong}")  # noqa: T201
    assert found > 100
    assert len(wrong) <= 0.05 * found


def judge(path: Path, flufl: Any) -> tuple[str, Kind | None, Kind]:
    """The name, what flufl.bounce finds (None where it names no address), and what we find."""
    raw = path.read_bytes()
    temporary, permanent = flufl.all_failures(email.message_from_bytes(raw))
    expected = Kind.BOUNCED if permanent else Kind.DELAYED if temporary else None
    return path.name, expected, bounces.read(raw).kind
