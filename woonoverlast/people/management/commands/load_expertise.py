"""Load the subjects that members can know about; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.people.reference import load_expertise


class Command(BaseCommand):
    help = "Zet de onderwerpen klaar die leden bij hun kennis kunnen kiezen."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_expertise()} onderwerpen klaar.")
