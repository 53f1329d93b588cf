"""Forms to keep the list of members true."""

from django import forms

from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import DepartureReport
from woonoverlast.web.forms import CleanForm


class DepartureForm(GuardedForm):
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: werkt sinds mei ergens anders.",
    )


class SettlementForm(GuardedForm):
    outcome = forms.ChoiceField(
        label="Wat is er aan de hand?", choices=DepartureReport.Outcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="Toelichting", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DeleteForm(CleanForm):
    sure = forms.BooleanField(
        label="Ja, verwijder mijn gegevens. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Vink dit aan als je het zeker weet."},
    )
