"""`bin/manage load_rules`: add the table of rules of the project's own file."""

from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.chooser.loading import load_rules


class Command(BaseCommand):
    help = "Adds the table of rules of the chooser; one that an editor wrote stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("written" if load_rules() else "nothing to do")
