"""Ask for a workshop, or propose a session."""

from typing import Any

from django import forms

from woonoverlast.events.models import Request
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.web.forms import CleanForm


class RequestForm(GuardedForm):
    kind = forms.ChoiceField(label="Wat wil je?", choices=Request.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Onderwerp", max_length=160)
    text = forms.CharField(
        label="Wat moet het opleveren, en voor wie?", max_length=3000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Wat speelt er bij jullie, en wie zitten er aan tafel? Noem geen bewoners.",
    )  # fmt: skip
    municipality = MunicipalityChoice(label="Gemeente", required=False, empty_label="Kies")
    period = forms.CharField(
        label="Wanneer ongeveer?",
        max_length=150,
        required=False,
        help_text="Bijvoorbeeld: tweede helft van maart, op een middag.",
    )
    people = forms.IntegerField(label="Ongeveer hoeveel mensen?", required=False, min_value=1, max_value=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])


class KindForm(CleanForm):
    """The link can say which of the two."""

    soort = forms.ChoiceField(required=False, choices=Request.Kind.choices)

    @property
    def kind(self) -> str:
        return str(self.cleaned_data["soort"]) if self.is_valid() else ""


class RemarkForm(GuardedForm):
    text = forms.CharField(label="Je bericht", max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))


class RefusalForm(GuardedForm):
    reason = forms.CharField(label="Waarom niet?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
