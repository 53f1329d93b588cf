"""The answers so far; what is no answer counts as not answered. Nothing is kept."""

from django import forms

from woonoverlast.sharing.flows import PHASES, RECEIVERS, SENDERS
from woonoverlast.web.forms import CleanForm

QUESTIONS = {
    "van": ("Waar werk je?", SENDERS),
    "naar": ("Met wie wil je iets delen?", RECEIVERS),
    "fase": ("Wanneer is dat?", PHASES),
}


class SharingForm(CleanForm):
    van = forms.ChoiceField(required=False, choices=list(SENDERS.items()))
    naar = forms.ChoiceField(required=False, choices=list(RECEIVERS.items()))
    fase = forms.ChoiceField(required=False, choices=list(PHASES.items()))

    @property
    def answers(self) -> dict[str, str]:
        """In order, up to the first without an answer."""
        self.is_valid()
        found: dict[str, str] = {}
        for name in QUESTIONS:
            if not (answer := self.cleaned_data.get(name)):
                break
            found[name] = answer
        return found
