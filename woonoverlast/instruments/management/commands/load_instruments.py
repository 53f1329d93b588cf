"""`bin/manage load_instruments`: add the instruments of the project's own files."""

from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.instruments.loading import load_instruments


class Command(BaseCommand):
    help = "Adds the instruments that are missing; what editors wrote stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_instruments()} versions written")
