"""Rich text: cleaned on write and again on render, so that a mistake in one place is caught by the other."""

import html
import re
from dataclasses import dataclass
from typing import Any

import nh3
from django import forms
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "div", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "pre", "h2", "h3"}
ATTRIBUTES = {"a": {"href"}}
MENTION = re.compile(r'href="/(leden|organisaties|gemeenten)/([a-z0-9-]+)/"')


@dataclass(frozen=True)
class Mentions:
    people: frozenset[int]
    organisations: frozenset[str]
    municipalities: frozenset[str]


def clean(text: str) -> str:
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"})


def render(text: str) -> SafeString:
    return mark_safe(clean(text))  # nosec: cleaned just now


def plain(text: str) -> str:
    """The words, for search, mail and the guard."""
    broken = re.sub(r"<(br|/p|/div|/li|/h\d|/blockquote|/pre)[^>]*>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def mentions(text: str) -> Mentions:
    found = MENTION.findall(text)
    return Mentions(
        frozenset(int(name) for kind, name in found if kind == "leden" and name.isdigit()),
        frozenset(name for kind, name in found if kind == "organisaties"),
        frozenset(name for kind, name in found if kind == "gemeenten"),
    )


def quote(text: str, *, author: str, url: str) -> str:
    return (
        f'<blockquote><a href="{html.escape(url)}">{html.escape(author)}</a> schreef:{clean(text)}</blockquote><p></p>'
    )


class RichTextField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 10}), **kwargs)

    def clean(self, value: Any) -> str:
        return clean(super().clean(value))
