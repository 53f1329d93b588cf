"""Prints how good the guard against personal data is. The texts are invented, so they may be shown."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from woonoverlast.lib.personal_data import quality
from woonoverlast.lib.personal_data.findings import Kind

SETS = {"tuning": "to tune on", "held_out": "held out", "held_out_later": "held out, written at the end"}


class Command(BaseCommand):
    help = "Recall and false alarms of the guard against personal data, over the labelled texts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="append", default=[], choices=list(SETS), help="what went wrong in a set")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, title in SETS.items():
            figures = quality.measure(quality.read(name))
            self.stdout.write(f"\n{title}: {figures.texts} texts, {figures.clean} of them clean")
            self.line("structured identifiers", figures, quality.STRUCTURED)
            self.line("full names", figures, [Kind.NAME])
            for kind in quality.STRUCTURED:
                self.line(f"  {kind}", figures, [kind])
            alarms = len(figures.false_alarms)
            self.stdout.write(
                f"{'false alarms':26}{alarms:4} of {figures.clean:4} clean texts {figures.alarm_rate:7.1%}"
            )
            self.stdout.write(f"{'found beside the marks':26}{len(figures.beside):4}")
            if name in options["show"]:
                self.show(figures)

    def line(self, title: str, figures: quality.Figures, kinds: Any) -> None:
        found, wanted = sum(figures.found[kind] for kind in kinds), sum(figures.wanted[kind] for kind in kinds)
        self.stdout.write(f"{title:26}{found:4} of {wanted:4} found       {figures.recall(kinds):7.1%}")

    def show(self, figures: quality.Figures) -> None:
        for kind, text in figures.missed:
            self.stdout.write(f"missed {kind}: {text!r}")
        for found, text in figures.false_alarms + figures.beside:
            self.stdout.write(f"false {found!r}: {text!r}")
