"""Forms around the list of participants."""

from django import forms

from woonoverlast.events.models import Status
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Person
from woonoverlast.web.forms import CleanForm


class ParticipantForm(CleanForm):
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *Status.choices])

    @property
    def status(self) -> str:
        return str(self.cleaned_data["stand"]) if self.is_valid() else ""


class AddForm(CleanForm):
    email = forms.EmailField(label="Mailadres van het lid")
    use_required_attribute = False

    def clean_email(self) -> Person:
        person = Person.objects.members().filter(email=self.cleaned_data["email"].lower()).first()
        if person is None:
            raise forms.ValidationError("Er is geen lid met dit adres.")
        return person


class RemovalForm(GuardedForm):
    why = forms.CharField(
        label="Reden",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Deze persoon leest dit in de mail.",
    )
    use_required_attribute = False

    def clean_why(self) -> str:
        return clean_line(self.cleaned_data["why"])
