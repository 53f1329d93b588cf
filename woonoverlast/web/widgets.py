"""Form widgets that Django's templates make too slow."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A list of hundreds of choices without groups, joined from strings: a template per choice takes 20 ms."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = [option(str(key), str(label), selected=str(key) == chosen) for key, label in self.choices]
        extra = "".join(attribute(key, given) for key, given in self.build_attrs(self.attrs, attrs).items())
        opening = format_html(
            '<select name="{}" class="utrecht-select utrecht-select--html-select"{}>', name, mark_safe(extra)
        )
        return mark_safe(opening + "".join(options) + "</select>")


@lru_cache(maxsize=4096)
def option(value: str, label: str, *, selected: bool) -> str:
    return f'<option value="{conditional_escape(value)}"{" selected" if selected else ""}>{conditional_escape(label)}</option>'


def attribute(key: str, value: Any) -> str:
    """` key="value"`, ` key` for True, nothing for False and None; the class is our own."""
    if value is None or value is False or key == "class":
        return ""
    return f" {conditional_escape(key)}" if value is True else format_html(' {}="{}"', key, value)
