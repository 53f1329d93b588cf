"""The form to join: who you are and where you work. What you know comes later, in the profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet

from woonoverlast.lib.naming import NameKey, NameSort, name_key
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import Guarded, GuardedForm
from woonoverlast.people.models import Application, Discipline, Organisation, Person
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.places.models import Municipality
from woonoverlast.web.forms import CleanForm

NEW = "new"
ASKED = {
    "name": "Vul je naam in.",
    "job_title": "Vul je functie in.",
    "discipline": "Kies je vakgebied.",
    "municipality": "Kies de gemeente waar je vooral werkt.",
}
KINDS = [choice for choice in Discipline.choices if choice[0] != Discipline.PLATFORM]


class JoinForm(Guarded, forms.ModelForm):  # type: ignore[type-arg]
    """Profile and organisation in one page. An unknown organisation name asks back with what looks alike."""

    unguarded = {"name": "de eigen naam", "organisation_name": "de naam van een organisatie, vaak naar iemand genoemd"}
    organisation_name = forms.CharField(
        label="Waar werk je?",
        max_length=200,
        help_text="Typ de naam van je organisatie en kies uit de lijst. Staat die er niet bij? Typ dan de hele naam.",
        widget=forms.TextInput(attrs={"autocomplete": "organization", "data-typeahead-url": "/organisaties/zoeken/"}),
    )
    organisation_choice = forms.ChoiceField(
        label="Welke organisatie bedoel je?", required=False, widget=forms.RadioSelect
    )
    organisation_kind = forms.ChoiceField(
        label="Soort organisatie",
        choices=[("", "Kies een soort"), *KINDS],
        required=False,
        help_text="Alleen als je organisatie nieuw is op het platform.",
    )
    motivation = forms.CharField(
        label="Toelichting voor wie je aanmelding bekijkt",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld welke collega al lid is. Schrijf niets over mensen die overlast geven of hebben.",
    )

    class Meta:
        model = Person
        fields = ["name", "job_title", "discipline", "municipality"]
        labels = {
            "name": "Je naam",
            "job_title": "Je functie",
            "discipline": "Je vakgebied",
            "municipality": "Gemeente waar je vooral werkt",
        }
        help_texts = {
            "job_title": "Bijvoorbeeld: coördinator woonoverlast of wijkagent.",
            "municipality": "Werk je in meer gemeenten? Kies de gemeente waar je het meest bent.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "job_title", "discipline"):
            self.fields[name].required = True
        self.fields["organisation_name"].error_messages["required"] = "Vul in waar je werkt."
        self.choose_from("discipline", [("", "Kies een vakgebied"), *KINDS])
        self.fields["municipality"] = MunicipalityChoice(
            label=self.fields["municipality"].label,
            help_text=self.fields["municipality"].help_text,
            empty_label="Kies een gemeente",
        )
        self.alike = self.look_alikes(self.data.get("organisation_name", "")) if self.is_bound else []
        self.choose_from("organisation_choice", self.alike)
        if not self.alike:
            self.fields.pop("organisation_choice")
        if not (self.is_bound and self.may_be_new(self.data.get("organisation_name", ""))):
            self.fields.pop("organisation_kind")
        ask_by_name(self.fields)
        self.order_fields(
            ["name", "job_title", "organisation_name", "organisation_choice", "organisation_kind", "municipality"]
        )

    def choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.TypedChoiceField)
        field.choices = choices

    def look_alikes(self, typed: str) -> list[tuple[str, str]]:
        """Up to six organisations whose name looks like what was typed, and the way out: a new one."""
        name = clean_line(typed)
        if not name or municipality_meant(name) or Organisation.objects.joinable().filter(name__iexact=name).exists():
            return []
        found = organisations_like(name)[:6]
        return [*((str(o.pk), o.name) for o in found), (NEW, f"Nieuwe organisatie: {name}")] if found else []

    def may_be_new(self, typed: str) -> bool:
        """Whether the kind of organisation must be asked."""
        name = clean_line(typed)
        known = municipality_meant(name) or Organisation.objects.joinable().filter(name__iexact=name).exists()
        return bool(name) and not known

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_job_title(self) -> str:
        return clean_line(self.cleaned_data["job_title"])

    def clean_organisation_name(self) -> str:
        name = clean_line(self.cleaned_data["organisation_name"])
        if len(name) < 2:
            raise forms.ValidationError("Typ de naam van je organisatie.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("organisation_name")
        if name and municipality_meant(name):
            cleaned["organisation_kind"] = Discipline.MUNICIPALITY
        if name:
            cleaned["organisation"] = self.chosen_organisation(name, cleaned.get("organisation_choice", ""))
            self.check_new(cleaned)
        return cleaned

    def chosen_organisation(self, name: str, choice: str) -> Organisation | None:
        """The organisation meant, or None for a new one."""
        exact = Organisation.objects.joinable().filter(name__iexact=name).first()
        if exact or choice == NEW:
            return exact
        if choice:
            return Organisation.objects.joinable().get(pk=int(choice))
        if self.alike:
            self.add_error("organisation_choice", "Kies je organisatie uit deze lijst, of kies de nieuwe.")
        return None

    def check_new(self, cleaned: dict[str, Any]) -> None:
        if cleaned["organisation"] is None and not cleaned.get("organisation_kind") and not self.errors:
            self.add_error("organisation_kind", "Deze organisatie kennen we nog niet. Kies de soort.")

    def proposal(self) -> dict[str, Any]:
        """What `joining.propose_organisation` needs."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["organisation_name"],
            "kind": cleaned["organisation_kind"],
            "municipality": municipality_meant(cleaned["organisation_name"]) or cleaned["municipality"],
        }


def ask_by_name(fields: Mapping[str, forms.Field]) -> None:
    """What is missing is named, and not "dit veld"."""
    for name, words in ASKED.items():
        fields[name].error_messages["required"] = words


class DecisionForm(GuardedForm):
    """Accept, or refuse with a reason that the applicant reads."""

    decision = forms.ChoiceField(
        label="Wat besluit je?",
        choices=[("accept", "Aannemen"), ("refuse", "Afwijzen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aannemen of afwijzen."},
    )
    reason = forms.CharField(
        label="Reden bij afwijzen",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De aanvrager leest deze reden.",
    )
    with_domain = forms.BooleanField(required=False)

    def __init__(self, *args: Any, domain: str = "", **kwargs: Any) -> None:
        """`domain`: the mail domain that an editor may add at once; empty where there is none to add."""
        super().__init__(*args, **kwargs)
        self.domain = domain
        if domain:
            self.fields["with_domain"].label = f"Laat wie een adres op @{domain} heeft voortaan meteen toe"
            self.fields["with_domain"].help_text = "Alleen als dit domein van deze organisatie zelf is."
        else:
            del self.fields["with_domain"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Schrijf waarom je afwijst. De aanvrager leest dit.")
        return cleaned


class SearchTermForm(CleanForm):
    """What was typed so far in a type-ahead."""

    q = forms.CharField(max_length=100, required=False)


class PlaceForm(forms.Form):
    """The municipality whose page led to joining."""

    gemeente = forms.SlugField(required=False)

    def place(self) -> Municipality | None:
        slug = self.cleaned_data["gemeente"] if self.is_valid() else ""
        return Municipality.objects.current().filter(slug=slug).first() if slug else None


def without_kind(text: str) -> str:
    """Half of all organisations begin with this word, so it says nothing of which one."""
    word, _, rest = text.strip().partition(" ")
    return rest if word.lower() == "gemeente" else text.strip()


def municipal_organisations(places: Iterable[Municipality]) -> QuerySet[Organisation]:
    """The organisation of each of these municipalities, where there is one."""
    municipal = Organisation.objects.joinable().filter(kind=Discipline.MUNICIPALITY)
    return municipal.filter(municipality__in=list(places))


def organisations_like(text: str) -> QuerySet[Organisation]:
    """Joinable organisations by likeness of name, best first."""
    likeness = TrigramWordSimilarity(name_key(without_kind(text)), NameKey("name"))
    return (
        Organisation.objects.joinable()
        .annotate(likeness=likeness)
        .filter(likeness__gt=0.45)
        .order_by("-likeness", NameSort("name"))
    )


def municipality_meant(name: str) -> Municipality | None:
    """The municipality of today that somebody means by "Gemeente Deventer"; None when it is another organisation."""
    word, _, rest = name.partition(" ")
    named = Municipality.objects.current().filter(name__iexact=rest)
    return named.first() if word.lower() == "gemeente" else None


def latest_application(person: Person) -> Application | None:
    return person.applications.select_related("organisation").first()
