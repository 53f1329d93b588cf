"""The long list of choices looks and escapes as the template does."""

from typing import Any

from django import forms

from woonoverlast.web.widgets import LongSelect


class PlaceForm(forms.Form):
    place = forms.ChoiceField(
        label="Plaats",
        required=False,
        choices=[("", "Alle"), ("den-haag", "'s-Gravenhage"), ("<x>", "<script>alert(1)</script>")],
        widget=LongSelect(attrs={"data-x": 'a"b', "autofocus": True}),
    )


def drawn(data: dict[str, Any]) -> str:
    return str(PlaceForm(data)["place"])


def test_choice_is_selected() -> None:
    assert '<option value="den-haag" selected>&#x27;s-Gravenhage</option>' in drawn({"place": "den-haag"})


def test_markup_in_labels_values_and_attributes_is_text() -> None:
    html = drawn({})
    assert "<script>" not in html
    assert '<option value="&lt;x&gt;">' in html
    assert 'data-x="a&quot;b"' in html
    assert " autofocus" in html


def test_field_keeps_its_name_and_id() -> None:
    assert drawn({}).startswith('<select name="place"')
    assert 'id="id_place"' in drawn({})
