"""Forms of the office: filters, and what each button may say."""

from typing import Any

from django import forms

from woonoverlast.lib.days import DayField
from woonoverlast.office.queue import labels
from woonoverlast.people import mail_domains
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import DepartureReport, Organisation, Person
from woonoverlast.web.forms import CleanForm


def kinds() -> list[tuple[str, str]]:
    return [("", "Alles"), *labels().items()]


class QueueFilter(CleanForm):
    soort = forms.ChoiceField(label="Laat zien", choices=kinds, required=False)


class Decision(CleanForm):
    """The value of the button that was pressed."""

    def __init__(self, *args: object, choices: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["besluit"] = forms.ChoiceField(choices=[(choice, choice) for choice in choices])


class StaleForm(CleanForm):
    """Who of these people still works there, or left."""

    wie = forms.MultipleChoiceField(
        label="Over wie gaat het?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vink aan over wie het gaat.",
            "invalid_choice": "Iemand van deze lijst is al bekeken.",
        },
    )
    besluit = forms.ChoiceField(
        label="Wat klopt voor wie je aanvinkte?",
        choices=DepartureReport.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er klopt."},
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["wie"].choices = [(pk, person.get_full_name()) for pk, person in self.people.items()]  # type: ignore[attr-defined]

    def rows(self) -> list[tuple[Any, Person]]:
        """Each box with its person."""
        return list(zip(self["wie"].subwidgets, self.people.values(), strict=True))

    def chosen(self) -> list[Person]:
        return [self.people[pk] for pk in self.cleaned_data["wie"]]


class SearchForm(CleanForm):
    q = forms.CharField(label="Zoek op naam of adres", required=False, max_length=200)


class LogbookFilter(CleanForm):
    wie = forms.CharField(label="Naam of e-mailadres", required=False, max_length=200)
    vanaf = DayField(label="Vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    tot = DayField(label="Tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReasonForm(GuardedForm):
    reden = forms.CharField(
        label="Reden",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit komt in het logboek.",
    )


class DomainForm(CleanForm):
    domein = forms.CharField(label="Maildomein", max_length=253, help_text="Het deel na de @, zoals gemeente.nl.")

    def clean_domein(self) -> str:
        domain = str(self.cleaned_data["domein"]).strip().lower().removeprefix("@")
        if problem := mail_domains.problem_with(domain):
            raise forms.ValidationError(problem)
        return domain


class StewardForm(CleanForm):
    adres = forms.EmailField(label="E-mailadres van een lid van deze organisatie")


class MergeForm(ReasonForm):
    organisatie = forms.ModelChoiceField(
        label="Samenvoegen met",
        queryset=Organisation.objects.filter(ended_on=None),
        to_field_name="slug",
        widget=forms.TextInput,
        help_text="Het laatste deel van het adres van die organisatie, zoals gemeente-zwolle.",
        error_messages={"invalid_choice": "Deze organisatie bestaat niet."},
    )
    field_order = ["organisatie", "reden"]
