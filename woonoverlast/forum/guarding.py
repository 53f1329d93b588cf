"""What the guard of personal data says of a text that is about to be posted.

Nothing of what it sees is kept: not in a row, not in the log. A file is read anew each time.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from woonoverlast.forum import files as stored
from woonoverlast.forum.models import Attachment, Post
from woonoverlast.lib import personal_data, richtext
from woonoverlast.lib.personal_data import Finding, Kind
from woonoverlast.lib.uploads import Refused
from woonoverlast.people.false_alarms import allowed_like
from woonoverlast.people.guarded import forms_of, inside, known_names
from woonoverlast.people.models import Membership, Person, VisibleField

MAX_COUNT = 30
LINKS = "links"
# Numbers in an address are mostly numbers of pages.
IN_LINKS = {Kind.MAIL, Kind.ADDRESS, Kind.NAME}
MAX_PER_FILE = 5
MAX_NAMED = 200
QUOTED = re.compile(r'href="/forum/reactie/(\d{1,18})/"')
COLLEAGUE = " Is het een collega? Noem die dan met @."


@dataclass(frozen=True)
class Hit:
    """`field` is where it stands: title, body, or the name of a file. Never log one: it holds what must not spread."""

    field: str
    text: str = dataclasses.field(repr=False)
    reason: str
    # Empty where nothing can be replaced by a click.
    replacement: str
    file: int | None = None
    # Where in the text of the field it stands, each time that it does.
    places: tuple[tuple[int, int], ...] = ()

    @property
    def replacements(self) -> list[tuple[int, int, str]]:
        return [(start, end, self.replacement) for start, end in self.places]


def look(
    texts: Mapping[str, str], *, by: Person, files: Iterable[Attachment], named: Iterable[Person] = ()
) -> list[Hit]:
    """What to solve or to explain, at most thirty. Everybody may name himself, his work, and whom he mentions."""
    allowed = [*may_be_named(by), *(form for person in named for form in forms_of(person.name))]
    found = [in_text(name, text, allowed) for name, text in texts.items()]
    in_files = [line for file in files for line in in_file(file, allowed)]
    known = known_names(finding.text for line in [*found, *in_files] for finding in line.named)
    known += allowed_like(finding.text for line in [*found, *in_files] for finding in line.findings)
    hits = [hit for line in [*found, *in_files] for hit in line.hits(known)]
    return list(few_per_file(hits))[:MAX_COUNT]


def look_here(
    texts: Mapping[str, str], body: str, *, by: Person, files: Iterable[Attachment], topic_id: int | None
) -> list[Hit]:
    """Who may be named in this topic is only asked when something was seen: most texts name nobody."""
    kept = list(files)
    if not look(texts, by=by, files=kept):
        return []
    return look(texts, by=by, files=kept, named=named_in(body, by=by, topic_id=topic_id))


@dataclass(frozen=True)
class Found:
    """What was found in one text. `where` says which part of a file it is."""

    field: str
    text: str = dataclasses.field(repr=False)
    findings: tuple[Finding, ...]
    file: int | None = None
    where: str = ""

    @property
    def named(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind in {Kind.NAME, Kind.MAIL}]

    def hits(self, known: list[str]) -> Iterator[Hit]:
        for finding in self.findings:
            if inside(finding, self.text, known):
                continue
            place = (finding.start, finding.end)
            yield Hit(self.field, finding.text, self.reason(finding), self.replacement(finding), self.file, (place,))

    def reason(self, finding: Finding) -> str:
        place = f" Het staat in {self.where}." if self.where else ""
        return finding.reason + (COLLEAGUE if finding.kind is Kind.NAME and self.field == "body" else "") + place

    def replacement(self, finding: Finding) -> str:
        """Nobody but its maker changes a file or a link."""
        return "" if self.file or self.field == LINKS else finding.replacement


def in_text(name: str, text: str, allowed: list[str]) -> Found:
    findings = personal_data.find(text, allowed=allowed)
    if name == LINKS:
        findings = [finding for finding in findings if finding.kind in IN_LINKS]
    return Found(name, text, tuple(findings), where="een link" if name == LINKS else "")


def in_file(file: Attachment, allowed: list[str]) -> Iterator[Found]:
    try:
        parts = stored.words_of(file)
    except Refused as refusal:
        unread = Finding(Kind.NAME, 0, 0, file.name, str(refusal), "")
        yield Found(file.name, "", (unread,), file.pk)
        return
    for words in parts:
        findings = tuple(personal_data.find(words.text, allowed=allowed))
        if findings:
            yield Found(file.name, words.text, findings, file.pk, words.where)


def few_per_file(hits: Iterable[Hit]) -> Iterator[Hit]:
    """A list of a thousand names is one thing to solve. Each text once, with all its places."""
    counts: dict[int, int] = {}
    kept: dict[tuple[int | None, str, str], Hit] = {}
    for hit in hits:
        if hit.file is not None:
            counts[hit.file] = counts.get(hit.file, 0) + 1
            if counts[hit.file] > MAX_PER_FILE:
                continue
        key = (hit.file, hit.field, hit.text)
        before = kept[key].places if key in kept else ()
        kept[key] = dataclasses.replace(hit, places=(*before, *hit.places))
    yield from kept.values()


def may_be_named(by: Person) -> Iterator[str]:
    """The own signature: name, the mail address that colleagues see, and the employers."""
    yield from forms_of(by.name)
    if by.shows(VisibleField.EMAIL):
        yield by.email
    employers = Membership.objects.active().filter(person=by)
    yield from employers.values_list("organisation__name", flat=True)


def named_in(body: str, *, by: Person, topic_id: int | None = None) -> list[Person]:
    """Whom a text may name besides: who is mentioned with a link, who is quoted, and who wrote in the topic."""
    quoted = Post.objects.visible_to(by).filter(pk__in=QUOTED.findall(body)[:MAX_COUNT])
    there = Post.objects.visible_to(by).filter(topic=topic_id)
    wanted = Q(pk__in=richtext.mentions(body).people) | Q(pk__in=quoted.values("author"))
    if topic_id:
        wanted |= Q(pk__in=there.values("author"))
    return list(Person.objects.filter(wanted, anonymised_at=None)[:MAX_NAMED])


def names(file: Attachment, person: Person) -> bool:
    """Whether the file says who this is, in its text or its properties. A file that cannot be read may."""
    try:
        text = "\n".join(words.text for words in stored.words_of(file)).lower()
    except (Refused, OSError):
        return True
    return any(form.lower() in text for form in (*forms_of(person.name), person.email) if form)
