from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from woonoverlast.office import uncalled


class Command(BaseCommand):
    help = "Write docs/uncalled.md: what happens without being called."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "uncalled.md").write_text(uncalled.page())
