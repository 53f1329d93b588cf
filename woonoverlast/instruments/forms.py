"""Looking in the catalogue, doubting it, and writing it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from woonoverlast.instruments import facets
from woonoverlast.instruments.catalogue import Entry
from woonoverlast.instruments.laws import LAWS
from woonoverlast.instruments.models import Instrument, Version
from woonoverlast.lib.days import DayField
from woonoverlast.people.guarded import GuardedForm, look, told
from woonoverlast.people.models import Person
from woonoverlast.web.forms import CleanForm


def with_all(name: str, choices: dict[Any, str]) -> list[tuple[str, str]]:
    return [("", name), *((str(code), text) for code, text in choices.items())]


class CatalogueFilter(CleanForm):
    soort = forms.ChoiceField(label="Soort overlast", required=False, choices=with_all("Alle", facets.NUISANCE))
    bewoning = forms.ChoiceField(label="Bewoning", required=False, choices=with_all("Alle", facets.HOUSING))
    oorzaak = forms.ChoiceField(label="Oorzaak", required=False, choices=with_all("Alle", facets.CAUSES))
    spoor = forms.ChoiceField(
        label="Spoor", required=False, choices=[("", "Hulp en drang"), ("help", "Hulp"), ("pressure", "Drang")]
    )
    rechtsgebied = forms.ChoiceField(
        label="Rechtsgebied", required=False, choices=with_all("Alle", facets.FIELDS_OF_LAW)
    )

    def apply(self, entries: Iterable[Entry]) -> list[Entry]:
        """What is not a known choice counts as not chosen."""
        chosen = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return [entry for entry in entries if suits(entry, chosen)]


def suits(entry: Entry, chosen: dict[str, str]) -> bool:
    version, instrument = entry.version, entry.instrument
    return (
        (not (kind := chosen.get("soort")) or kind in version.nuisance)
        and (not (housing := chosen.get("bewoning")) or housing in version.housing)
        and (not (cause := chosen.get("oorzaak")) or cause in version.causes)
        and (not (track := chosen.get("spoor")) or instrument.track in {track, "both"})
        and (not (field := chosen.get("rechtsgebied")) or instrument.field_of_law == field)
    )


class DayForm(CleanForm):
    op = DayField(label="Op welke dag?", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def day(self) -> date:
        """Today where nothing sensible was asked."""
        return (self.cleaned_data.get("op") if self.is_valid() else None) or timezone.localdate()


class DoubtForm(GuardedForm):
    text = forms.CharField(
        label="Wat klopt er niet meer?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Noem zo mogelijk het artikel, de datum of de bron. Een redacteur antwoordt je.",
    )


class SettleForm(GuardedForm):
    answer = forms.CharField(
        label="Je antwoord",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wat heb je veranderd, of waarom blijft het zo? De melder krijgt dit te lezen.",
    )


class ReviewForm(GuardedForm):
    unguarded = {"reviewer": "a jurist who is named with this text, by choice"}
    owner = forms.EmailField(
        label="Wie houdt deze tekst bij?",
        required=False,
        help_text="E-mailadres van een lid. Die krijgt bericht als de toets verloopt.",
    )
    reviewer = forms.CharField(
        label="Wie heeft getoetst?", max_length=120, help_text="Naam en functie. Deze staan op de bladzijde."
    )
    on = DayField(label="Op welke dag?", widget=forms.DateInput(attrs={"type": "date"}))
    next_on = DayField(label="Wanneer opnieuw?", widget=forms.DateInput(attrs={"type": "date"}))

    field_order = ["reviewer", "on", "next_on", "owner"]

    def clean_owner(self) -> Person | None:
        address = self.cleaned_data["owner"]
        if not address:
            return None
        owner = Person.objects.members().filter(email__iexact=address).first()
        if owner is None:
            raise ValidationError("Er is geen lid met dit e-mailadres.")
        return owner

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError("Een toets kan niet in de toekomst liggen.")
        return day

    def clean(self) -> None:
        on, next_on = self.cleaned_data.get("on"), self.cleaned_data.get("next_on")
        if on and next_on and next_on <= on:
            self.add_error("next_on", "Kies een dag na de toets.")


class Lines(forms.CharField):
    """One sentence a line; `split` makes the list."""

    widget = forms.Textarea

    def __init__(self, *, label: str, rows: int = 4) -> None:
        super().__init__(
            label=label, required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": rows}),
            help_text="Eén zin per regel.",
        )  # fmt: skip


def split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def codes(label: str, choices: dict[str, str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=list(choices.items()),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
    )


def text(label: str, rows: int = 2) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}))


LISTS = (
    "decided_by",
    "carried_out_by",
    "conditions",
    "contra_indications",
    "evidence",
    "steps",
    "terms",
    "proportionality",
)
TEXTS = (
    "summary", "duration", "protection", "privacy", "costs", "effect_text", "certainty_text", "mechanism", "moderators",
    "implementation",
)  # fmt: skip


class VersionForm(GuardedForm):
    """Everything that is said of an instrument. What stays empty needs a reason, at the end of the form."""

    changed = text("Wat is er anders?")
    summary = forms.CharField(
        label="Korte uitleg",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hoogstens 60 woorden.",
    )
    local_rule = forms.ChoiceField(label="Lokale regel", choices=list(facets.LOCAL_RULE.items()))
    decided_by = Lines(label="Wie beslist", rows=2)
    carried_out_by = Lines(label="Wie voert uit", rows=2)
    housing = codes("Bewoning", facets.HOUSING)
    nuisance = codes("Soort overlast", facets.NUISANCE)
    causes = codes("Oorzaak", facets.CAUSES)
    conditions = Lines(label="Voorwaarden")
    contra_indications = Lines(label="Wanneer niet")
    evidence = Lines(label="Bewijs")
    steps = Lines(label="Stappen", rows=6)
    terms = Lines(label="Termijnen", rows=2)
    duration = text("Duur")
    protection = text("Rechtsbescherming")
    proportionality = Lines(label="Vragen over evenredigheid")
    privacy = text("Gegevens delen")
    costs = text("Kosten")
    effect = forms.ChoiceField(label="Effect", choices=list(facets.EFFECTS.items()))
    effect_text = text("Wat we weten van het effect")
    certainty = forms.TypedChoiceField(label="Zekerheid", coerce=int, choices=list(facets.CERTAINTY.items()))
    certainty_text = text("Hoe zeker dat is")
    mechanism = text("Waarom het werkt")
    moderators = text("Waarvan het afhangt")
    implementation = text("Wat het vraagt")
    laws = forms.CharField(
        label="Wettelijke grondslag",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Eén per regel: wet; artikel; lid; waarover. Bijvoorbeeld: Gemeentewet; 151d; ; de bevoegdheid.",
    )
    cases = forms.CharField(
        label="Uitspraken",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén per regel: ECLI; waarover.",
    )
    relations = forms.CharField(
        label="Verband met andere instrumenten",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Eén per regel: versterkt, sluit uit, verward of vooraf; adres van het instrument; waarom.",
    )
    why_empty = forms.CharField(
        label="Waarom is iets leeg?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén per regel: naam van het veld; reden. Een leeg veld zonder reden kan niet.",
    )

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if len(summary.split()) > 60:
            raise ValidationError(f"Dit zijn {len(summary.split())} woorden. Maak er hoogstens 60 van.")
        return summary

    def rows(self, name: str, parts: int, form: str) -> list[list[str]]:
        """Each line in its parts; what may point at a resident is refused before anything else."""
        text: str = self.cleaned_data[name]
        if seen := look(text):
            raise ValidationError(told(seen))
        return list(cells(text, parts, form=form))

    def clean_laws(self) -> list[dict[str, str]]:
        rows = self.rows("laws", 4, "wet; artikel; lid; waarover")
        unknown = [row[0] for row in rows if row[0] not in LAWS]
        if unknown:
            raise ValidationError(f"We kennen deze wet niet: {unknown[0]}. Kies uit: {', '.join(LAWS)}.")
        return [dict(zip(("law", "article", "paragraph", "about"), row, strict=True)) for row in rows]

    def clean_cases(self) -> list[dict[str, str]]:
        rows = self.rows("cases", 2, "ECLI; waarover")
        wrong = [row[0] for row in rows if not row[0].startswith("ECLI:") or row[0].count(":") != 4]
        if wrong:
            raise ValidationError(f"Dit is geen ECLI: {wrong[0]}. Een ECLI is bijvoorbeeld ECLI:NL:RVS:2019:2912.")
        return [{"ecli": row[0], "about": row[1]} for row in rows]

    def clean_relations(self) -> list[dict[str, str]]:
        kinds = {"versterkt": "strengthens", "sluit uit": "excludes", "verward": "confused", "vooraf": "before"}
        rows = self.rows("relations", 3, "verband; adres; waarom")
        known = set(Instrument.objects.values_list("slug", flat=True))
        for kind, other, _ in rows:
            if kind.lower() not in kinds:
                raise ValidationError(f"Dit verband kennen we niet: {kind}. Kies uit: {', '.join(kinds)}.")
            if other not in known:
                raise ValidationError(f"Er is geen instrument met het adres {other}.")
        return [{"kind": kinds[kind.lower()], "other": other, "why": why} for kind, other, why in rows]

    def clean_why_empty(self) -> dict[str, str]:
        names = {str(field.label).lower(): name for name, field in self.fields.items()}
        rows = self.rows("why_empty", 2, "naam van het veld; reden")
        for label, _ in rows:
            if label.lower() not in names:
                raise ValidationError(f"Er is geen veld dat zo heet: {label}.")
        return {names[label.lower()]: why for label, why in rows}

    def clean(self) -> None:
        reasons = self.cleaned_data.get("why_empty", {})
        for name in DEMANDED:
            if name in self.cleaned_data and not self.cleaned_data[name] and name not in reasons:
                label = self.fields[name].label
                self.add_error(name, f"Vul dit in, of zet onderaan waarom het leeg is: {str(label).lower()}; reden.")

    def facts(self) -> dict[str, Any]:
        """As the files of the catalogue have them (`source`)."""
        facts = dict(self.cleaned_data)
        facts.pop("valid_from", None)
        reasons = facts.pop("why_empty")
        facts["empty"] = {name: why for name, why in reasons.items() if not facts.get(name)}
        return facts | {name: split(facts[name]) for name in LISTS}


DEMANDED = (*LISTS, *TEXTS, "housing", "nuisance", "causes", "laws", "cases", "relations")


class NewVersionForm(VersionForm):
    """The law changes on a day: what stood until then stays readable."""

    valid_from = DayField(label="Geldt vanaf", widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ["valid_from"]

    def __init__(self, *args: Any, current: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        self.fields["changed"].required = True

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if self.current.valid_from and day <= self.current.valid_from:
            raise ValidationError(f"Kies een dag na {self.current.valid_from:%d-%m-%Y}: toen begon de versie van nu.")
        if self.current.valid_to and day >= self.current.valid_to:
            raise ValidationError(f"Kies een dag voor {self.current.valid_to:%d-%m-%Y}: dan begint de volgende versie.")
        return day


def cells(text: str, count: int, *, form: str) -> Iterator[list[str]]:
    """Each line in so many parts, the last with what is left. Raises ValidationError that names the line."""
    for number, line in enumerate(split(text), start=1):
        parts = [part.strip() for part in line.split(";", count - 1)]
        if len(parts) < count:
            raise ValidationError(f"Regel {number} is niet compleet. Schrijf: {form}.")
        yield parts


def initial_of(version: Version) -> dict[str, Any]:
    """What the form begins with: the text that stands."""
    kinds = {"strengthens": "versterkt", "excludes": "sluit uit", "confused": "verward", "before": "vooraf"}
    names = {name: str(field.label) for name, field in VersionForm.base_fields.items()}
    same = ("local_rule", "housing", "nuisance", "causes", "effect", "certainty", *TEXTS)
    return {
        **{name: getattr(version, name) for name in same},
        **{name: "\n".join(getattr(version, name)) for name in LISTS},
        "laws": "\n".join(f"{law.law}; {law.article}; {law.paragraph}; {law.about}" for law in version.laws.all()),
        "cases": "\n".join(f"{ruling.ecli}; {ruling.about}" for ruling in version.rulings.all()),
        "relations": "\n".join(
            f"{kinds[one.kind]}; {one.other.slug}; {one.why}" for one in version.relations.select_related("other")
        ),
        "why_empty": "\n".join(f"{names.get(name, name)}; {why}" for name, why in version.why_empty.items()),
    }
