"""Load the themes that the forum starts with; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.forum.reference import load_themes


class Command(BaseCommand):
    help = "Zet de thema's van het forum klaar."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_themes()} thema's klaar.")
