"""The form of one's own profile, with who sees what."""

from typing import Any

from django import forms

from woonoverlast.lib.text import clean_line
from woonoverlast.people.forms.joining import ask_by_name
from woonoverlast.people.guarded import Guarded
from woonoverlast.people.models import Discipline, Expertise, Person, VisibleField
from woonoverlast.places.forms import MunicipalityChoice

KINDS = [choice for choice in Discipline.choices if choice[0] != Discipline.PLATFORM]


class ProfileForm(Guarded, forms.ModelForm):  # type: ignore[type-arg]
    unguarded = {"name": "de eigen naam"}
    hidden_fields = forms.MultipleChoiceField(  # type: ignore[assignment]  # the method of that name stays
        label="Wat wil je verbergen voor andere leden?",
        required=False,
        choices=VisibleField.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Je naam en je organisatie zien leden altijd. Redacteuren zien alles.",
    )

    class Meta:
        model = Person
        fields = ["name", "job_title", "discipline", "municipality", "expertise", "looking_for", "hidden_fields"]
        labels = {
            "name": "Je naam",
            "job_title": "Je functie",
            "discipline": "Je vakgebied",
            "expertise": "Waar weet je veel van?",
            "looking_for": "Wat zoek je?",
        }
        help_texts = {
            "expertise": "Collega's vinden je hiermee. Kies er zoveel als je wilt.",
            "looking_for": "Schrijf niets over personen die overlast geven of hebben.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "expertise": forms.CheckboxSelectMultiple,
            "looking_for": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "job_title", "discipline"):
            self.fields[name].required = True
        self.fields["discipline"].choices = [("", "Kies een vakgebied"), *KINDS]  # type: ignore[attr-defined]
        self.fields["municipality"] = MunicipalityChoice(
            label="Gemeente waar je vooral werkt",
            required=False,
            empty_label="Kies een gemeente",
        )
        self.fields["expertise"].queryset = Expertise.objects.all()  # type: ignore[attr-defined]
        self.fields["expertise"].choices = expertise_by_facet()  # type: ignore[attr-defined]
        ask_by_name(self.fields)
        self.order_fields(self.Meta.fields)

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if len(name) < 2:
            raise forms.ValidationError("Typ je naam.")
        return name

    def clean_job_title(self) -> str:
        return clean_line(self.cleaned_data["job_title"])


def expertise_by_facet() -> list[tuple[str, list[tuple[int, str]]]]:
    """Under headings: forty loose boxes are not read."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for expertise in Expertise.objects.order_by("facet", "name"):
        facet = expertise.get_facet_display().capitalize()
        name = expertise.name.removeprefix(f"{facet}: ")  # the heading says it
        groups.setdefault(facet, []).append((expertise.pk, name[:1].upper() + name[1:]))
    return list(groups.items())
