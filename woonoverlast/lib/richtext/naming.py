"""Who and what a text names, and how one text quotes another."""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass

from woonoverlast.lib.richtext.cleaning import normal

MENTION = re.compile(r'href="/(leden|organisaties|gemeenten)/([a-z0-9-]+)/"')


WORDS = r"[^<]*(?:<(?!/a>)[^<]*)*"
MEMBER = re.compile(rf'<a href="/leden/(\d{{1,18}})/"[^<>]*>({WORDS})</a>')
QUOTED = re.compile(rf'(<a href="/forum/reactie/(\d{{1,18}})/"[^<>]*>)({WORDS})(</a> schreef:)')


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


def renamed(text: str, *, person: int, posts: Collection[int], name: str) -> str:
    """With another name wherever a link names this person, or quotes one of these posts of his."""
    link = f'<a href="/leden/{person}/">{html.escape(name)}</a>'
    text = MEMBER.sub(lambda found: link if int(found[1]) == person else found[0], text)
    source = rf"\g<1>{html.escape(name)}\g<4>"
    return QUOTED.sub(lambda found: found.expand(source) if int(found[2]) in posts else found[0], text)
