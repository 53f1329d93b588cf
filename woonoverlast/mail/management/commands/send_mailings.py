"""Send what is going now, outside the worker: for an operator, and for tests that kill it."""

import argparse
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from woonoverlast.mail.bulk import sending


class Command(BaseCommand):
    help = "Verstuur de mailings die nu uitgaan, tot er niets meer te doen is. Ctrl-C stopt na de mail die onderweg is."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--connections", type=int, default=settings.MAILING_CONNECTIONS)

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        sending.run(connections_at_once=options["connections"], until=stop.is_set)
