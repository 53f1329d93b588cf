"""Which subjects a question is about, from its words. Editors keep the words at `/beheer/onderwerpen/`."""

import csv
import re
from collections import Counter
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max

from woonoverlast.experts.models import SubjectWords
from woonoverlast.lib.naming import name_key
from woonoverlast.lib.text import clean_line
from woonoverlast.people import logbook
from woonoverlast.people.models import Expertise, Person

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


def signs_of_subjects() -> dict[str, list[re.Pattern[str]]]:
    """What we ship, and over it what editors changed; remembered until somebody changes it."""
    stamp = SubjectWords.objects.aggregate(at=Max("changed_at"), count=Count("pk"))
    return signs_of((stamp["at"], stamp["count"]))


@lru_cache(maxsize=1)
def signs_of(stamp: tuple[datetime | None, int]) -> dict[str, list[re.Pattern[str]]]:
    return {slug: [sign_of(word) for word in words] for slug, words in words_of_subjects().items()}


def words_of_subjects() -> dict[str, list[str]]:
    """Of each subject, by its slug."""
    changed = dict(SubjectWords.objects.values_list("subject__slug", "words"))
    return {slug: split(words) for slug, words in (shipped() | changed).items()}


@cache
def shipped() -> dict[str, str]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row["words"] for row in csv.DictReader(file)}


def split(words: str) -> list[str]:
    """Words with a semicolon or a line between them, each once."""
    return list(
        dict.fromkeys(word for part in re.split(r"[;\n]", words) if (word := clean_line(part)) and name_key(word))
    )


@transaction.atomic
def keep(subject: Expertise, words: list[str], *, by: Person) -> None:
    SubjectWords.objects.update_or_create(subject=subject, defaults={"words": "; ".join(words), "changed_by": by})
    logbook.record(by=by, verb="woorden van onderwerp gewijzigd", target=subject)


def sign_of(word: str) -> re.Pattern[str]:
    """A word that ends in * is the start of other words."""
    start = re.escape(name_key(word))
    return re.compile(f" {start}" if word.endswith("*") else f" {start} ")
