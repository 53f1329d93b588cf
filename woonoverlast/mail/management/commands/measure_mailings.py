"""How fast a mailing is made, queued and sent, beside bare smtplib with the same ready messages in the same run."""

import argparse
import json
import resource
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand
from django.test import override_settings

from woonoverlast.mail.bulk import composing, queueing, sending
from woonoverlast.mail.bulk.composing import Addressee
from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing
from woonoverlast.people.models import Person

CONNECTIONS = 4
SHARE = 0.6
MAX_MEMORY = 250
KEPT_READY = 2_000  # messages that the reference sends over and over
TEXT = "Dag [[naam]],\n\n" + "Er is weer nieuws over woonoverlast, één regel lang.\n" * 30
HTML = "<html><body><p>Dag [[naam]]</p>" + "<p>Er is weer nieuws over woonoverlast, één alinea lang.</p>\n" * 75


class Command(BaseCommand):
    help = "Meet mailings naast kale smtplib. Er gaat niets van deze machine af."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--quick", action="store_true", help="10.000 ontvangers in plaats van 100.000")
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--part", choices=["bare", "platform"], help=argparse.SUPPRESS)
        parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
        parser.add_argument("--count", type=int, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"]:
            measured = bare if options["part"] == "bare" else platform
            self.stdout.write(json.dumps(measured(options["port"], options["count"])))
            return
        count = 10_000 if options["quick"] else 100_000
        with sink() as port:
            small = in_own_process("platform", port, 1_000)
            self.stdout.write(
                f"\nMailing aan {count} ontvangers, {CONNECTIONS} verbindingen, tegen een lokale mailserver\n"
            )
            rounds = [self.one_round(port, count) for _ in range(options["rounds"])]
        share = sorted(rounds)[len(rounds) // 2]
        self.stdout.write(f"Middelste deel van kale smtplib: {share:.0%} (doel: minstens {SHARE:.0%})")
        self.stdout.write(f"Geheugen bij 1.000 ontvangers: {small['memory']:.0f} MB")

    def one_round(self, port: int, count: int) -> float:
        reference = in_own_process("bare", port, count // 2)
        ours = in_own_process("platform", port, count)
        rate = count / (ours["queueing"] + ours["sending"])
        verdict = "goed" if ours["memory"] < MAX_MEMORY else f"boven {MAX_MEMORY} MB"
        self.stdout.write(
            f"kale smtplib {reference['rate']:.0f}/s; klaarzetten {ours['queueing']:.1f} s, versturen"
            f" {count / ours['sending']:.0f}/s, samen {rate:.0f}/s = {rate / reference['rate']:.0%}; mails aangekomen"
            f" {ours['sent']:.0f}; geheugen {ours['memory']:.0f} MB ({verdict})"
        )
        self.stdout.flush()
        return rate / reference["rate"]


@contextmanager
def sink() -> Iterator[int]:
    command = [sys.executable, "-m", "tools.bench.sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin
        assert process.stdout
        yield int(process.stdout.readline())
        process.stdin.close()


def in_own_process(part: str, port: int, count: int) -> dict[str, float]:
    """So that the memory is that of this work alone."""
    numbers = ["--port", str(port), "--count", str(count)]
    command = [sys.executable, "-m", "django", "measure_mailings", "--part", part, *numbers]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def bare(port: int, count: int) -> dict[str, float]:
    """Ready messages in memory, one smtplib connection per thread, nothing else."""
    composed = composing.compose(Mailing(list_name=NEWSLETTER.slug, subject="Nieuws", text=TEXT, html=HTML))
    people = [Addressee(n, f"lezer{n}@werk.example", f"Lezer {n}") for n in range(KEPT_READY)]
    ready = [(person.address, composed.copy_for(person, date=composing.today())) for person in people]
    each = count // CONNECTIONS
    threads = [threading.Thread(target=send_bare, args=(port, ready, each)) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"rate": each * CONNECTIONS / (time.perf_counter() - start)}


def send_bare(port: int, ready: Sequence[tuple[str, bytes]], count: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for number in range(count):
            to, content = ready[number % len(ready)]
            connection.sendmail("terug@woonoverlast.example", [to], content, ["BODY=8BITMIME"])


def platform(port: int, count: int) -> dict[str, float]:
    """Our whole way: rows, claims, copies, journal, outcomes. The mailing is removed afterwards."""
    where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "MAILING_PER_SECOND": 0}
    with override_settings(DELIVERY_BACKEND="django.core.mail.backends.smtp.EmailBackend", **where):
        start = time.perf_counter()
        mailing = queueing.create(
            NEWSLETTER, subject="Nieuws", text=TEXT, html=HTML, by=Person.objects.earliest("pk"), members_only=False
        )
        queueing.queue(mailing, (Wanted(None, f"lezer{n}@werk.example", f"Lezer {n}") for n in range(count)))
        queued = time.perf_counter()
        sending.run(connections_at_once=CONNECTIONS, until=lambda: False)
        done = time.perf_counter()
    sent = mailing.progress()["sent"]
    mailing.delete()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
    return {"queueing": queued - start, "sending": done - queued, "sent": sent, "memory": memory}
