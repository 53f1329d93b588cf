"""What others will read names no residents: a text with a likely name, number or address is refused, and kept."""

from django import forms

from woonoverlast.events import guard
from woonoverlast.lib.text import clean_line


def refuse_people(text: str, *, allowed: tuple[str, ...] = ()) -> None:
    """Raises ValidationError that says what was seen."""
    if problem := guard.problem(text, allowed=allowed):
        raise forms.ValidationError(problem)


def line_without_people(text: str) -> str:
    line = clean_line(text)
    refuse_people(line)
    return line
