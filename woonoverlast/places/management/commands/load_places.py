from typing import Any

from django.core.management.base import BaseCommand, CommandError

from woonoverlast.lib import searching
from woonoverlast.places.loading import BadFile, load_reference
from woonoverlast.places.models import Municipality


class Command(BaseCommand):
    help = "Load municipalities, regions and figures from the project's own files. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_reference()
        except BadFile as problem:
            raise CommandError(str(problem)) from problem
        if report:
            searching.changed(*Municipality.objects.current())
        if options["verbosity"] == 0:
            return
        for table, number in report.created.items():
            if number:
                self.stdout.write(f"{table}: {number} nieuw")
        for table, names in report.changed.items():
            if names:
                self.stdout.write(f"{table}: {len(names)} gewijzigd ({', '.join(names[:10])})")
        if not report:
            self.stdout.write("Alles was al bijgewerkt.")
