"""Which subjects a question is about, from its words. Pure but for reading the names of the subjects."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

from woonoverlast.lib.naming import name_key
from woonoverlast.people.models import Expertise

WORDS = Path(__file__).parent / "data" / "subject_words.csv"
MAX_COUNT = 2


def subjects_in(text: str) -> list[Expertise]:
    """The one or two subjects that the text names most often; empty when it names none."""
    hits = slugs_in(text)
    if not hits:
        return []
    found = {subject.slug: subject for subject in Expertise.objects.filter(slug__in=list(hits))}
    return [found[slug] for slug in hits if slug in found]


def slugs_in(text: str) -> list[str]:
    """Each word of a subject counts once; the start of a Dutch compound counts too: "muziek" is in "muziekoverlast"."""
    key = f" {name_key(text)} "
    counts = Counter(
        {slug: sum(bool(sign.search(key)) for sign in signs) for slug, signs in signs_of_subjects().items()}
    )
    return [slug for slug, count in counts.most_common(MAX_COUNT) if count]


@cache
def signs_of_subjects() -> dict[str, list[re.Pattern[str]]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["slug"]: [sign_of(word) for word in row["words"].split(";")] for row in rows}


def sign_of(word: str) -> re.Pattern[str]:
    """A word that ends in * is the start of other words."""
    start = re.escape(name_key(word))
    return re.compile(f" {start}" if word.endswith("*") else f" {start} ")
