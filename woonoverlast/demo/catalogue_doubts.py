"""What members of the demonstration say about instruments, from data/instruments.toml, by the acts of the catalogue."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from woonoverlast.instruments import doubting
from woonoverlast.instruments.models import Doubt, Instrument
from woonoverlast.people.models import Membership, Person, Role

TEXTS = Path(__file__).parent / "data" / "instruments.toml"


def tell() -> None:
    """Once: nothing happens where a doubt stands already."""
    if Doubt.objects.exists():
        return
    editor = Person.objects.filter(memberships__role=Role.EDITOR).order_by("pk")[0]
    writers = Membership.objects.active().filter(role=Role.COORDINATOR).select_related("person").order_by("pk")
    rows = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["doubt"]
    for row, membership in zip(rows, writers, strict=False):
        made = doubting.doubt(Instrument.objects.get(slug=row["instrument"]), text=row["text"], by=membership.person)
        if "answer" in row:
            doubting.settle(made, answer=row["answer"], by=editor)
        Doubt.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=row["days"]))
