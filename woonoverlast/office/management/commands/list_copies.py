from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from woonoverlast.office import copies


class Command(BaseCommand):
    help = "Write docs/copies.md: what each act does to each copy of a name and a sentence."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "copies.md").write_text(copies.page())
