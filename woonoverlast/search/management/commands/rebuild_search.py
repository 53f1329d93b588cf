from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from woonoverlast.search import indexing


class Command(BaseCommand):
    help = "Write the search index anew. Searching goes on meanwhile, on the old index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only the kinds of which nothing is in it yet")
        parser.add_argument(
            "--offline", action="store_true", help="much faster for very many texts; who searches waits"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = indexing.empty_kinds() if options["if_empty"] else None
        if kinds == []:
            return
        for kind, number in indexing.rebuild(kinds, offline=options["offline"]).items():
            self.stdout.write(f"{kind}: {number}")
