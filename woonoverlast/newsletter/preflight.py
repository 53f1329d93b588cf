"""What is wrong with an edition before it goes, and what to do about it.

Red stops it, orange is to look at. Links of the platform are opened as a member who gets it; nothing is asked of others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from woonoverlast.forum import guarding
from woonoverlast.lib import personal_data, richtext
from woonoverlast.lib.personal_data import Kind
from woonoverlast.mail.bulk.composing import NotSendable
from woonoverlast.mail.letters import MAX_BYTES
from woonoverlast.newsletter import audience, links, placeholders, rendering
from woonoverlast.newsletter.audience import Counts
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.models import Person

# No newsletter has a reason to hold these; names and mail addresses of colleagues it may.
NEVER = {Kind.BSN, Kind.IBAN, Kind.DOCUMENT, Kind.BIRTH, Kind.PLATE}
LONG_SUBJECT = 70
SHORT_SUBJECT = 8
MAX_NAMED = 5


class Weight(StrEnum):
    RED = "rood"
    ORANGE = "oranje"


@dataclass(frozen=True)
class Finding:
    """`what` says what is wrong, `do` what to do. `block` is the block that it is about, None for the rest."""

    weight: Weight
    what: str
    do: str
    block: Block | None = None

    @property
    def stops(self) -> bool:
        return self.weight == Weight.RED


def look(edition: Edition, *, by: Person) -> list[Finding]:
    """Everything that was found, what stops first. Empty when it may go just like that."""
    blocks = list(edition.blocks.select_related("picture"))
    counts = audience.counts_of(edition)
    found = [
        *subject(edition.subject),
        *preview_line(edition),
        *content(edition, blocks),
        *recipients(counts),
        *marks(edition, blocks),
        *pictures(blocks),
        *links_in(edition, blocks, counts),
        *persons(edition, blocks, by=by),
        *weight(edition, by=by),
    ]
    return sorted(found, key=lambda finding: not finding.stops)


def red(what: str, do: str, block: Block | None = None) -> Finding:
    return Finding(Weight.RED, what, do, block)


def orange(what: str, do: str, block: Block | None = None) -> Finding:
    return Finding(Weight.ORANGE, what, do, block)


def subject(text: str) -> Iterator[Finding]:
    letters = [sign for sign in text if sign.isalpha()]
    if not text:
        yield red("Het onderwerp is leeg.", "Schrijf in een paar woorden wat er in de nieuwsbrief staat.")
        return
    if len(text) > LONG_SUBJECT:
        yield orange(
            f"Het onderwerp is {len(text)} tekens lang.", "Op een telefoon valt het eind weg. Maak het korter."
        )
    if len(text) < SHORT_SUBJECT:
        yield orange("Het onderwerp is erg kort.", "Zeg wat er in staat, dan openen meer mensen de mail.")
    if len(letters) > SHORT_SUBJECT and sum(sign.isupper() for sign in letters) > len(letters) / 2:
        yield orange(
            "Het onderwerp staat vooral in hoofdletters.", "Dat leest als schreeuwen, en belandt vaker bij spam."
        )
    if text.count("!") > 1:
        yield orange(
            "Er staan meer uitroeptekens in het onderwerp.", "Mailprogramma's zien dat als reclame. Haal ze weg."
        )
    if placeholders.MARK.search(text) or placeholders.unknown(text):
        yield red("In het onderwerp staat een invulveld.", "Dat kan alleen in de tekst. Schrijf het anders.")


def preview_line(edition: Edition) -> Iterator[Finding]:
    if not edition.preview:
        yield orange(
            "Er is geen regel onder het onderwerp.", "Vul hem in. Anders laat de mailbox de eerste woorden zien."
        )
    elif edition.preview.strip(".! ").lower() == edition.subject.strip(".! ").lower():
        yield orange(
            "De regel onder het onderwerp zegt hetzelfde als het onderwerp.", "Vertel daar wat er nog meer in staat."
        )
    if placeholders.MARK.search(edition.preview):
        yield red(
            "In de regel onder het onderwerp staat een invulveld.", "Dat kan alleen in de tekst. Schrijf het anders."
        )


def content(edition: Edition, blocks: list[Block]) -> Iterator[Finding]:
    if not blocks:
        yield red("Er staat nog niets in de nieuwsbrief.", "Kies een item van het platform, of schrijf een tekst.")
    elif not any(block.is_item for block in blocks) and not edition.corrects_id:
        yield orange(
            "Er staat geen enkel item van het platform in.", "Laat zien wat collega's vragen en weten: kies er een."
        )
    seen: set[str] = set()
    for block in blocks:
        if block.is_item and block.url in seen:
            yield orange(f"'{block}' staat er twee keer in.", "Haal er een weg.", block)
        seen.add(block.url)


def recipients(counts: Counts) -> Iterator[Finding]:
    if not counts.total:
        yield red("Niemand krijgt deze editie.", "Kies bij Ontvangers andere mensen.")


def marks(edition: Edition, blocks: list[Block]) -> Iterator[Finding]:
    texts: list[tuple[str, Block | None]] = [(richtext.plain(edition.introduction), None)]
    texts += [(part, block) for block in blocks for part in (block.title, richtext.plain(block.text))]
    known = ", ".join(f"{{{name}}}" for name in placeholders.NAMES)
    for text, block in texts:
        for mark in placeholders.unknown(text):
            yield red(
                f"Het invulveld {mark} bestaat niet.",
                f"Lezers zien dan die tekens. Gebruik {known}, of haal het weg.",
                block,
            )
    for block in blocks:
        if placeholders.MARK.search(block.button) or placeholders.MARK.search(block.picture_text):
            yield red("Er staat een invulveld op een knop of bij een afbeelding.", "Dat kan alleen in de tekst.", block)
    for address, block in links.addresses(edition, blocks):
        if "{" in address or "%7B" in address.upper():
            yield red("Er staat een invulveld in een link.", "Dat kan niet: schrijf een gewoon adres.", block)


def pictures(blocks: list[Block]) -> Iterator[Finding]:
    for block in blocks:
        if block.picture and not block.picture_text:
            yield red(
                "Bij een afbeelding staat niet wat erop te zien is.",
                "Schrijf het op: niet iedereen ziet de afbeelding.",
                block,
            )


def links_in(edition: Edition, blocks: list[Block], counts: Counts) -> Iterator[Finding]:
    visitor = links.Readers(member=audience.plain_member(edition), outsiders=audience.share_of_subscribers(counts))
    for address, block in links.addresses(edition, blocks):
        verdict = links.judge(address, visitor)
        if verdict:
            yield Finding(Weight.RED if verdict.dead else Weight.ORANGE, verdict.what, verdict.do, block)


def persons(edition: Edition, blocks: list[Block], *, by: Person) -> Iterator[Finding]:
    introduction = f"{richtext.plain(edition.introduction)}\n{richtext.links(edition.introduction)}"
    texts = [(f"{edition.subject}\n{edition.preview}\n{introduction}", None)]
    parts = [(words_of(block), block) for block in blocks]
    for text, block in [*texts, *parts]:
        never = [found for found in personal_data.find(text) if found.kind in NEVER]
        for found in never:
            yield red(
                f"'{found.text}': {found.reason}",
                "Haal het weg: op dit platform staan geen gegevens van bewoners.",
                block,
            )
        hits = guarding.look({"body": text}, by=by, files=[])
        named = list(dict.fromkeys(hit.text for hit in hits if hit.text not in {found.text for found in never}))
        for name in named[:MAX_NAMED]:
            yield orange(
                f"'{name}' kan een gegeven van een persoon zijn.",
                "Is het een collega die dat goed vindt? Dan mag het blijven.",
                block,
            )


def words_of(block: Block) -> str:
    """Everything of it that a reader can see, where its links lead too."""
    text = f"{richtext.plain(block.text)}\n{richtext.links(block.text)}"
    address = "" if block.url.startswith("/") else block.url
    return "\n".join((block.title, text, block.button, address, block.picture_text))


def weight(edition: Edition, *, by: Person) -> Iterator[Finding]:
    try:
        size = rendering.copy_for(edition, by).size
    except NotSendable as problem:
        yield red("De mail kan zo niet worden gemaakt.", str(problem))
        return
    if size > MAX_BYTES:
        kilobytes = f"{size / 1000:.0f}"
        yield red(
            f"De mail is {kilobytes} kB; boven 100 kB knipt Gmail hem af.", "Maak teksten korter of haal een blok weg."
        )
