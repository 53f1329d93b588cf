"""What would make a case question recognisable: personal data, and every place or organisation by name.

Stricter than elsewhere on the forum: here a finding blocks until it is solved.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from woonoverlast.lib import personal_data
from woonoverlast.lib.personal_data import Kind
from woonoverlast.people import false_alarms, guarded
from woonoverlast.people.models import Membership, Organisation, Person
from woonoverlast.places.models import Municipality

# Every repetition has an end: without one, a line of capitals and hyphens takes time that grows with its square.
STREET = re.compile(
    r"\b(?:[A-Z][\w'’-]{0,40}\s{1,3}){0,3}?[A-Z][\w'’-]{0,40}?"
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|plantsoen|dreef|hof|park|flat|buurt|wijk)\b"
)
# Words that end as a street does, and start a sentence now and then.
NOT_A_STREET = frozenset(
    "buurt wijk flat park hof weg straat plein gracht kade dijk onderweg halverwege terugweg omweg werkwijk achterstandswijk"
    " volkswijk nieuwbouwwijk woonwijk portiekflat galerijflat seniorenflat studentenflat woonstraat snelweg achterweg"
    " gerechtshof hofje rechtbank vakantiepark woonwagenpark bungalowpark binnenhof speelplein uitweg".split()
)
# Names of municipalities that are ordinary words, or parts of them: only a capital inside a sentence gives them away.
ORDINARY = frozenset(
    "best bergen buren houten hulst laren urk ede epe goes oss rijssen soest vught zwijndrecht".split()
)
MIN_LENGTH = 3
MAX_COUNT = 20


@dataclass(frozen=True)
class Finding:
    """What to take out: where it stands, why, and what to write instead. Never log one: it holds what must not spread."""

    start: int
    end: int
    text: str = field(repr=False)
    reason: str
    replacement: str
    # A number of somebody: nothing to explain, it goes.
    sure: bool = False


def find(text: str, *, by: Person) -> list[Finding]:
    """Everything to solve, in order of place, without overlaps; `by` is the writer, whose own place counts first."""
    found = [*anything_personal(text), *names_of(by, text), *streets(text), *municipalities(text)]
    return list(without_overlap(sorted(found, key=lambda finding: (finding.start, -finding.end))))[:MAX_COUNT]


def anything_personal(text: str) -> Iterator[Finding]:
    """What the guard finds; nobody may be named here. A name can be explained to the second reader, a number cannot."""
    for found in still_held(text):
        sure = found.kind not in {Kind.NAME, Kind.ADDRESS}
        yield Finding(found.start, found.end, found.text, found.reason, found.replacement, sure)


def still_held(text: str) -> list[personal_data.Finding]:
    """Without the words of which an editor said that they are no person."""
    found = personal_data.find(text)
    allowed = false_alarms.allowed_like(finding.text for finding in found)
    return [finding for finding in found if not guarded.inside(finding, text, allowed)]


def without_overlap(findings: Iterable[Finding]) -> Iterator[Finding]:
    end = 0
    for finding in findings:
        if finding.start >= end:
            end = finding.end
            yield finding


def names_of(person: Person, text: str) -> Iterator[Finding]:
    """The writer's own municipality, working area and organisations, however they are written."""
    employers = Membership.objects.active().filter(person=person).values("organisation")
    own = Organisation.objects.filter(pk__in=employers)
    places = Municipality.objects.filter(working_organisations__in=own).values_list("name", flat=True)
    yield from named(person.name, text, reason="Dit is je eigen naam.", replacement="ik")
    home = [person.municipality.name] if person.municipality else []
    for name in {*home, *places}:
        yield from named(name, text, reason="Dit is jouw werkgebied.", replacement="onze gemeente")
    for organisation in own.select_related("municipality"):
        if organisation.municipality:
            name = organisation.municipality.name
            yield from named(name, text, reason="Dit is jouw werkgebied.", replacement="onze gemeente")
        reason = "Zo weet iedereen waar dit speelt."
        yield from named(organisation.name, text, reason=reason, replacement="onze organisatie")


def named(name: str, text: str, *, reason: str, replacement: str) -> Iterator[Finding]:
    if len(name) < MIN_LENGTH:
        return
    flags = re.NOFLAG if name.lower() in ORDINARY else re.IGNORECASE
    for match in re.finditer(rf"\b{re.escape(name)}\b", text, flags):
        if name.lower() in ORDINARY and starts_sentence(text, match.start()):
            continue
        yield Finding(match.start(), match.end(), match.group(), reason, replacement)


def municipalities(text: str) -> Iterator[Finding]:
    """Any municipality of today, with its capital."""
    words = set(re.findall(r"[A-Z][\w'’-]+", text))
    if not words:
        return
    names = Municipality.objects.current().values_list("name", flat=True)
    reason = "Een plaatsnaam maakt bewoners herkenbaar."
    for name in names:
        if words.isdisjoint(re.findall(r"[A-Z][\w'’-]+", name)):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            if name.lower() in ORDINARY and starts_sentence(text, match.start()):
                continue
            yield Finding(match.start(), match.end(), match.group(), reason, "een andere gemeente")


def streets(text: str) -> Iterator[Finding]:
    for match in STREET.finditer(text):
        if match.group().lower() in NOT_A_STREET:
            continue
        reason = "Een straat, flat of buurt bij naam maakt bewoners herkenbaar."
        yield Finding(match.start(), match.end(), match.group(), reason, "een straat in de wijk")


def starts_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t\"'‘“(")
    return not before or before[-1] in ".!?:\n•-"
