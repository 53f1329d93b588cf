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
    written = sum(load_versions(instruments[one.slug], one.versions, instruments) for one in sources)
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
    return Instrument.objects.update_or_create(slug=one.slug, defaults=facts)[0]


def load_versions(instrument: Instrument, versions: list[dict[str, Any]], instruments: dict[str, Instrument]) -> int:
    """How many were written: none of an instrument that an editor wrote for. What the file no longer says stays as a correction."""
    standing = instrument.versions.standing()
    if standing.filter(digest="").exists():
        return 0
    facts_by_digest = {digest_of(facts): facts for facts in versions}
    standing.exclude(digest__in=facts_by_digest).update(corrected_at=timezone.now())
    there = set(standing.values_list("digest", flat=True))
    new = {digest: facts for digest, facts in facts_by_digest.items() if digest not in there}
    for digest, facts in new.items():
        write(instrument, facts, instruments, digest=digest)
    return len(new)


def digest_of(facts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


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
