"""The search form with its filters, and the form of editors for words that mean the same."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone

from woonoverlast.forum.models import Theme
from woonoverlast.lib.searching import registry
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import Guarded
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.search import dutch
from woonoverlast.search.hits import readable_kinds
from woonoverlast.search.models import SynonymGroup
from woonoverlast.search.ranking import Filters
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.page_cache import current_stamp, remember

MAX_LENGTH = 200
PERIODS = {"maand": ("laatste maand", 31), "jaar": ("laatste jaar", 365), "drie-jaar": ("laatste drie jaar", 1096)}


class SearchForm(CleanForm):
    """The words and the filters. A filter that makes no sense counts as none."""

    q = forms.CharField(
        label="Zoek naar", required=False, max_length=MAX_LENGTH, widget=forms.TextInput(attrs={"type": "search"})
    )
    soort = forms.ChoiceField(label="Soort", required=False)
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", required=False, empty_label="Alle", to_field_name="slug"
    )
    gemeente = MunicipalityChoice(label="Gemeente", required=False, empty_label="Alle", to_field_name="slug")
    periode = forms.ChoiceField(
        label="Periode",
        required=False,
        choices=[("", "Altijd"), *((key, label) for key, (label, _) in PERIODS.items())],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readable = readable_kinds(user)
        kinds = [(kind, registry.kinds[kind].label) for kind in self.readable]
        self.fields["soort"].choices = [("", "Alles"), *kinds]  # type: ignore[attr-defined]
        self.fields["thema"].queryset = Theme.objects.visible_to(user)  # type: ignore[attr-defined]
        field = self.fields["gemeente"]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = remember(("choices", "search"), partial(list, field.choices), stamp=current_stamp())

    def clean_q(self) -> str:
        return clean_line(self.cleaned_data["q"])

    @property
    def text(self) -> str:
        """What to search for; empty when that is no good."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    @property
    def filters(self) -> Filters:
        self.is_valid()
        chosen = self.cleaned_data.get
        kind, theme, municipality = chosen("soort"), chosen("thema"), chosen("gemeente")
        return Filters(
            kinds=(str(kind),) if kind else (),
            theme=theme.slug if theme else "",
            municipality=municipality.pk if municipality else None,
            since=since(chosen("periode", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        return self.filters != Filters()


def since(period: str) -> datetime | None:
    return timezone.now() - timedelta(days=PERIODS[period][1]) if period in PERIODS else None


class SuggestionForm(CleanForm):
    q = forms.CharField(max_length=MAX_LENGTH)

    def clean_q(self) -> str:
        return clean_line(self.cleaned_data["q"])


class SynonymForm(Guarded, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SynonymGroup
        fields = ["words", "note"]

    def clean_words(self) -> str:
        terms = [clean_line(term) for term in self.cleaned_data["words"].split(";")]
        kept = list(dict.fromkeys(term for term in terms if dutch.tokens(term)))
        if len(kept) < 2:
            raise forms.ValidationError("Typ minstens twee woorden of namen, met een puntkomma ertussen.")
        return "; ".join(kept)

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])
