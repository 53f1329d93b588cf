"""Forms to invite one person or a list of people."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from woonoverlast.lib.text import clean_line
from woonoverlast.people import address_lists
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import InvitationLine, Organisation, Person
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.web.forms import CleanForm

NOTE_HELP = "Staat in de mail. Schrijf niets over personen die overlast geven of hebben."


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Organisations the person may invite colleagues for."""
    return Organisation.objects.joinable().filter(pk__in=[role.organisation_id for role in person.active_roles])


def note_field() -> forms.CharField:
    return forms.CharField(
        label="Persoonlijk bericht",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOTE_HELP,
    )


class InviteForm(GuardedForm):
    """One address: a colleague, or somebody elsewhere."""

    unguarded = {"email": "het adres van wie uitgenodigd wordt"}
    email = forms.CharField(
        label="E-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Gebruik het werkadres.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Waar werkt wie je uitnodigt?",
        required=False,
        empty_label="Dat zie je aan het adres",
    )
    municipality = MunicipalityChoice(
        label="Voor welke gemeente?",
        required=False,
        empty_label="Geen bepaalde gemeente",
        help_text="Kies een gemeente als je iemand uit die gemeente uitnodigt.",
    )
    note = note_field()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(person)  # type: ignore[attr-defined]
        self.fields["organisation"].label_from_instance = lambda o: f"Bij {o.name}, net als ik"  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return clean_line(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """An address of the own organisation invites a colleague, also when nobody says so."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("email") and not cleaned.get("organisation"):
            field: Any = self.fields["organisation"]
            cleaned["organisation"] = field.queryset.for_mail(cleaned["email"]).first()
        return cleaned


class InviteManyForm(GuardedForm):
    """A pasted list or a file; `listed` in the cleaned data is what was found."""

    unguarded = {"pasted": "mailadressen van wie uitgenodigd worden"}
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Waar werken de mensen op de lijst?",
        required=False,
        empty_label="Bij verschillende organisaties",
    )
    pasted = forms.CharField(
        label="Plak hier de e-mailadressen",
        required=False,
        max_length=address_lists.MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Zoals je ze hebt: elk op een regel, met namen erbij, of gekopieerd uit een mail.",
    )
    file = forms.FileField(
        label="Of kies een bestand",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text="CSV of Excel (.xlsx), hoogstens 2 MB en 10.000 regels.",
    )
    note = note_field()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(person)  # type: ignore[attr-defined]
        self.fields["organisation"].label_from_instance = lambda o: f"Bij {o.name}, net als ik"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        field = "file" if cleaned.get("file") else "pasted"
        if not self.errors:
            try:
                cleaned["listed"] = self.listed(field, cleaned[field])
            except address_lists.Unreadable as problem:
                self.add_error(field, str(problem))
        return cleaned

    def listed(self, field: str, value: Any) -> address_lists.Listed:
        if field == "file":
            return address_lists.from_file(value, name=value.name)
        if not value.strip():
            raise address_lists.Unreadable("Plak e-mailadressen, of kies een bestand.")
        return address_lists.from_text(value)


class ResultFilterForm(CleanForm):
    result = forms.ChoiceField(
        label="Laat zien", required=False, choices=[("", "Alle regels"), *InvitationLine.Result.choices]
    )
    pagina = forms.IntegerField(required=False, widget=forms.HiddenInput)


class FromMunicipalityForm(CleanForm):
    """The link from the coverage page: ?gemeente=<slug>."""

    gemeente = forms.SlugField(required=False, max_length=110)
