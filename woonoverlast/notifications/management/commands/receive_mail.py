"""Take in mail from a mail server, over SMTP or LMTP."""

import argparse
import asyncio
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from woonoverlast.notifications.replies import listening


class Command(BaseCommand):
    help = "Neem mail aan van een mailserver. Ctrl-C stopt."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--listen", default=settings.RECEIVE_MAIL, help="bijvoorbeeld lmtp://127.0.0.1:2525")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["listen"]:
            raise CommandError("Zeg met RECEIVE_MAIL of --listen waar: bijvoorbeeld lmtp://127.0.0.1:2525.")
        try:
            asyncio.run(listening.listen(options["listen"]))
        except OSError as error:
            raise CommandError(f"Op {options['listen']} kan geen mail binnenkomen: {error.strerror}.") from None
