"""Filters of a list of topics."""

from datetime import UTC, datetime
from functools import partial
from time import time
from typing import Any

from django import forms
from django.utils import timezone

from woonoverlast.forum.models import Kind
from woonoverlast.people.models import Expertise
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.widgets import LongSelect


class TopicFilterForm(CleanForm):
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
        for field in self.fields.values():
            field.widget = LongSelect(attrs=field.widget.attrs)
        label: Any = self.fields["label"]
        label.queryset = Expertise.objects.all()
        label.choices = remember("choices of labels", partial(list, label.choices), stamp=current_stamp())
        for name in ("soort", "stand", "volgorde"):
            choice: Any = self.fields[name]
            choice.widget.choices = choice.choices


class NumberForm(CleanForm):
    """Up to where somebody has read."""

    nummer = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    # When the page was made, in seconds: what came after it was not seen.
    gezien = forms.FloatField(required=False, min_value=0)
    volgende = forms.BooleanField(required=False)

    @property
    def seen_at(self) -> datetime:
        moment = self.cleaned_data["gezien"]
        return timezone.now() if moment is None else datetime.fromtimestamp(min(moment, time()), tz=UTC)


class SwitchForm(CleanForm):
    """Something is switched on or off, so that sending it twice does no harm."""

    aan = forms.BooleanField(required=False)


class LevelForm(CleanForm):
    niveau = forms.ChoiceField(choices=[])

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["niveau"].choices = levels  # type: ignore[attr-defined]
