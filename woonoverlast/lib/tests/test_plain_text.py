"""Text without an editor is text: every sign comes back as it was typed, on its line, and makes no markup."""

import html
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from woonoverlast.lib import richtext
from woonoverlast.lib.text import clean_text

LOSES = "score < 5, <niet ingevuld>, a<b en c>d, R&D"
# Signs that mean something in HTML or in our notation, among ordinary words.
PIECES = st.sampled_from(
    [*"<>&\"'*_~[]()`\\#>-.", "\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "## ", "```\n", "<b>", "</p>", "&amp;", "&#60;",
     "https://a.example/?x=1&y=2", "<!--", "R&D", "a<b", "c>d", "woord", "é", "👩‍👩‍👧", "\U000f003c", "\x0b", "\t", "\r\n"]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=14).map("".join)
PROPERTY = settings(max_examples=2000, deadline=None)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def words(text: str) -> str:
    """Without spaces and the signs that our notation gives a meaning to."""
    return "".join(sign for sign in clean_text(text) if not sign.isspace() and sign not in "*_~[]()`>#-.0123456789\\")


@PROPERTY
@given(TYPED)
def test_typed_saved_shown_edited_and_saved_is_the_same(typed: str) -> None:
    kept = richtext.from_text(clean_text(typed))
    shown, escaped = richtext.to_text(kept)
    again = richtext.from_text(shown, escaped=escaped)
    assert again == kept
    assert richtext.to_text(again) == (shown, escaped)


@PROPERTY
@given(TYPED)
def test_nothing_that_was_typed_is_lost_and_nothing_becomes_markup(typed: str) -> None:
    kept = richtext.from_text(clean_text(typed))
    assert words(richtext.plain(kept) + "".join(richtext.links(kept))).startswith(words(typed)[:20])
    assert Tags(kept).found <= {
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "h2",
        "h3",
        "a",
        "strong",
        "em",
        "del",
    }


@PROPERTY
@given(TYPED)
def test_with_the_editor_the_same_field_gives_the_same(typed: str) -> None:
    """What was typed without script, opened in the editor and sent unchanged."""
    kept = richtext.from_text(clean_text(typed))
    assert richtext.normal(richtext.for_editor(kept)) == kept


def test_signs_of_the_issue() -> None:
    kept = richtext.from_text(f"{LOSES}\n\nTweede alinea\n- een\n- twee\n\nZie https://example.nl/x.")
    assert kept == (
        f"<p>{html.escape(LOSES, quote=False)}</p><p>Tweede alinea</p><ul><li>een</li><li>twee</li></ul>"
        '<p>Zie <a href="https://example.nl/x">https://example.nl/x</a>.</p>'
    )
    assert richtext.plain(kept).startswith(LOSES)
