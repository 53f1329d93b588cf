"""Who and what a text names, and how one text quotes another."""

import html
import re
from dataclasses import dataclass

from woonoverlast.lib.richtext.cleaning import normal

MENTION = re.compile(r'href="/(leden|organisaties|gemeenten)/([a-z0-9-]+)/"')


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
