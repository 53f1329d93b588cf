"""Subscribing without an account."""

from django import forms
from django.core.exceptions import ValidationError

from woonoverlast.people.inviting import is_valid
from woonoverlast.web.forms import QuietForm


class SubscribeForm(QuietForm):
    adres = forms.EmailField(
        label="Je e-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_adres(self) -> str:
        address = str(self.cleaned_data["adres"]).strip().lower()
        if not is_valid(address):
            raise ValidationError("Vul een e-mailadres in, zoals naam@gemeente.nl.")
        return address
