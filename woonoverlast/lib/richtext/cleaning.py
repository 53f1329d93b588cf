"""From whatever an editor, Word or a script sends to the few tags that we keep, always in the same shape.

The shape: `p`, `h2`, `h3`, `ul`, `ol` with `li`, `blockquote` around those, `pre`; in them text with `a`, `strong`,
`em`, `del` (in that order) and `br`. No attribute but `href`, no white space between blocks.
"""

import html
import re
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote_plus

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.lib.richtext.tree import Node, TooDeep, parse
from woonoverlast.lib.text import clean_text

HREF = re.compile(r'href="([^"/][^"]*)"')
TAGS = {"p", "div", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "pre", "h2", "h3"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
# Read, but written as one of ours.
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del", "strike": "del"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
BOXES = {"p", "div", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
BLOCKS = {*HEADINGS, *LISTS, *BOXES, "li", "blockquote", "pre"}
READ = TAGS | BLOCKS | MARKS.keys()
ORDER = ("a", "strong", "em", "del")
# Deeper is no text that somebody wrote, and reading it takes time that grows with the square of the depth.
DEEPEST = 100
# A table of thousands of cells or an attack; reading this many takes a third of a second.
MAX_TAGS = 20_000
DEEPEST_QUOTE = 4
CLOSED_BY_THEMSELVES = {
    "p",
    "li",
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "col",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
}
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)")
WORD_BULLET = re.compile(r"^[·•▪§]\s+")
ADDRESS = re.compile(r"""https?://[^\s<>"]{0,2000}[^\s<>".,;:!?)\]']""")
SPACES = re.compile(r"[ \xa0\t\r\n\f]+")  # Trix writes a space at an edge as one that does not break

Mark = tuple[str, str]  # name, and the address of a link
Piece = tuple[str, frozenset[Mark]]  # text, or BREAK
BREAK: Piece = ("\n", frozenset())


def clean(text: str) -> str:
    """Only tags that cannot harm. For every time that a text is shown; short ones that are read much are remembered."""
    return cleaned_before(text) if len(text) < MAX_LENGTH_REMEMBERED else cleaned(text)


def cleaned(text: str) -> str:
    if too_deep(text):
        return f"<p>{html.escape(plain(text))}</p>"
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)


MAX_LENGTH_REMEMBERED = 4_000  # times 2,000 texts: 16 MB at most
cleaned_before = lru_cache(maxsize=2_000)(cleaned)


def render(text: str) -> SafeString:
    return mark_safe(clean(text))  # nosec: cleaned just now


def normal(text: str) -> str:
    """The one shape in which a text is kept. Doing it again changes nothing."""
    if not too_deep(text):
        with suppress(TooDeep):
            return shaped(text)
    return shaped("".join(f"<p>{html.escape(line)}</p>" for line in plain(text).splitlines()))


def shaped(text: str) -> str:
    safe = nh3.clean(text, tags=READ, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return "".join(blocks(parse(clean_text(safe))))


def too_deep(text: str) -> bool:
    """By the tags that stay open: one that closes nothing of its own name makes nothing less deep."""
    opened: Counter[str] = Counter()
    depth = 0
    for closing, name in TAG.findall(text.lower()):
        if name in CLOSED_BY_THEMSELVES or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        depth += step
        if depth > DEEPEST:
            return True
    return False


def has_too_many_tags(text: str) -> bool:
    return text.count("<") > MAX_TAGS


def plain(text: str) -> str:
    """The words, for search, mail and the guard."""
    broken = re.sub(r"<(br|ul|ol|/p|/div|/li|/h\d|/blockquote|/pre|/tr)[^<>]*>", "\n", text)
    return html.unescape(re.sub(r"<[^<>]+>", "", broken)).replace("\xa0", " ").strip()


def links(text: str) -> str:
    """Where the links of a text lead, as words; links inside the platform left out."""
    return "\n".join(unquote_plus(html.unescape(link)).removeprefix("mailto:") for link in HREF.findall(text))


def for_editor(text: str) -> str:
    """A normal text as Trix writes it: lines in a block with an empty line between paragraphs."""
    joined = text.replace("</p><p>", "<br><br>").replace("<p>", "<div>").replace("</p>", "</div>")
    return joined + "<div><br></div>" if joined.endswith("</blockquote>") else joined


def blocks(node: Node, *, quotes: int = 0) -> list[str]:
    """The blocks in a node; text between them becomes paragraphs."""
    found: list[str] = []
    run: list[Piece] = []
    for child in node.children:
        if isinstance(child, Node) and holds_blocks(child):
            add_paragraphs(found, run)
            run = []
            add_block(found, child, quotes)
        else:
            run += pieces(child)
    add_paragraphs(found, run)
    return found


def holds_blocks(node: Node) -> bool:
    """A block, or bold text or a link around blocks: then the blocks count."""
    return node.name in BLOCKS or any(isinstance(child, Node) and holds_blocks(child) for child in node.children)


def add_block(found: list[str], node: Node, quotes: int) -> None:
    if node.name in HEADINGS:
        add(found, HEADINGS[node.name], written(pieces(node)))
    elif node.name in LISTS:
        add_list(found, node.name, items(node))
    elif node.name == "li":
        add_list(found, "ul", [item(node)])
    elif node.name == "blockquote" and quotes < DEEPEST_QUOTE:
        add(found, "blockquote", "".join(blocks(node, quotes=quotes + 1)))
    elif node.name == "pre":
        add(found, "pre", html.escape(node.text().strip("\n"), quote=False))
    elif node.name == "tr":
        cells = [written(pieces(cell)) for cell in node.children if isinstance(cell, Node)]
        add(found, "p", " | ".join(cell for cell in cells if cell))
    else:
        for block in blocks(node, quotes=quotes):
            append(found, block)


def add(found: list[str], name: str, content: str) -> None:
    if content:
        append(found, f"<{name}>{content}</{name}>")


def add_list(found: list[str], name: str, lines: list[str]) -> None:
    add(found, name, "".join(f"<li>{line}</li>" for line in lines if line))


def append(found: list[str], block: str) -> None:
    """Loose bullets after each other, as Word writes them, are one list."""
    if found and block.startswith("<ul><li>") and found[-1].endswith("</li></ul>") and found[-1].startswith("<ul>"):
        found[-1] = found[-1].removesuffix("</ul>") + block.removeprefix("<ul>")
    else:
        found.append(block)


def add_paragraphs(found: list[str], run: list[Piece]) -> None:
    """Two breaks after each other end a paragraph."""
    lines = split(run)
    paragraph: list[list[Piece]] = []
    for line in [*lines, []]:
        if written(line):
            paragraph.append(line)
        elif paragraph:
            add_paragraph(found, [written(one) for one in paragraph])
            paragraph = []


def add_paragraph(found: list[str], lines: list[str]) -> None:
    if all(WORD_BULLET.match(html.unescape(line)) for line in lines):
        add_list(found, "ul", [line[1:].lstrip() for line in lines])
    else:
        add(found, "p", "<br>".join(lines))


def split(run: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in run:
        if piece == BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def items(node: Node) -> list[str]:
    """The lines of a list; a list that stands loose in a list belongs to the line before it."""
    found: list[str] = []
    for child in node.children:
        if not isinstance(child, Node):
            found.append(written(pieces(child)))
        elif child.name in LISTS:
            inner: list[str] = []
            add_list(inner, child.name, items(child))
            found = [*found[:-1], "".join([*found[-1:], *inner])]
        else:
            found.append(item(child))
    return [line for line in found if line]


def item(node: Node) -> str:
    """Text with breaks, then the lists in it."""
    lists: list[str] = []
    text: list[Piece] = []
    for child in node.children:
        if isinstance(child, Node) and child.name in LISTS:
            add_list(lists, child.name, items(child))
        elif isinstance(child, Node) and holds_blocks(child):
            text += [BREAK, *pieces(child), BREAK]
        else:
            text += pieces(child)
    lines = [written(line) for line in split(text)]
    return "<br>".join(line for line in lines if line) + "".join(lists)


def pieces(node: Node | str, marks: frozenset[Mark] = frozenset()) -> list[Piece]:
    """Text with its marks, in order. Blocks in it end a line."""
    if isinstance(node, str):
        return with_links(SPACES.sub(" ", node), marks)
    if node.name == "br":
        return [BREAK]
    if node.name in MARKS:
        marks |= {(MARKS[node.name], "")}
    elif node.name == "a" and node.href and not any(name == "a" for name, _ in marks):
        marks |= {("a", own_address(node.href))}
    found = [piece for child in node.children for piece in pieces(child, marks)]
    return [*found, BREAK] if node.name in BLOCKS else found


def with_links(text: str, marks: frozenset[Mark]) -> list[Piece]:
    """A bare address becomes a link."""
    found: list[Piece] = []
    at = 0
    for address in ADDRESS.finditer("" if any(name == "a" for name, _ in marks) else text):
        found.append((text[at : address.start()], marks))
        found.append((address[0], marks | {("a", own_address(address[0]))}))
        at = address.end()
    return [piece for piece in [*found, (text[at:], marks)] if piece[0]]


def own_address(href: str) -> str:
    """A full address of this platform is kept as a path: so a pasted link names somebody too."""
    if href.startswith("www."):
        return f"https://{href}"
    home = settings.SITE_URL + "/"
    return href[len(home) - 1 :] if href.startswith(home) else href


def written(line: list[Piece]) -> str:
    """One line as HTML, without space around it; empty when there are no words in it."""
    line = trimmed(line)
    opened: list[Mark] = []
    parts: list[str] = []
    for text, marks in line:
        wanted = sorted(marks, key=lambda mark: ORDER.index(mark[0]))
        same = shared(opened, wanted)
        parts += [f"</{name}>" for name, _ in reversed(opened[same:])]
        parts += [opening(mark) for mark in wanted[same:]]
        parts.append(html.escape(text, quote=False))
        opened = wanted
    parts += [f"</{name}>" for name, _ in reversed(opened)]
    return "".join(parts)


def trimmed(line: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for text, marks in line:
        words = " " if text == BREAK[0] else text
        if not found or found[-1][0].endswith(" "):
            words = words.lstrip(" ")
        if words:
            found.append((words, marks))
    while found and not found[-1][0].rstrip():
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(" "), found[-1][1])
    return found if any(text.strip() for text, _ in found) else []


def shared(opened: list[Mark], wanted: list[Mark]) -> int:
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
        same += 1
    return same


def opening(mark: Mark) -> str:
    name, href = mark
    return f'<a href="{html.escape(href)}">' if name == "a" else f"<{name}>"
