"""Prints how good the guard against personal data is. The texts are invented, so they may be shown."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from woonoverlast.lib.personal_data import quality
from woonoverlast.lib.personal_data.findings import Kind

TITLES = {"develop": "to develop on", "measured": "only measured: never look at what was missed"}


class Command(BaseCommand):
    help = "Recall, whole recall and false alarms of the guard, over the labelled texts, with intervals of 95 %."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="what went wrong in the part to develop on")

    def handle(self, *args: Any, **options: Any) -> None:
        for part, title in TITLES.items():
            figures = quality.measure(quality.read_part(part))
            self.stdout.write(f"\n{part} ({title}): {figures.texts} texts, {figures.clean} of them clean")
            self.recall(figures)
            self.alarms(figures)
            if options["show"] and part == "develop":
                self.show(figures)

    def recall(self, figures: quality.Figures) -> None:
        kinds: dict[str, tuple[Kind, ...]] = {"structured": quality.STRUCTURED, "full names": (Kind.NAME,)}
        kinds |= {f"  {kind}": (kind,) for kind in quality.STRUCTURED}
        for title, chosen in kinds.items():
            wanted, found, whole = (
                sum(counted[kind] for kind in chosen) for counted in (figures.wanted, figures.found, figures.whole)
            )
            self.line(title, "found", found, wanted)
            if not title.startswith(" "):
                self.line("  gone to the last letter", "of found", whole, found)

    def alarms(self, figures: quality.Figures) -> None:
        self.line("clean texts stopped", "stopped", len(figures.false_alarms), figures.clean)
        for group, clean in sorted(figures.clean_by.items()):
            self.line(f"  {group}", "stopped", figures.stopped_by[group], clean)
        self.stdout.write(f"{'found beside the marks':36}{len(figures.beside):4}")

    def line(self, title: str, word: str, part: int, whole: int) -> None:
        low, high = quality.interval(part, whole)
        share = part / whole if whole else 1.0
        self.stdout.write(f"{title:36}{part:4} of {whole:4} {word:9}{share:7.1%}  ({low:.0%} to {high:.0%})")

    def show(self, figures: quality.Figures) -> None:
        for kind, text in figures.missed:
            self.stdout.write(f"missed {kind}: {text!r}")
        for found, text in figures.false_alarms + figures.beside:
            self.stdout.write(f"false {found!r}: {text!r}")
