"""Looking for practices, writing one, reviewing it, and saying that one does it too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Instrument
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Discipline, Organisation, Person
from woonoverlast.places.models import SizeClass
from woonoverlast.practices.models import Practice, Revision
from woonoverlast.practices.worksheet import MOST_WORDS, NAMES, PARTS
from woonoverlast.web.forms import CleanForm

KINDS = [choice for choice in Discipline.choices if choice[0] != Discipline.PLATFORM]
COLUMNS = {"class": "choices--columns"}


class PracticeFilter(CleanForm):
    soort = forms.ChoiceField(label="Soort overlast", required=False, choices=[("", "Alle"), *facets.NUISANCE.items()])
    bewoning = forms.ChoiceField(label="Bewoning", required=False, choices=[("", "Alle"), *facets.HOUSING.items()])
    instrument = forms.ModelChoiceField(
        Instrument.objects.all(), label="Instrument", required=False, empty_label="Alle", to_field_name="slug"
    )
    grootte = forms.ChoiceField(
        label="Grootte van de gemeente", required=False, choices=[("", "Alle"), *SizeClass.choices]
    )
    vakgebied = forms.ChoiceField(label="Wie schreef het?", required=False, choices=[("", "Alle"), *KINDS])

    @property
    def chosen(self) -> dict[str, Any]:
        """Only what is a choice."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BeginForm(GuardedForm):
    title = forms.CharField(label="Titel", max_length=120, help_text="Bijvoorbeeld: Elke maandag een uur casusoverleg.")
    summary = forms.CharField(
        label="Samenvatting",
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Hoogstens {MOST_WORDS} woorden. Wat doen jullie, en wat levert het op?",
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Voor welke organisatie?")

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [role.organisation_id for role in by.active_roles]
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=mine)
        field.initial = mine[0] if mine else None

    def clean_summary(self) -> str:
        return short_enough(self.cleaned_data["summary"])


def short_enough(text: str) -> str:
    if len(text.split()) > MOST_WORDS:
        raise ValidationError(f"Dit zijn {len(text.split())} woorden. Maak er hoogstens {MOST_WORDS} van.")
    return text


def part_field(title: str, hint: str, *, needed: bool) -> forms.CharField:
    return forms.CharField(
        label=title,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=hint if needed else f"{hint} Mag leeg blijven.",
    )


# Declared, so that each part is looked over and known like any other field.
PartsForm: type[GuardedForm] = type(
    "PartsForm",
    (GuardedForm,),
    {part.name: part_field(part.title, part.hint, needed=part.needed) for part in PARTS},
)


class WorksheetForm(PartsForm):  # type: ignore[misc,valid-type]
    """The whole worksheet. Half of it may be kept; handing in asks for the rest."""

    title = forms.CharField(label="Titel", max_length=120)
    summary = forms.CharField(
        label="Samenvatting",
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Hoogstens {MOST_WORDS} woorden.",
    )
    nuisance = forms.MultipleChoiceField(
        label="Soort overlast",
        required=False,
        choices=list(facets.NUISANCE.items()),
        widget=forms.CheckboxSelectMultiple(attrs=COLUMNS),
    )
    housing = forms.MultipleChoiceField(
        label="Bewoning",
        required=False,
        choices=list(facets.HOUSING.items()),
        widget=forms.CheckboxSelectMultiple(attrs=COLUMNS),
    )
    instruments = forms.ModelMultipleChoiceField(
        Instrument.objects.all(),
        label="Welke instrumenten gebruiken jullie?",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=COLUMNS),
    )
    contact = forms.ModelChoiceField(
        Person.objects.none(), label="Wie kunnen collega's bellen?", required=False, empty_label="Niemand"
    )
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, practice: Practice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["contact"]
        field.queryset = practice.writers.order_by("name") if practice else Person.objects.none()
        self.order_fields(["title", "summary", *NAMES, "nuisance", "housing", "instruments", "contact", "read"])

    def clean_summary(self) -> str:
        return short_enough(self.cleaned_data["summary"])

    @property
    def texts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"title", "read"}}


def initial_of(revision: Revision) -> dict[str, Any]:
    same = ("summary", "nuisance", "housing", "contact_id", *NAMES)
    return {
        "title": revision.practice.title,
        "read": revision.number,
        "instruments": list(revision.instruments.values_list("pk", flat=True)),
        **{name.removesuffix("_id"): getattr(revision, name) for name in same},
    }


class WriterForm(CleanForm):
    person = forms.ModelChoiceField(Person.objects.none(), label="Wie schrijft mee?")

    def __init__(self, *args: Any, by: Person, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        mine = [role.organisation_id for role in by.active_roles]
        colleagues = Person.objects.members().filter(memberships__organisation__in=mine, memberships__ended_on=None)
        nearby = Person.objects.members().filter(municipality=practice.municipality) if practice.municipality else None
        found = colleagues if nearby is None else colleagues | nearby
        field.queryset = found.exclude(pk__in=practice.writers.all()).visible_to(by).distinct().order_by("name")


class ReviewForm(GuardedForm):
    agrees = forms.TypedChoiceField(
        label="Kan dit op de site?",
        coerce=lambda value: value == "ja",
        choices=[("ja", "Ja, ik zou het zo kunnen nadoen"), ("nee", "Nee, er moet nog iets bij of anders")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Toelichting voor de schrijvers",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wat is duidelijk, wat mist er? Staat er eerlijk in wat niet werkte?",
    )

    def clean(self) -> None:
        if self.cleaned_data.get("agrees") is False and not self.cleaned_data.get("text"):
            self.add_error("text", "Schrijf wat er nog bij of anders moet. Dan kunnen de schrijvers verder.")


class PublishForm(GuardedForm):
    evidence = forms.TypedChoiceField(label="Bewijs", coerce=int, choices=list(facets.CERTAINTY.items()))
    effect = forms.ChoiceField(label="Effect", choices=list(facets.EFFECTS.items()), initial="?")
    note = forms.CharField(
        label="Waarom deze trede?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen. Lezers zien dit bij het voorbeeld.",
    )


class UseForm(GuardedForm):
    since = forms.IntegerField(label="Sinds welk jaar?", min_value=1990, max_value=2100)
    result = forms.CharField(
        label="Hoe bevalt het?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kort. Noem ook wat bij jullie anders ging.",
    )

    def clean_since(self) -> int:
        since: int = self.cleaned_data["since"]
        if since > timezone.localdate().year:
            raise ValidationError("Kies dit jaar of een jaar dat voorbij is.")
        return since
