"""The form to say that the guard on personal data is wrong."""

from django import forms

from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm


class FalseAlarmForm(GuardedForm):
    """Only editors read it, and it is wiped when they refuse."""

    unguarded = {"words": "hierover gaat de vraag", "why": "alleen redacteuren lezen dit"}
    words = forms.CharField(
        label="Om welke woorden gaat het?",
        min_length=3,
        max_length=200,
        help_text="Precies zoals ze in je tekst staan, bijvoorbeeld de naam van een gebouw.",
    )
    why = forms.CharField(
        label="Waarom is dit geen gegeven van een persoon?",
        min_length=6,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: dit is een buurthuis in Zwolle.",
    )

    def clean_words(self) -> str:
        return clean_line(self.cleaned_data["words"])

    def clean_why(self) -> str:
        return str(self.cleaned_data["why"]).strip()
