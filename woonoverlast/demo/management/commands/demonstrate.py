"""Fill an empty database with the demonstration community, or print its accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from woonoverlast.demo import (
    accounts,
    afterwards,
    catalogue_doubts,
    community,
    forum_topics,
    living,
    local_rules,
    meetings,
    newsletters,
    practice_examples,
)


class Command(BaseCommand):
    help = "Maakt de voorbeeldgemeenschap (één keer; daarna verandert er niets). --accounts toont de inloggegevens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="toon alleen de voorbeeldaccounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Dit is geen voorbeeldomgeving; er is niets veranderd.")
        if options["accounts"]:
            self.stdout.write(accounts.table() if community.exists() else "Er zijn geen voorbeeldaccounts.")
            return
        if community.exists():
            made = forum_topics.talk()
            if made:
                living.tell()
            newsletters.publish()
            meetings.hold()
            afterwards.add()
            catalogue_doubts.tell()
            practice_examples.write()
            local_rules.tell()
            self.stdout.write(f"De voorbeeldgemeenschap is er al; {made} onderwerpen toegevoegd aan het forum.")
            return
        try:
            community.build()
            forum_topics.talk()
            living.tell()
            newsletters.publish()
            meetings.hold()
            afterwards.add()
            catalogue_doubts.tell()
            practice_examples.write()
            local_rules.tell()
        except community.RealPeople as error:
            raise CommandError("Er staan echte mensen in deze database; er is niets veranderd.") from error
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # after so many rows at once the planner knows nothing, and guesses badly
        self.stdout.write("De voorbeeldgemeenschap is gemaakt.")
