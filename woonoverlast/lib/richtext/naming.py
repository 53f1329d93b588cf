"""Who and what a text names, and how one text quotes another."""

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from woonoverlast.lib.richtext.cleaning import normal

MENTION = re.compile(r'href="/(leden|organisaties|gemeenten)/([a-z0-9-]+)/"')


WORDS = r"[^<]*(?:<(?!/a>)[^<]*)*"
MEMBER = re.compile(rf'<a href="/leden/(\d{{1,18}})/"[^<>]*>({WORDS})</a>')
QUOTED = re.compile(rf'(<a href="/forum/reactie/(\d{{1,18}})/"[^<>]*>)({WORDS})(</a> schreef:)')
QUOTE = re.compile(r'<blockquote><p><a href="/forum/reactie/(\d{1,18})/"[^<>]*>' + WORDS + "</a> schreef:")
QUOTE_EDGE = re.compile(r"<(/?)blockquote>")


@dataclass(frozen=True)
class Mentions:
    people: frozenset[int]
    organisations: frozenset[str]
    municipalities: frozenset[str]


def mentions(text: str) -> Mentions:
    found = MENTION.findall(text)
    return Mentions(
        frozenset(int(name) for kind, name in found if kind == "leden" and name.isdigit()),
        frozenset(name for kind, name in found if kind == "organisaties"),
        frozenset(name for kind, name in found if kind == "gemeenten"),
    )


def quote(text: str, *, author: str, url: str) -> str:
    source = f'<p><a href="{html.escape(url)}">{html.escape(author)}</a> schreef:</p>'
    return f"<blockquote>{source}{normal(text)}</blockquote>"


def without_names(text: str, *, instead: str = "een lid") -> str:
    """For who is no member: links that name somebody become words, and who is quoted has no name."""
    unnamed = MEMBER.sub(instead, text)
    return QUOTED.sub(rf"\g<1>{instead.capitalize()}\g<4>", unnamed)


def named_now(text: str, *, people: Mapping[int, str], authors: Mapping[int, str]) -> str:
    """A link to a member shows the name that he has now; so does a quote, by the post that it is from."""
    text = MEMBER.sub(lambda found: member_link(int(found[1]), people) or found[0], text)
    return QUOTED.sub(lambda found: attribution(found, authors.get(int(found[2]))), text)


def member_link(pk: int, people: Mapping[int, str]) -> str:
    return f'<a href="/leden/{pk}/">{html.escape(people[pk], quote=False)}</a>' if pk in people else ""


def attribution(found: re.Match[str], name: str | None) -> str:
    return found[0] if name is None else f"{found[1]}{html.escape(name, quote=False)}{found[4]}"


def quoted(text: str) -> set[int]:
    """The posts that are quoted, by their number."""
    return {int(found[1]) for found in QUOTE.finditer(text)}


def without_quotes(text: str, *, of: Collection[int], instead: str) -> str:
    """Each whole quote of these posts becomes one sentence."""
    parts, at = [], 0
    for found in QUOTE.finditer(text):
        if found.start() >= at and int(found[1]) in of:
            parts += [text[at : found.start()], f"<blockquote><p>{html.escape(instead)}</p></blockquote>"]
            at = end_of_quote(text, found.start())
    return "".join([*parts, text[at:]])


def end_of_quote(text: str, start: int) -> int:
    depth = 0
    for edge in QUOTE_EDGE.finditer(text, start):
        depth += -1 if edge[1] else 1
        if not depth:
            return edge.end()
    return len(text)
