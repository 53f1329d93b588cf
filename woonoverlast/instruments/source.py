"""The catalogue of instruments as it stands in `data/catalogue/*.toml`: read, and refused where it is not whole.

One file per instrument. Each holds one or more dated versions; nothing is ever overwritten, a change of the law is a
new version. A field that the form demands may be empty only with a reason in `[version.empty]`.
"""

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from woonoverlast.instruments import facets

LISTS = ("conditions", "contra_indications", "evidence", "steps", "terms", "proportionality")
TEXTS = (
    "duration",
    "protection",
    "privacy",
    "costs",
    "effect_text",
    "certainty_text",
    "mechanism",
    "moderators",
    "implementation",
)
CODES = {"housing": facets.HOUSING, "nuisance": facets.NUISANCE, "causes": facets.CAUSES}
# What section 2.4 of the field's brief demands; empty only with a reason.
DEMANDED = ("summary", "decided_by", "carried_out_by", "laws", "cases", "relations", *CODES, *LISTS, *TEXTS)


class NotWhole(Exception):
    """A file that cannot go into the catalogue; the message says which file, which version and what."""


@dataclass(frozen=True)
class Source:
    slug: str
    name: str
    words: list[str]
    step: int
    track: str
    field_of_law: str
    tool: bool
    versions: list[dict[str, Any]] = field(default_factory=list)
    models: list[dict[str, Any]] = field(default_factory=list)


def read_all(folder: Path) -> list[Source]:
    """Every instrument of a folder, by name of file. Raises NotWhole with all complaints, one a line."""
    laws = set(tomllib.loads((folder.parent / "laws.toml").read_text(encoding="utf-8")))
    sources, complaints = [], []
    names = {path.stem for path in folder.glob("*.toml")}
    for path in sorted(folder.glob("*.toml")):
        try:
            source = read(path)
        except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            complaints.append(f"{path.name}: {error!r}")
            continue
        sources.append(source)
        complaints += [f"{path.name}: {complaint}" for complaint in complaints_about(source, names, laws)]
    if complaints:
        raise NotWhole("\n".join(complaints))
    return sources


def read(path: Path) -> Source:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Source(
        slug=path.stem,
        name=data.pop("name"),
        words=data.pop("words", []),
        step=data.pop("step"),
        track=data.pop("track"),
        field_of_law=data.pop("field_of_law"),
        tool=data.pop("tool", False),
        versions=[_tidy(version) for version in data.pop("version")],
        models=data.pop("model", []),
        **data,  # what nobody asked for is a TypeError: a slip of the pen
    )


def _tidy(version: dict[str, Any]) -> dict[str, Any]:
    """Lines of one text run on; a list keeps its entries."""
    return {
        key: " ".join(value.split())
        if isinstance(value, str)
        else [" ".join(entry.split()) if isinstance(entry, str) else entry for entry in value]
        if isinstance(value, list)
        else value
        for key, value in version.items()
    }


def complaints_about(source: Source, names: set[str], laws: set[str]) -> list[str]:
    found = []
    if source.step not in facets.STEPS:
        found.append(f"step {source.step}")
    if source.track not in facets.TRACKS:
        found.append(f"track {source.track}")
    if source.field_of_law not in facets.FIELDS_OF_LAW:
        found.append(f"field_of_law {source.field_of_law}")
    last: datetime.date | None = None
    for number, version in enumerate(source.versions, start=1):
        found += [f"version {number}: {complaint}" for complaint in _complaints_about_version(version, names, laws)]
        begins = version.get("valid_from")
        if number > 1 and (begins is None or last is None or begins < last):
            found.append(f"version {number} begins before the one before it ends")
        last = version.get("valid_to")
    for model in source.models:
        found += [f"model: {key} is empty" for key in ("title", "text") if not model.get(key)]
    return found


def _complaints_about_version(version: dict[str, Any], names: set[str], laws: set[str]) -> list[str]:
    empty = version.get("empty", {})
    found = [f"{key} is empty without a reason" for key in DEMANDED if not version.get(key) and not empty.get(key)]
    found += [f"{key} has a value and a reason to be empty" for key in empty if version.get(key)]
    found += [f"unknown field {key}" for key in set(version) - KNOWN]
    found += [f"unknown field {key} in empty" for key in set(empty) - set(DEMANDED)]
    for key, known in CODES.items():
        found += [f"{key}: unknown {code}" for code in version.get(key, []) if code not in known and code != "all"]
    if version.get("local_rule") not in facets.LOCAL_RULE:
        found.append(f"local_rule {version.get('local_rule')}")
    if version.get("effect") not in facets.EFFECTS:
        found.append(f"effect {version.get('effect')}")
    if version.get("certainty") not in facets.CERTAINTY:
        found.append(f"certainty {version.get('certainty')}")
    found += [f"unknown law {law.get('law')}" for law in version.get("laws", []) if law.get("law") not in laws]
    found += [
        f"article {law['article']} of {law['law']}: a book of the code is in the name of the law"
        for law in version.get("laws", [])
        if law.get("law", "").startswith("BW") and ":" in law.get("article", "")
    ]
    for relation in version.get("relations", []):
        if relation.get("kind") not in facets.RELATIONS:
            found.append(f"relation {relation}")
        if relation.get("other") not in names:
            found.append(f"relation with {relation.get('other')}, which has no file (yet)")
        if not relation.get("why"):
            found.append(f"relation with {relation.get('other')} says no why")
    found += [
        f"case {case} needs ecli and about"
        for case in version.get("cases", [])
        if not (case.get("ecli") and case.get("about"))
    ]
    if len(version.get("summary", "").split()) > 60:
        found.append(f"summary has {len(version['summary'].split())} words, 60 at most")
    return found


KNOWN = {*DEMANDED, "valid_from", "valid_to", "changed", "local_rule", "effect", "certainty", "empty"}
