"""Measures how long one look of the guard takes, beside a plain regular expression over the same text."""

import re
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from woonoverlast.lib import personal_data
from woonoverlast.lib.personal_data.quality import read_part

# Length, aim in ms, and whether it is full of personal data. Of what no form takes, reading stops after three hundred findings.
AIMS = ((2_000, 10.0, True), (200_000, 1_000.0, True), (1_000_000, 1_000.0, True), (1_000_000, 1_000.0, False))
PLAIN = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b|\b\d{9}\b|\b0\d{9}\b|\b\d{4} ?[A-Z]{2}\b")


class Command(BaseCommand):
    help = "Time of one look of the guard over texts of three lengths, beside a plain regular expression."

    def handle(self, *args: Any, **options: Any) -> None:
        texts = read_part("develop")
        self.stdout.write(f"\nDe bewaker, in ms\n{'':24}{'ijkpunt':>11}{'bewaker':>11}{'maal':>8}  doel")
        for size, aim, full in AIMS:
            text = "\n".join(labelled.text for labelled in texts if full or not labelled.marks)
            sample = (text * (size // len(text) + 1))[:size]
            plain, guard = best(PLAIN.findall, sample), best(personal_data.find, sample)
            title = f"{size} tekens" if full else f"{size} zonder personen"
            verdict = "goed" if guard < aim else f"boven {aim:.0f} ms"
            self.stdout.write(f"{title:24}{plain:>11.2f}{guard:>11.2f}{guard / plain:>8.0f}  {verdict}")


def best(act: Callable[[str], object], text: str) -> float:
    """Of five, in milliseconds."""
    taken = []
    for _ in range(5):
        start = time.process_time()
        act(text)
        taken.append(time.process_time() - start)
    return min(taken) * 1000
