"""The answers so far, and a new table of rules."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from woonoverlast.chooser import rules
from woonoverlast.chooser.loading import complaints
from woonoverlast.chooser.questions import QUESTIONS, Question
from woonoverlast.lib.days import DayField
from woonoverlast.people.guarded import GuardedForm, look, told
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.web.forms import CleanForm

MAX_BYTES = 300_000
MOST_TOLD = 30


class AnswersForm(CleanForm):
    """What is no answer counts as not answered; nothing is kept."""

    gemeente = MunicipalityChoice(label="Gemeente", required=False, to_field_name="slug", empty_label="Geen gemeente")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = forms.ChoiceField(
                required=False, choices=list(question.answers.items()), widget=forms.HiddenInput
            )

    @property
    def answers(self) -> dict[str, str]:
        """In the order of the questions, up to the first without an answer."""
        self.is_valid()
        found = {}
        for question in QUESTIONS:
            if not (answer := self.cleaned_data.get(question.name)):
                break
            found[question.name] = answer
        return found

    @property
    def next_question(self) -> Question | None:
        return next((question for question in QUESTIONS if question.name not in self.answers), None)


class RuleTableForm(GuardedForm):
    """A new table from a day on: read, and refused with everything that is wrong in it."""

    note = forms.CharField(label="Wat is er anders?", max_length=300)
    valid_from = DayField(label="Geldt vanaf", widget=forms.DateInput(attrs={"type": "date"}))
    table = forms.FileField(label="Tabel (CSV)", help_text="De tabel die je hierboven downloadt, met je wijzigingen.")

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day <= timezone.localdate():
            raise ValidationError("Kies een dag na vandaag. Wat vandaag al is geadviseerd, blijft zo na te kijken.")
        return day

    def clean_table(self) -> str:
        sent = self.cleaned_data["table"]
        if sent.size > MAX_BYTES:
            raise ValidationError("Dit bestand is te groot voor de tabel. Stuur alleen de tabel als CSV.")
        try:
            text: str = sent.read().decode("utf-8-sig").replace("\x00", "")
        except UnicodeDecodeError:
            raise ValidationError("Sla de tabel op als CSV met UTF-8 en probeer het opnieuw.") from None
        if wrong := complaints(text):
            raise ValidationError([complaint.text for complaint in wrong[:MOST_TOLD]])
        made, _ = rules.read(text)
        if seen := look("\n".join(f"{rule.reason}\n{rule.source}" for rule in made)):
            raise ValidationError(told(seen))
        return text
