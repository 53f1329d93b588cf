"""Filters for the components: small, pure, and safe to use on what users wrote."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()

PARTICLES = frozenset({"de", "den", "der", "het", "in", "op", "te", "ten", "ter", "van", "von", "'t", "el", "al"})


@register.filter
def initials(name: str) -> str:
    """Up to two capitals: "Noor van den Berg" gives "NB". Empty text gives a question mark."""
    words = [word for word in str(name).split() if word.lower() not in PARTICLES]
    letters = [next((sign for sign in word if sign.isalpha()), "") for word in words]
    found = [letter.upper() for letter in letters if letter]
    return "".join([*found[:1], *found[1:][-1:]]) or "?"


@register.filter
def page_numbers(page: "Page[Any]") -> Iterator[int | None]:
    """The numbers to show around this page, None where numbers are left out."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        yield number if isinstance(number, int) else None


@register.filter
def coordinate(value: float) -> str:
    """A number for an SVG attribute: with a point, whatever the language, within 0 and 100."""
    return f"{min(max(float(value), 0), 100):.2f}".rstrip("0").rstrip(".")
