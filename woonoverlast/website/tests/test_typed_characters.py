"""Every text field of every form takes only what other formats can carry, in every context, and nothing that nobody sees."""

import unicodedata
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from woonoverlast.lib import richtext
from woonoverlast.lib.text import clean_line, clean_text, is_visible
from woonoverlast.people.testing import Cast
from woonoverlast.website.tests.test_guarded_texts import all_forms, bound, stage, texts_of

# Forms whose text goes nowhere as it is: why not.
OUTSIDE = {"woonoverlast.accounts.": "names, passwords and codes to log in"}
ODD = "Een\x0btekst\x1b met\x00 drie\u202e woorden\ufffe en\ud83d meer"
UNSEEN = ("\u200b" * 12, "\u3164" * 12, "\u2800" * 12, "\u00ad" * 12, "\u0301", " \x0b\x1b ", "\u200d" * 3)
FAMILY = "👩‍❤️‍👨 en 👨‍👩‍👧"
PERSIAN = "می‌خواهم"


def typed_fields() -> list[tuple[Any, str]]:
    forms = [form for form in all_forms() if not form.__module__.startswith(tuple(OUTSIDE))]
    return [(form, name) for form in forms for name in texts_of(form)]


FIELDS = typed_fields()


def read(form: Any, name: str, text: str, about: dict[str, Any]) -> str:
    """What the fields of the form get to read."""
    made = filled(form, name, text, about)
    return str(made.data.get(name) or "")


def filled(form: Any, name: str, text: str, about: dict[str, Any]) -> Any:
    made = bound(form, {}, about)
    made.data = QueryDict(mutable=True)
    made.data[name] = text
    made.full_clean()
    return made


def test_every_field_gives_only_what_can_be_carried(cast: Cast) -> None:
    about = stage(cast)
    wrong = [
        f"{form.__name__}.{name}"
        for form, name in FIELDS
        if set("\x0b\x1b\x00\u202e\ufffe\ud83d") & set(read(form, name, ODD, about))
    ]
    assert wrong == []


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_sees_is_no_text(cast: Cast, unseen: str) -> None:
    about = stage(cast)
    passed = []
    for form, name in FIELDS:
        made = filled(form, name, unseen, about)
        if is_visible(str(made.cleaned_data.get(name) or "")) or (
            made.fields[name].required and name not in made.errors
        ):
            passed.append(f"{form.__name__}.{name}")
    assert passed == []


@pytest.mark.parametrize("text", [FAMILY, PERSIAN])
def test_joiners_stay_where_they_belong(cast: Cast, text: str) -> None:
    about = stage(cast)
    assert [f"{form.__name__}.{name}" for form, name in FIELDS if text not in read(form, name, text, about)] == []


@pytest.mark.parametrize("text", ["a\u200db", "\u200dab", "ab\u200c", "👩\u200d", "a\u200b\u200db"])
def test_joiners_go_where_nothing_is_joined(text: str) -> None:
    assert not {"\u200c", "\u200d", "\u200b"} & set(clean_text(text))


@given(st.text(alphabet=st.characters(), max_size=40))
@settings(max_examples=1500, deadline=None)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_line(text)) == clean_line(text)


@given(st.text(alphabet=st.characters(), max_size=40))
@settings(max_examples=500, deadline=None)
def test_nothing_visible_is_lost(text: str) -> None:
    """Letters, digits, signs and emoji of every script stay, in their order."""
    kept = [sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] in "LNPS"]
    blank = {"\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0", "\ufffc", "\ufffd"}
    seen = [sign for sign in clean_text(text) if unicodedata.category(sign)[0] in "LNPS"]
    assert [sign for sign in seen if sign not in blank] == [sign for sign in kept if sign not in blank]


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=500, deadline=None)
def test_rich_text_is_as_clean_as_plain_text(text: str) -> None:
    for way in (richtext.normal, richtext.from_text):
        made = way(text)
        assert clean_text(made) == made


def test_signs_written_as_numbers_are_cleaned_too() -> None:
    assert richtext.normal("<p>a&#11;b&#x1b;c&#8203;d&#xfffe;</p>") == "<p>a bcd</p>"


def test_every_form_is_in_the_walk() -> None:
    assert len(FIELDS) > 120
    assert {forms.CharField, richtext.RichTextField} <= {type(form.base_fields[name]) for form, name in FIELDS}
