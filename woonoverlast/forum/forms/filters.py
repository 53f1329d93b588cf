"""Filters of a list of topics."""

from typing import Any

from django import forms

from woonoverlast.forum.models import Kind
from woonoverlast.people.models import Expertise


class TopicFilterForm(forms.Form):
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle"), *Kind.choices])
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Alle"),
            ("onbeantwoord", "nog geen antwoord"),
            ("open", "vragen, nog niet opgelost"),
            ("opgelost", "opgelost"),
        ],
    )
    label = forms.ModelChoiceField(
        Expertise.objects.none(), label="Label", required=False, empty_label="Alle", to_field_name="slug"
    )
    volgorde = forms.ChoiceField(
        label="Volgorde",
        required=False,
        choices=[
            ("activiteit", "laatste reactie"),
            ("nieuw", "nieuwste eerst"),
            ("wij-ook", "speelt bij de meesten"),
            ("nuttig", "nuttigste eerst"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].queryset = Expertise.objects.all()  # type: ignore[attr-defined]


class NumberForm(forms.Form):
    """Up to where somebody has read."""

    nummer = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    volgende = forms.BooleanField(required=False)


class SwitchForm(forms.Form):
    """Something is switched on or off, so that sending it twice does no harm."""

    aan = forms.BooleanField(required=False)


class LevelForm(forms.Form):
    niveau = forms.ChoiceField(choices=[])

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["niveau"].choices = levels  # type: ignore[attr-defined]
