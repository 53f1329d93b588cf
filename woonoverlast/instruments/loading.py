"""Load the catalogue of the project's own files. What an editor wrote is left alone; nothing is overwritten."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.instruments import source
from woonoverlast.instruments.models import Instrument, LegalBasis, Relation, Ruling, SampleText, Version
from woonoverlast.instruments.source import Source
from woonoverlast.lib import searching

CATALOGUE = Path(__file__).parent / "data" / "catalogue"
SEVERAL = ("laws", "cases", "relations", "empty")


@transaction.atomic
def load_instruments(folder: Path = CATALOGUE) -> int:
    """Add what is missing and renew what only came from a file; returns how many versions were written."""
    sources = source.read_all(folder)
    instruments = {one.slug: instrument_of(one) for one in sources}
    written = sum(load_version(instruments[one.slug], facts, instruments) for one in sources for facts in one.versions)
    for one in sources:
        load_samples(instruments[one.slug], one.models)
    searching.changed(*instruments.values())
    return written


def instrument_of(one: Source) -> Instrument:
    facts = {
        "name": one.name,
        "words": one.words,
        "step": one.step,
        "track": one.track,
        "field_of_law": one.field_of_law,
        "is_tool": one.tool,
    }
    return Instrument.objects.get_or_create(slug=one.slug, defaults=facts)[0]


def load_version(instrument: Instrument, facts: dict[str, Any], instruments: dict[str, Instrument]) -> bool:
    """Whether a row was written: not where it stands there already, nor where an editor wrote for these days."""
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()
    standing = list(instrument.versions.standing())
    if any(version.digest == digest for version in standing) or any(not version.digest for version in standing):
        return False
    begins = facts.get("valid_from")
    instrument.versions.standing().filter(valid_from=begins).update(corrected_at=timezone.now())
    write(instrument, facts, instruments, digest=digest)
    return True


def write(instrument: Instrument, facts: dict[str, Any], instruments: dict[str, Instrument], **more: Any) -> Version:
    """A version with its rows. `facts` as in the files, see `source`."""
    columns = {key: value for key, value in facts.items() if key not in SEVERAL}
    for name, known in source.CODES.items():
        columns[name] = whole(columns.get(name, []), known)
    version = Version.objects.create(instrument=instrument, why_empty=facts.get("empty", {}), **columns, **more)
    LegalBasis.objects.bulk_create(LegalBasis(version=version, **law) for law in facts.get("laws", []))
    Ruling.objects.bulk_create(Ruling(version=version, **case) for case in facts.get("cases", []))
    Relation.objects.bulk_create(
        Relation(version=version, kind=one["kind"], other=instruments[one["other"]], why=one["why"])
        for one in facts.get("relations", [])
    )
    return version


def whole(chosen: Iterable[str], known: dict[str, str]) -> list[str]:
    """In the order of the taxonomy; "all" stands for each."""
    wanted = set(chosen)
    return [code for code in known if code in wanted or "all" in wanted]


def load_samples(instrument: Instrument, samples: list[dict[str, Any]]) -> None:
    for sample in samples:
        facts = {key: sample[key].strip() for key in ("title", "about", "text")}
        SampleText.objects.update_or_create(instrument=instrument, slug=slugify(sample["title"]), defaults=facts)
