"""`bin/manage load_targets`: add the cycles and targets of the project's own file."""

from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.targets.loading import load_targets


class Command(BaseCommand):
    help = "Adds the national targets that are missing; changes by editors stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_targets()} targets added")
