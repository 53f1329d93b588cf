"""Rich text as plain text, for who works without script: what people type in a mail, and back without loss.

An empty line between paragraphs, "- " and "1. " for lists, four spaces before a list in a list, "> " before a quote,
"## " before a heading, **bold**, _italic_, ~~struck~~, [words](address). A backslash makes a sign ordinary, only in a
text that we wrote ourselves (`escaped`): what people type is never taken away.
"""

import html
import re

from woonoverlast.lib.richtext.cleaning import normal, own_address
from woonoverlast.lib.richtext.tree import Node, parse

BULLET = re.compile(r"^ {0,3}[-*•] +(?P<words>.+)$")
NUMBER = re.compile(r"^ {0,3}(?P<number>\d{1,3})[.)] +(?P<words>.+)$")
MARKED = {"ul": BULLET, "ol": NUMBER}
# A list in a list stands this much further in.
INDENT = "    "
STEP = re.compile(r"^(?: {4}|\t)(?=\s*(?:[-*•]|\d{1,3}[.)]) +\S)")
QUOTE = re.compile(r"^>(?: (.*))?$")
HEADING = re.compile(r"^(##|###) +(.+)$")
FENCE = "```"
DEEPEST_QUOTE = 4
DEEPEST_LIST = 8
INLINE = re.compile(
    r"\*\*(?P<strong>[^*\n]+)\*\*"
    r"|(?<![\w\\])_(?P<em>[^_\n]+)_(?!\w)"
    r"|~~(?P<del>[^~\n]+)~~"
    r"|\[(?P<words>[^\[\]\n]+)\]\((?P<href>[^()\s]+)\)"
)
SIGNS = re.compile(r"([\\*_~\[\]`])")
ESCAPED = re.compile(r"\\([\\*_~\[\]`>#.)•-])")
FIRST = re.compile(r"^( {0,3})([-•>#]|\d{1,3}(?=[.)] ))")
# Escaped signs wait here while the text is read: private characters that nobody types.
PARKED = 0xF0000
ENDS = {"strong": "**", "em": "_", "del": "~~"}
MARKERS = {"h2": "## ", "h3": "### "}


def from_text(text: str, *, escaped: bool = False) -> str:
    """The normal rich text of what was typed."""
    if escaped:
        text = ESCAPED.sub(lambda found: chr(PARKED + ord(found[1])), text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return normal(unpark("".join(read_blocks(lines, 0))))


def unpark(text: str) -> str:
    return re.sub(f"[{chr(PARKED)}-{chr(PARKED + 0x2FFF)}]", lambda found: chr(ord(found[0]) - PARKED), text)


def read_blocks(lines: list[str], quotes: int) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        for read in (read_fence, read_quote, read_list, read_heading):
            block, after = read(lines, at, quotes)
            if after > at:
                break
        else:
            block, after = read_paragraph(lines, at)
        found.append(block)
        at = after
    return found


def read_fence(lines: list[str], at: int, quotes: int) -> tuple[str, int]:
    if lines[at].rstrip() != FENCE or FENCE not in (end := [line.rstrip() for line in lines[at + 1 : at + 200]]):
        return "", at
    size = end.index(FENCE)
    text = "\n".join(lines[at + 1 : at + 1 + size])
    return f"<pre>\n{html.escape(text)}</pre>", at + size + 2


def read_quote(lines: list[str], at: int, quotes: int) -> tuple[str, int]:
    inner, after = taken(lines, at, QUOTE)
    if not inner or quotes >= DEEPEST_QUOTE:
        return "", at
    return f"<blockquote>{''.join(read_blocks(inner, quotes + 1))}</blockquote>", after


def read_list(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    for name in MARKED:
        items, after = read_items(lines, at, name, depth)
        if items:
            return f"<{name}>{''.join(items)}</{name}>", after
    return "", at


def read_items(lines: list[str], at: int, name: str, depth: int) -> tuple[list[str], int]:
    """Lines with a mark, each with the lists that stand indented under it."""
    items: list[str] = []
    while at < len(lines) and (words := words_of_item(lines[at], name, number=len(items) + 1)):
        inner, at = indented(lines, at + 1)
        items.append(f"<li>{inline(words)}{read_lists(inner, depth + 1)}</li>")
    return items, at


def words_of_item(line: str, name: str, *, number: int) -> str:
    """Empty when it is none. Numbers count from one: another number is part of the text."""
    found = MARKED[name].match(line)
    if not found or (name == "ol" and int(found["number"]) != number):
        return ""
    return found["words"]


def indented(lines: list[str], at: int) -> tuple[list[str], int]:
    """The marked lines that stand one step further in, without that step."""
    inner: list[str] = []
    while at < len(lines) and (step := STEP.match(lines[at])):
        inner.append(lines[at][step.end() :])
        at += 1
    return inner, at


def read_lists(lines: list[str], depth: int) -> str:
    """Nothing gets lost: what fits in no list becomes one of its own."""
    found: list[str] = []
    lines = lines if depth < DEEPEST_LIST else [line.lstrip() for line in lines]
    at = 0
    while at < len(lines):
        lines[at] = lines[at].lstrip()
        block, after = read_list(lines, at, depth)
        found.append(block or f"<ul><li>{inline(lines[at])}</li></ul>")
        at = max(after, at + 1)
    return "".join(found)


def read_heading(lines: list[str], at: int, quotes: int) -> tuple[str, int]:
    found = HEADING.match(lines[at])
    if not found:
        return "", at
    name = "h2" if found[1] == "##" else "h3"
    return f"<{name}>{inline(found[2])}</{name}>", at + 1


def read_paragraph(lines: list[str], at: int) -> tuple[str, int]:
    """This line, and those after it that are no empty line and no other block."""
    after = at + 1
    while after < len(lines) and lines[after].strip() and not starts_block(lines[after]):
        after += 1
    text = "<br>".join(inline(line) for line in lines[at:after])
    return f"<p>{text}</p>", after


def starts_block(line: str) -> bool:
    number = NUMBER.match(line)
    other = BULLET.match(line) or QUOTE.match(line) or HEADING.match(line)
    return bool(other or (number and number["number"] == "1")) or line.rstrip() == FENCE


def taken(lines: list[str], at: int, shape: re.Pattern[str]) -> tuple[list[str], int]:
    inner: list[str] = []
    while at < len(lines) and (found := shape.match(lines[at])):
        inner.append(found[1] or "")
        at += 1
    return inner, at


def inline(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in INLINE.finditer(text):
        parts += [html.escape(text[at : found.start()]), marked(found)]
        at = found.end()
    return "".join([*parts, html.escape(text[at:])])


def marked(found: re.Match[str]) -> str:
    if found["href"]:
        return f'<a href="{html.escape(unpark(found["href"]))}">{inline(found["words"])}</a>'
    name = found.lastgroup or ""
    return f"<{name}>{inline(found[name])}</{name}>"


def to_text(text: str) -> tuple[str, bool]:
    """What to show in a plain field, and whether it needs backslashes to come back as it is. `text` must be normal."""
    root = parse(text)
    simple = write_blocks(root, escape=False)
    if from_text(simple) == text:
        return simple, False
    return write_blocks(root, escape=True), True


def as_typed(text: str) -> str:
    """As somebody would have typed it, without backslashes: to read, not to bring back. `text` must be normal."""
    return write_blocks(parse(text), escape=False)


def write_blocks(node: Node, *, escape: bool) -> str:
    written = [write_block(child, escape=escape) for child in node.children if isinstance(child, Node)]
    return "\n\n".join(written)


def write_block(node: Node, *, escape: bool) -> str:
    if node.name in MARKED:
        return "\n".join(write_items(node, escape=escape))
    if node.name == "blockquote":
        inner = write_blocks(node, escape=escape).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in inner)
    if node.name == "pre":
        return f"{FENCE}\n{node.text()}\n{FENCE}"
    lines = write_inline(node, escape=escape).split("\n")
    if node.name in MARKERS:
        return MARKERS[node.name] + " ".join(lines)
    return "\n".join(FIRST.sub(ordinary, line) if escape else line for line in lines)


def ordinary(found: re.Match[str]) -> str:
    """The first sign of a line, such that it makes no list or quote."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def write_items(node: Node, *, escape: bool) -> list[str]:
    """A line per item; the lists in an item stand indented under it."""
    found: list[str] = []
    for number, child in enumerate([child for child in node.children if isinstance(child, Node)], 1):
        lists = [inner for inner in child.children if isinstance(inner, Node) and inner.name in MARKED]
        own = Node("li", children=[inner for inner in child.children if inner not in lists])
        marker = "- " if node.name == "ul" else f"{number}. "
        found.append(marker + write_inline(own, escape=escape).replace("\n", " "))
        found += [INDENT + line for inner in lists for line in write_items(inner, escape=escape)]
    return found


def write_inline(node: Node, *, escape: bool) -> str:
    return "".join(write_piece(child, escape=escape) for child in node.children)


def write_piece(piece: Node | str, *, escape: bool) -> str:
    if isinstance(piece, str):
        return SIGNS.sub(r"\\\1", piece) if escape else piece
    if piece.name == "br":
        return "\n"
    words = write_inline(piece, escape=escape)
    if piece.name == "a":
        address = piece.href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        is_plain = all(isinstance(child, str) for child in piece.children)
        bare = is_plain and piece.text() in {piece.href, own_address(piece.href)}
        return piece.text() if bare and address.startswith("http") else f"[{words}]({address})"
    end = ENDS.get(piece.name, "")
    return f"{end}{words}{end}"
