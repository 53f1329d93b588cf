"""Mailings under accidents: senders killed at random moments, and a mail server that does everything wrong.

`--full` uses ten thousand recipients and fifty kills. Each claim that nothing is lost or doubled has a control.
"""

import email
import os
import random
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection

from woonoverlast.mail import addresses
from woonoverlast.mail.bulk import sending, transmitting
from woonoverlast.mail.bulk.outcomes import Outcome, postponed
from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing, PausedAddress, Unsubscription
from woonoverlast.mail.tests.mailings import a_mailing, send, states, use, waited
from woonoverlast.mail.tests.sink import ACCEPT, DROP, KEEP_AND_DROP, STALL, Sink, listening

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sink(settings: Any, tmp_path: Path) -> Iterator[Sink]:
    settings.DATA_DIR = tmp_path
    settings.EMAIL_TIMEOUT = 0.3
    with listening(Sink()) as server:
        use(server, settings)
        yield server


@pytest.fixture
def is_full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full"))


# Killed at random moments -----------------------------------------------------------------------------------------


class Killer:
    """Two senders, one of which is killed each time the mail server is at a chosen step of a chosen mail."""

    def __init__(self, nursery: "subprocess.Popen[str]", *, mails: int, kills: int) -> None:
        self.nursery = nursery
        self.chance = random.Random(38)  # noqa: S311 the same kills every time
        most = mails * 3 * 4 // 5  # near the end a sender may go of its own accord before it is killed
        self.moments = sorted(self.chance.sample(range(most), kills))
        self.steps = 0
        self.alive: list[int] = []
        self.killed = 0
        self.lock = threading.Lock()

    def start(self) -> None:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write("start\n")
        self.nursery.stdin.flush()
        self.alive.append(int(self.nursery.stdout.readline()))

    def decide(self, step: str, recipient: str) -> str:
        """Called by the mail server before every answer."""
        with self.lock:
            self.steps += 1
            if self.moments and self.steps >= self.moments[0]:
                self.moments.pop(0)
                self.kill_one()
        return ACCEPT

    def kill_one(self) -> None:
        living = [process for process in self.alive if is_running(process)]
        if not living:
            return  # the last one just went of its own accord
        victim = self.chance.choice(living)
        self.start()  # before the other goes, so that there is always one to wait for
        os.kill(victim, signal.SIGKILL)
        self.alive.remove(victim)
        self.killed += 1


@contextmanager
def nursery(sink: Sink, data: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    database = {key: connection.settings_dict[key.upper()] for key in ("host", "port", "user", "password")}
    where = f"postgresql:///{connection.settings_dict['NAME']}?{urlencode({k: v for k, v in database.items() if v})}"
    environment = os.environ | {
        "DATABASE_URL": where,
        "WOONOVERLAST_DATA": str(data),
        "DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "MAILING_PER_SECOND": "0",
        "DJANGO_SETTINGS_MODULE": "woonoverlast.config.settings",
    }
    command = [sys.executable, "-m", "woonoverlast.mail.tests.nursery", str(time.time()), *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:  # type: ignore[call-overload]
        yield process
        assert process.stdin
        process.stdin.close()


def killed_while_sending(sink: Sink, data: Path, *words: str, mails: int, kills: int) -> tuple[Mailing, int]:
    mailing = a_mailing(mails)
    with nursery(sink, data, *words) as process:
        killer = Killer(process, mails=mails, kills=kills)
        sink.decide = killer.decide
        killer.start()
        killer.start()
        wait_for(killer)
    send()  # what the last one that was killed left behind
    return mailing, killer.killed


def wait_for(killer: Killer) -> None:
    """Until the senders went of their own accord."""
    while killer.alive:
        for process in list(killer.alive):
            if not is_running(process):
                with killer.lock:
                    killer.alive.remove(process)
        threading.Event().wait(0.05)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks in /proc whether a sender lives")


@needs_proc
def test_killed_senders_double_and_lose_nothing(sink: Sink, tmp_path: Path, is_full: bool) -> None:
    mails, kills = (10_000, 50) if is_full else (240, 10)
    mailing, killed = killed_while_sending(sink, tmp_path, mails=mails, kills=kills)
    arrived = Counter(sink.recipients())
    ended = states(mailing)
    doubtful = {address for address, state in ended.items() if state == "in_doubt"}
    print(f"{mails} mails, {killed} kills: {len(doubtful)} in doubt, {max(arrived.values())} at most each")  # noqa: T201
    assert killed == kills
    assert max(arrived.values()) == 1
    assert set(ended.values()) <= {"sent", "in_doubt"}
    assert {address for address, state in ended.items() if state == "sent"} <= set(arrived)
    assert set(arrived) | doubtful == set(ended)
    assert len(doubtful) <= killed
    assert set(mailing.recipients.in_doubt().values_list("note", flat=True)) <= {
        "De verzender viel weg terwijl deze mail onderweg was."
    }


@needs_proc
@pytest.mark.full
def test_the_check_on_doubles_bites(sink: Sink, tmp_path: Path) -> None:
    """Positive control: a sender that sends everything again which a dead one had in hand doubles mail."""
    killed_while_sending(sink, tmp_path, "naive", mails=600, kills=30)
    assert max(Counter(sink.recipients()).values()) > 1


# A mail server that does everything wrong ------------------------------------------------------------------------

FAULTS = {
    1: ("rcpt", "421 4.3.2 closing", "sent"),
    2: ("rcpt", "450 4.2.1 later", "sent"),
    3: ("rcpt", "550 5.1.1 unknown", "refused"),
    4: ("content", "554 5.7.1 spam", "refused"),
    5: ("data", DROP, "sent"),
    6: ("data", STALL, "sent"),
    7: ("content", KEEP_AND_DROP, "in_doubt"),
    8: ("content", DROP, "in_doubt"),
    9: ("content", STALL, "in_doubt"),
    10: ("content", "451 4.3.0 try again", "sent"),
}


class Rude:
    """One in a hundred of each fault, the first time only; every seventh TLS connection breaks."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.handshakes = 0

    def decide(self, step: str, recipient: str) -> str:
        if step == "starttls":
            self.handshakes += 1
            return DROP if self.handshakes % 7 == 0 else ACCEPT
        at, answer, _ = FAULTS.get(number_of(recipient) % 100, ("", "", ""))
        if at != step or recipient in self.seen:
            return ACCEPT
        self.seen.add(recipient)
        return answer


def number_of(address: str) -> int:
    return int("".join(letter for letter in address if letter.isdigit()))


def expected(address: str) -> str:
    return FAULTS.get(number_of(address) % 100, ("", "", "sent"))[2]


@pytest.fixture
def encrypted(sink: Sink, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sink:
    """The same mail server with a certificate that this test trusts."""
    certificate = tmp_path / "sink.pem"
    certificate.write_bytes(self_signed())
    sink.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    sink.tls.load_cert_chain(certificate)
    sink.extensions = ("8BITMIME", "STARTTLS")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST = True, "localhost"
    return sink


def self_signed() -> bytes:
    """Valid for a century: whether it is valid now is decided by the clock of the machine, which `--at` leaves alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2120, 1, 1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = builder.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return private + made.public_bytes(serialization.Encoding.PEM)


def send_until_finished(mailing: Mailing) -> None:
    for _ in range(1000):
        waited()
        send()
        if mailing.is_finished:
            return
    raise AssertionError("it never ended")


def test_every_row_ends_in_the_right_state(encrypted: Sink, is_full: bool) -> None:
    encrypted.decide = Rude().decide
    mailing = a_mailing(10_000 if is_full else 300)
    send_until_finished(mailing)
    assert states(mailing) == {address: expected(address) for address in states(mailing)}
    assert max(Counter(encrypted.recipients()).values()) == 1
    assert {number_of(row.address) % 100 for row in PausedAddress.objects.current()} == {3}
    assert encrypted.sessions > 7


def test_the_check_on_states_bites(encrypted: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: a sender that takes no answer for a no doubles the mail."""

    def careless(number: int, state: str, note: str = "") -> Outcome:
        return postponed(number, attempts=0, note=note) if state == "in_doubt" else Outcome(number, state, note)  # type: ignore[arg-type]

    monkeypatch.setattr(transmitting, "Outcome", careless)
    encrypted.decide = Rude().decide
    send_until_finished(a_mailing(100))
    assert max(Counter(encrypted.recipients()).values()) > 1


# While it runs ---------------------------------------------------------------------------------------------------


def test_unsubscribing_while_it_runs_stops_what_is_queued(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LARGEST_BATCH", 5)
    mailing = a_mailing(60)
    last = "lezer59@werk.example"

    def unsubscribe_at_the_fifth(step: str, recipient: str) -> str:
        if (step, recipient) == ("content", "lezer5@werk.example"):
            addresses.unsubscribe_from(NEWSLETTER.slug, person=None, address=last, how=Unsubscription.How.ONE_CLICK)
            connection.close()
        return ACCEPT

    sink.decide = unsubscribe_at_the_fifth
    send()
    assert states(mailing)[last] == "cancelled"
    assert (mailing.progress()["sent"], last in sink.recipients()) == (59, False)


def test_four_connections_share_the_work(sink: Sink) -> None:
    mailing = a_mailing(200)
    sending.run(connections_at_once=4, until=lambda: False)
    assert mailing.progress()["sent"] == 200
    assert max(Counter(sink.recipients()).values()) == 1


EVIL = ["\r\nBcc: b@x.example", "\nRCPT TO:<b@x.example>", "%0d%0aBcc: b@x.example", "=?utf-8?q?=0d=0aBcc:_b=40x?=", "\u2028Bcc: b", "\0", "x" * 1000]  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_subject_name_or_address_adds_a_header_or_recipient(sink: Sink, evil: str) -> None:
    to = [Wanted(None, "een@x.example", evil), Wanted(None, f"twee@x.example{evil}", "Twee")]
    a_mailing(to, subject=f"Nieuws{evil}"[:150])
    a_mailing([Wanted(None, "gewoon@x.example", "Gewoon")])
    send()
    evil_one, usual = sink.accepted
    assert (evil_one.to, usual.to) == (["een@x.example"], ["gewoon@x.example"])
    assert headers_of(evil_one.content) == headers_of(usual.content)


def headers_of(content: bytes) -> list[str]:
    return [name.lower() for name in email.message_from_bytes(content)]
