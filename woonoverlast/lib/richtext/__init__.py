"""Rich text: cleaned on write and again on render, so that a mistake in one place is caught by the other."""

from woonoverlast.lib.richtext.cleaning import clean, for_editor, links, normal, plain, render
from woonoverlast.lib.richtext.fields import RichTextField, RichTextInput, Written
from woonoverlast.lib.richtext.naming import (
    Mentions,
    mentions,
    named_now,
    quote,
    quoted,
    without_names,
    without_quotes,
)
from woonoverlast.lib.richtext.notation import as_typed, from_text, to_text

__all__ = [
    "Mentions",
    "RichTextField",
    "RichTextInput",
    "Written",
    "as_typed",
    "clean",
    "for_editor",
    "from_text",
    "links",
    "mentions",
    "named_now",
    "normal",
    "plain",
    "quote",
    "quoted",
    "render",
    "to_text",
    "without_names",
    "without_quotes",
]
