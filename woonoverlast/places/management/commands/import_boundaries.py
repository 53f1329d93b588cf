from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from woonoverlast.places.boundaries import BadBoundaries, import_address, import_file


class Command(BaseCommand):
    help = "Import the boundaries of the municipalities from GeoJSON (WGS84). Replaces all, or nothing at all."

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--file", type=Path, help="a GeoJSON file")
        source.add_argument("--url", help="an address that answers with GeoJSON, such as the OGC API of PDOK")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = import_file(options["file"]) if options["file"] else import_address(options["url"])
        except BadBoundaries as problem:
            raise CommandError(f"{problem} De oude grenzen zijn gebleven.") from problem
        self.stdout.write(f"Grenzen van {number} gemeenten ingelezen.")
