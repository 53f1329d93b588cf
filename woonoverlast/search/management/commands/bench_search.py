from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.people.models import Person
from woonoverlast.search import measuring
from woonoverlast.search.models import Entry


class Command(BaseCommand):
    help = "Measure searching on the index as it is: rare, common, two and misspelt words."

    def handle(self, *args: Any, **options: Any) -> None:
        reader = Person.objects.members().latest("pk")
        self.stdout.write(f"\nZoeken in {Entry.objects.count()} teksten en namen, in ms")
        self.stdout.write(f"{'':24}{'zoeken p50':>11}{'p95':>8}{'bladzijde p50':>15}{'p95':>8}  doel voor p95")
        for group in measuring.groups():
            search, page = measuring.search_times(group, reader), measuring.page_times(group, reader)
            figures = f"{search.percentile(50):>11.1f}{search.percentile(95):>8.1f}"
            figures += f"{page.percentile(50):>15.1f}{page.percentile(95):>8.1f}"
            verdict = "goed" if page.percentile(95) <= group.aim else f"boven {group.aim} ms"
            self.stdout.write(f"{group.name:24}{figures}  {verdict}")
