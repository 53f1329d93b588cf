"""Many more members, for measuring."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from woonoverlast.demo import masses


class Command(BaseCommand):
    help = "Voegt zo veel verzonnen leden toe dat er N zijn, om snelheid mee te meten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Dit is geen voorbeeldomgeving; er is niets veranderd.")
        self.stdout.write(f"{masses.populate(options['members'])} leden toegevoegd.")
