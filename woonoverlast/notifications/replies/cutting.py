"""What somebody wrote himself in a mail: without the mail he answers, signature, disclaimer and line of his phone.

An answer between quoted lines keeps the end of what it answers. Nothing is thrown away when in doubt: text too much is
seen and can be changed, text that is lost is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from woonoverlast.notifications.replies import patterns

MAX_LINES = 5_000
MAX_INTRO_LENGTH = 3  # lines
MAX_QUOTE_LENGTH = 240  # signs
# A quote of more lines than this, above the text and nowhere else, is the whole mail: the answer stands below it.
WHOLE_MAIL = 8
MAX_SIGNATURE_LENGTH = 24  # lines
MAX_SIGNATURE_LINE_LENGTH = 110
FARTHEST = 150  # lines from the end
MAX_FIRST_LINE_LENGTH = 3_000
WRAPPED_AT = 64


@dataclass
class Block:
    """Lines in a row that are all quoted, or all not."""

    quoted: bool
    lines: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(line.strip() for line in self.lines)


def written(text: str, *, name: str = "", wrapped: bool = False) -> str:
    """The words of the writer, with short quotes as "> " lines; empty when there are none.

    `name` is the name of the writer, which may stand below his words; `wrapped` says that a mail program may have cut
    long lines.
    """
    lines = tidy(text)
    kept, answered = without_original(lines)
    blocks = [block for block in split(kept) if not block.is_empty]
    while blocks and blocks[-1].quoted:
        blocks.pop()
    if blocks:
        blocks[-1].lines = without_signature(blocks[-1].lines, name=name)
    blocks = without_whole_mail(blocks) if answered else blocks
    while blocks and (blocks[-1].quoted or blocks[-1].is_empty):
        blocks.pop()
    return "\n\n".join(part for block in blocks if (part := shown(block, wrapped=wrapped)))


def tidy(text: str) -> list[str]:
    """Lines without signs that nobody sees."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    plain = patterns.INVISIBLE.sub("", patterns.SPACE.sub(" ", plain))
    return [patterns.WORD_BULLET.sub("- ", line.rstrip()) for line in plain.split("\n")[:MAX_LINES]]


def without_original(lines: Sequence[str]) -> tuple[list[str], bool]:
    """What stands above the mail that is answered, or around its quoted lines, and whether there was such a mail."""
    kept: list[str] = []
    answered = False
    at = 0
    while at < len(lines):
        size = size_of_header(lines, at)
        if not size:
            kept.append(lines[at])
            at += 1
            continue
        answered = True
        at += size
        if not is_quoted_after(lines, at):
            break
    return kept, answered


def size_of_header(lines: Sequence[str], at: int) -> int:
    """How many lines from here introduce the mail that is answered; 0 where nothing does."""
    line = unquoted(lines[at])
    if patterns.SEPARATOR.match(line):
        after = next_filled(lines, at + 1)
        return after - at + size_of_block(lines, after)
    if patterns.RULE.match(line):
        after = next_filled(lines, at + 1)
        size = size_of_block(lines, after)
        return after - at + size if size else 0
    return size_of_block(lines, at) or size_of_intro(lines, at)


def size_of_block(lines: Sequence[str], at: int) -> int:
    """Van, Verzonden, Aan, Onderwerp: the head of a mail as Outlook shows it."""
    if at >= len(lines) or not patterns.FROM.match(unquoted(lines[at])):
        return 0
    size = found = 0
    for line in lines[at : at + 12]:
        if patterns.HEAD.match(unquoted(line)):
            found += 1
        elif not unquoted(line).strip() or not found or found > 3:
            break
        size += 1
    return size if found >= 3 else 0


def size_of_intro(lines: Sequence[str], at: int) -> int:
    """ "Op 2 juni schreef Mo:", over at most three lines."""
    if patterns.GROUPWISE.match(lines[at]):
        return 1
    if not patterns.INTRO_START.match(unquoted(lines[at])):
        return 0
    for size in range(1, MAX_INTRO_LENGTH + 1):
        joined = " ".join(unquoted(line).strip() for line in lines[at : at + size])
        if patterns.INTRO.match(joined):
            sure = patterns.MOMENT_OR_ADDRESS.search(joined) or is_quoted_after(lines, at + size)
            return size if sure else 0
    return 0


def is_quoted_after(lines: Sequence[str], at: int) -> bool:
    after = next_filled(lines, at)
    return after < len(lines) and lines[after].startswith(">")


def next_filled(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def unquoted(line: str) -> str:
    return patterns.QUOTE.sub("", line)


def split(lines: Sequence[str]) -> list[Block]:
    """Empty lines belong to what stands before them."""
    blocks: list[Block] = []
    for line in lines:
        quoted = line.startswith(">")
        if not blocks or (line.strip() and quoted != blocks[-1].quoted):
            blocks.append(Block(quoted))
        blocks[-1].lines.append(line)
    return blocks


def without_whole_mail(blocks: list[Block]) -> list[Block]:
    """Who answers below the mail does not quote it."""
    quotes = [block for block in blocks if block.quoted]
    if len(quotes) != 1 or not blocks[0].quoted:
        return blocks
    text = [unquoted(line) for line in quotes[0].lines if unquoted(line).strip()]
    is_whole = len(text) > WHOLE_MAIL or any(patterns.OWN_FOOT.match(line) for line in text)
    return blocks[1:] if is_whole else blocks


def without_signature(lines: list[str], *, name: str = "") -> list[str]:
    for at, line in enumerate(lines):
        if starts_signature(line, lines[at + 1 :]):
            return without_name(lines[:at], name)
    return without_name(lines, name)


def starts_signature(line: str, rest: Sequence[str]) -> bool:
    """Only near the end: far above it such words are part of what somebody writes."""
    text = line.strip()
    if len(rest) > FARTHEST or len(text) > MAX_FIRST_LINE_LENGTH:
        return False
    if patterns.DISCLAIMER.match(text):
        return bool(patterns.LEGAL.search(" ".join([text, *rest])))
    if patterns.PHONE.match(text):
        return len(filled(rest)) <= MAX_SIGNATURE_LENGTH
    if patterns.CLOSING.match(text) or patterns.DASHES.match(line):
        return is_signature(rest)
    return bool(patterns.THANKS.match(text)) and 0 < len(filled(rest)) <= 4 and is_signature(rest)


def is_signature(rest: Sequence[str]) -> bool:
    """Few short lines, up to a disclaimer."""
    lines: list[str] = []
    for line in filled(rest):
        is_legal = len(line) > MAX_SIGNATURE_LINE_LENGTH and patterns.LEGAL.search(line)
        if is_legal or patterns.DISCLAIMER.match(line) or patterns.PHONE.match(line):
            break
        lines.append(line)
    return len(lines) <= MAX_SIGNATURE_LENGTH and all(len(line) <= MAX_SIGNATURE_LINE_LENGTH for line in lines)


def filled(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def without_name(lines: list[str], name: str) -> list[str]:
    """The own name, or the first name, as last line."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    forms = {name.lower(), name.lower().partition(" ")[0]} - {""}
    if len(filled(kept)) > 1 and kept[-1].strip(" .,-").lower() in forms:
        kept.pop()
    return kept


def shown(block: Block, *, wrapped: bool) -> str:
    if block.quoted:
        return short_quote(block.lines)
    lines = unwrapped(block.lines) if wrapped else block.lines
    return patterns.EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def short_quote(lines: Sequence[str]) -> str:
    """The end of it, as that is what the words below answer."""
    plain = [unquoted(line).strip() for line in lines]
    foot = next((at for at, line in enumerate(plain) if patterns.OWN_FOOT.match(line)), len(plain))
    paragraphs = [part for part in "\n".join(plain[:foot]).split("\n\n") if part.strip(" -\n")]
    if not paragraphs:
        return ""
    last = " ".join(paragraphs[-1].split())
    if len(last) > MAX_QUOTE_LENGTH:
        last = "… " + last[-MAX_QUOTE_LENGTH:].partition(" ")[2]
    return f"> {last}"


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join lines that a mail program cut: long ones, when the first word of the next would not have fitted."""
    found: list[str] = []
    last = ""  # as it stood in the mail
    for line in lines:
        word = line.partition(" ")[0]
        goes_on = len(last) + 1 + len(word) > WRAPPED_AT + 7 and len(last) < 80 and len(last) > WRAPPED_AT - 14
        if found and last and line.strip() and goes_on and not patterns.LIST_ITEM.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
        last = line
    return found
