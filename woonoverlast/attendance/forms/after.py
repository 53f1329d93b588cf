"""Forms of what comes after an event: materials, questions, evaluation, certificates."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings

from woonoverlast.attendance import materials
from woonoverlast.attendance.models import Material
from woonoverlast.events import guard
from woonoverlast.events.models import Event
from woonoverlast.lib.richtext import RichTextField
from woonoverlast.lib.text import clean_line
from woonoverlast.lib.uploads import Inspected
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.web.forms import CleanForm

FEW_ROWS = forms.Textarea(attrs={"rows": 3})
SCALE = {"class": "choices--scale"}


class MaterialForm(GuardedForm):
    """What every material has. Slides and minutes say who spoke: those names may stay after a tick."""

    names_may_stay = True
    title = forms.CharField(label="Titel", max_length=160)
    seen_by = forms.ChoiceField(
        label="Voor wie?", choices=Material.Seen.choices, initial=Material.Seen.MEMBERS, widget=forms.RadioSelect
    )

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])


class FileForm(MaterialForm):
    """`found` is what may be kept of the file."""

    file = forms.FileField(
        label="Bestand",
        help_text="PDF, Word (.docx), Excel (.xlsx) of een afbeelding (PNG, JPEG, WebP), ten hoogste 10 MB. "
        "Een presentatie sla je eerst op als PDF. Wat in een foto of scan staat, lezen wij niet: kijk dat zelf na.",
    )
    found: Inspected | None = None
    field_order = ["file", "title", "seen_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "Leeg laten is de naam van het bestand."

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.found = materials.checked(file)
        except materials.FileProblem as problem:
            raise forms.ValidationError(str(problem)) from None
        return file

    def full_clean(self) -> None:
        super().full_clean()
        if self.found and "file" in self.cleaned_data:
            name = self.cleaned_data["file"].name
            self.refuse("file", materials.seen_in(self.found, name=name, allowed=list(self.may_be_named())))


class LinkForm(MaterialForm):
    url = forms.URLField(
        label="Adres",
        max_length=500,
        assume_scheme="https",
        help_text="Bijvoorbeeld van de opname. Plak het hele adres, met https://.",
    )
    field_order = ["url", "title", "seen_by"]


class MinutesForm(MaterialForm):
    body = RichTextField(label="Verslag", max_length=100_000)
    field_order = ["title", "body", "seen_by"]


FORMS: dict[str, type[MaterialForm]] = {
    Material.Kind.FILE: FileForm,
    Material.Kind.LINK: LinkForm,
    Material.Kind.MINUTES: MinutesForm,
}


class KindForm(CleanForm):
    """Which kind of material is being added; a file when nothing was chosen."""

    soort = forms.ChoiceField(choices=Material.Kind.choices, required=False)

    @property
    def kind(self) -> Material.Kind:
        self.is_valid()
        return Material.Kind(self.cleaned_data.get("soort") or Material.Kind.FILE)


class RaisedQuestionForm(GuardedForm):
    text = forms.CharField(
        label="Vraag",
        max_length=600,
        widget=FEW_ROWS,
        help_text="Schrijf hem zo op dat iemand die er niet was hem begrijpt. Zonder namen van mensen.",
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).strip()


class BecameForm(GuardedForm):
    """The address of what the question became, on this platform."""

    unguarded = {"became": "het adres van een pagina van ons"}
    became = forms.CharField(label="Adres van het onderwerp of knelpunt", max_length=400)

    def clean_became(self) -> str:
        given = urlsplit(str(self.cleaned_data["became"]).strip())
        ours = urlsplit(settings.SITE_URL)
        here = not given.netloc or (given.scheme, given.netloc) == (ours.scheme, ours.netloc)
        if not here or not given.path.startswith("/") or given.path.startswith("//") or len(given.path) < 3:
            raise forms.ValidationError("Plak het adres van een pagina op dit platform.")
        return given.path[:300]


class EvaluationForm(GuardedForm):
    grade = forms.TypedChoiceField(
        label="Welk cijfer geef je?",
        choices=[(value, value) for value in range(1, 11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs=SCALE),
        help_text="1 is heel slecht, 10 is uitmuntend.",
    )
    useful = forms.TypedChoiceField(
        label="Wat heb je eraan in je werk?",
        choices=[(value, value) for value in range(1, 6)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs=SCALE),
        help_text="1 is niets, 5 is heel veel.",
    )
    differently = forms.CharField(
        label="Wat ga je morgen anders doen?", required=False, max_length=1000, widget=FEW_ROWS
    )
    better = forms.CharField(label="Wat kan beter?", required=False, max_length=1000, widget=FEW_ROWS)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_differently(self) -> str:
        return str(self.cleaned_data["differently"]).strip()

    def clean_better(self) -> str:
        return str(self.cleaned_data["better"]).strip()

    def may_be_named(self) -> list[str]:
        return guard.may_be_named(self.event)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, "Vul ten minste één vraag in.")
        return cleaned


class WithdrawForm(GuardedForm):
    why = forms.CharField(
        label="Reden",
        max_length=300,
        widget=FEW_ROWS,
        help_text="Alleen organisatoren en de redactie lezen dit. Wie het certificaat controleert, ziet dat het niet meer geldt.",
    )

    def clean_why(self) -> str:
        return clean_line(self.cleaned_data["why"])
