"""Many more members and topics, for measuring."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from woonoverlast.demo import many_events, many_people, many_topics


class Command(BaseCommand):
    help = "Voegt verzonnen leden toe tot er N zijn, en zo veel onderwerpen en reacties, om snelheid mee te meten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, default=0)
        parser.add_argument("--topics", type=int, default=0)
        parser.add_argument("--replies", type=int, default=0)
        parser.add_argument("--events", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Dit is geen voorbeeldomgeving; er is niets veranderd.")
        self.stdout.write(f"{many_people.populate(options['members'])} leden toegevoegd.")
        if options["topics"]:
            self.stdout.write(f"{many_topics.populate(options['topics'], options['replies'])} onderwerpen toegevoegd.")
        if options["events"]:
            self.stdout.write(f"{many_events.populate(options['events'])} bijeenkomsten toegevoegd.")
        self.stdout.write("De zoekindex wordt opnieuw gemaakt.")
        call_command("rebuild_search", "--offline", stdout=self.stdout)
