"""The guided form of a case question, its check, its outcome, and what becomes of a good answer."""

from typing import Any, Self
from uuid import uuid4

from django import forms

from woonoverlast.cases import recognisability
from woonoverlast.cases.case_questions import Telling
from woonoverlast.cases.models import CaseOutcome, CaseQuestion, Check, Harvest
from woonoverlast.cases.recognisability import Finding
from woonoverlast.cases.supplementing import Addition
from woonoverlast.forum.models import Theme
from woonoverlast.lib import personal_data, richtext
from woonoverlast.lib.richtext import RichTextField
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Expertise, Person
from woonoverlast.web.forms import CleanForm

COLUMNS = forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"})
TOO_SHORT = 80
FACTS = ("severity", "housing", "cause", "size_class")
NOT_NAMED = "Haal eerst weg waaraan iemand te herkennen is. Onder de tekst zie je wat het is."


class StoryForm(CleanForm):
    """A text about a case: what makes people recognisable is refused. `findings` is filled by cleaning: field, and what in it."""

    least = TOO_SHORT
    too_short = "Vertel iets meer. Zonder wat achtergrond kan niemand goed meedenken."

    explanation = forms.CharField(
        label="Waarom mag dit blijven staan?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: dit is een bedrijf, of: dit ben ik. Wie meeleest, ziet je uitleg. Nummers moeten altijd weg.",
    )
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The button that asks for neutral words instead of sending.
    replace = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.findings: list[tuple[str, Finding]] = []
        # The cleaned texts that the places of the findings are places in.
        self.looked_over: dict[str, str] = {}

    def clean_story(self) -> str:
        story: str = self.cleaned_data["story"]
        named = richtext.mentions(story)
        if named.people or named.organisations or named.municipalities:
            raise forms.ValidationError("Noem in een casusvraag geen mensen, organisaties of gemeenten met @.")
        if len(richtext.plain(story)) < self.least:
            raise forms.ValidationError(self.too_short)
        self.guarded("story", story, words=personal_data.words_of(story))
        return story

    def guarded(self, name: str, text: str, *, words: str = "") -> str:
        found = recognisability.find(words or text, by=self.by)
        self.looked_over[name] = text
        self.findings += [(name, finding) for finding in found]
        if found and not self.may_stay(found):
            raise forms.ValidationError(NOT_NAMED)
        return text

    def may_stay(self, found: list[Finding]) -> bool:
        """Explained to who reads along; not when the button asks for neutral words."""
        return bool(self.explained) and not any(finding.sure for finding in found) and not self.asks_replacement

    @property
    def explained(self) -> str:
        typed = clean_line(str(self.data.get(self.add_prefix("explanation")) or ""))
        return typed if len(typed) > 5 else ""

    @property
    def told(self) -> str:
        """The explanation, as far as there was something to explain."""
        return self.explained if self.findings else ""

    @property
    def asks_replacement(self) -> bool:
        return bool(self.data.get(self.add_prefix("replace")))

    @property
    def wants_replacement(self) -> bool:
        return bool(self.findings and self.cleaned_data.get("replace"))

    def neutral(self) -> Self:
        """The same form with neutral words for what was found, to read over before it is sent."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, text in self.looked_over.items():
            replace = personal_data.replace_html if name == "story" else personal_data.replace
            places = [
                (found.start, found.end, found.replacement or "[weggelaten]")
                for at, found in self.findings
                if at == name
            ]
            data[name] = replace(text, places)
            data.pop(f"{name}_as", None)  # it is HTML now
        data.pop("replace", None)
        form = type(self)(data, by=self.by)
        form.is_valid()
        return form


class CaseForm(StoryForm):
    title = forms.CharField(
        label="Wat wil je weten?",
        max_length=160,
        help_text="In één zin. Bijvoorbeeld: hoe doorbreek je het zwijgen van buren die bang zijn?",
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Bij welk thema hoort dit?", empty_label="Kies een thema"
    )
    kinds = forms.ModelMultipleChoiceField(
        Expertise.objects.none(), label="Welke overlast is er?", to_field_name="slug", widget=COLUMNS
    )
    severity = forms.ChoiceField(
        label="Hoe ernstig is het?", choices=CaseQuestion.Severity.choices, widget=forms.RadioSelect
    )
    housing = forms.ChoiceField(
        label="Wat voor woning is het?", choices=[("", "Kies een soort woning"), *CaseQuestion.Housing.choices]
    )
    cause = forms.ChoiceField(
        label="Wat is waarschijnlijk de oorzaak?", choices=[("", "Kies een oorzaak"), *CaseQuestion.Cause.choices]
    )
    tried = forms.ModelMultipleChoiceField(
        Expertise.objects.none(), label="Wat is al geprobeerd?", required=False, to_field_name="slug", widget=COLUMNS
    )
    size_class = forms.ChoiceField(
        label="Hoe groot is de gemeente?",
        choices=[("", "Kies een grootte"), *CaseQuestion.SizeClass.choices],
        help_text="Alleen de grootte. Noem de gemeente zelf niet.",
    )
    story = RichTextField(
        label="Wat speelt er?",
        max_length=20_000,
        help_text="Wat gebeurt er, sinds wanneer ongeveer, en waar loop je vast? Beschrijf gedrag, geen personen.",
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        querysets = {
            "theme": Theme.objects.filter(closed_at=None),
            "kinds": Expertise.objects.filter(facet=Expertise.Facet.NUISANCE),
            "tried": Expertise.objects.filter(facet=Expertise.Facet.INSTRUMENT),
        }
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return self.guarded("title", clean_line(self.cleaned_data["title"]))

    def telling(self) -> Telling:
        names = ("title", "story", "kinds", "tried", *FACTS)
        return Telling(**{name: self.cleaned_data[name] for name in names}, explained=self.told)


class SupplementForm(StoryForm):
    least = 20
    too_short = "Vertel iets meer, dan weten anderen wat er nieuw is."

    story = RichTextField(
        label="Wat wil je toevoegen?",
        max_length=20_000,
        help_text="Wat is er veranderd, of wat vragen collega's? Beschrijf gedrag, geen personen. Je vraag zelf blijft staan.",
    )

    def addition(self) -> Addition:
        return Addition(self.cleaned_data["story"], explained=self.told)


def initial_for(person: Person) -> dict[str, Any]:
    """A fresh form: the size class of the own municipality, and a key that makes sending twice harmless."""
    figures = person.municipality.latest_figures() if person.municipality else None
    size = CaseQuestion.size_class_of(figures.inhabitants) if figures else ""
    return {"size_class": size, "form_key": uuid4()}


class CasePrefillForm(CleanForm):
    """What a link to the form already knows: /forum/casus/nieuw/?soort=geluid&severity=serious&housing=social&cause=crime"""

    soort = forms.SlugField(required=False)
    severity = forms.ChoiceField(required=False, choices=CaseQuestion.Severity.choices)
    housing = forms.ChoiceField(required=False, choices=CaseQuestion.Housing.choices)
    cause = forms.ChoiceField(required=False, choices=CaseQuestion.Cause.choices)

    @property
    def known(self) -> dict[str, Any]:
        """Only the parts that are right."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        kind = found.pop("soort", "")
        return found | ({"kinds": [kind]} if kind else {})


def initial_of(casus: CaseQuestion) -> dict[str, Any]:
    topic = casus.topic
    texts = {"title": topic.title, "theme": topic.theme_id, "story": topic.opening.body}
    choices = {
        "kinds": [label.slug for label in topic.labels.all()],
        "tried": [label.slug for label in casus.tried.all()],
    }
    return texts | choices | {name: getattr(casus, name) for name in FACTS}


class GuardedNote(CleanForm):
    """A form with a text that other members read later."""

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def guarded(self, text: str) -> str:
        text = text.strip()
        found = recognisability.find(text, by=self.by)
        if found:
            what = ", ".join(f"‘{finding.text}’" for finding in found)
            raise forms.ValidationError(f"Haal dit eerst weg, het maakt mensen herkenbaar: {what}.")
        return text


class CheckForm(GuardedNote):
    verdict = forms.ChoiceField(
        label="Kan een buurman dit herkennen?",
        choices=[
            (Check.Verdict.SAFE, "Nee, niemand is hieraan te herkennen"),
            (Check.Verdict.RECOGNISABLE, "Ja, dit moet eerst anders"),
        ],
        widget=forms.RadioSelect,
    )
    advice = forms.CharField(
        label="Wat moet anders?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen nodig bij ‘ja’. Bijvoorbeeld: laat het beroep weg, of maak van de drie kinderen ‘een gezin’.",
    )

    # The mark of the text that was on the page.
    read = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean_advice(self) -> str:
        return str(self.cleaned_data["advice"]).strip()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == Check.Verdict.RECOGNISABLE and not cleaned.get("advice"):
            self.add_error("advice", "Schrijf wat er anders moet. Anders weet de vrager niet wat te doen.")
        return cleaned


class OutcomeForm(GuardedNote):
    code = forms.ChoiceField(label="Hoe liep het af?", choices=CaseOutcome.Code.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Wat hielp, en wat niet?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hier leren anderen van. Noem geen namen of plaatsen.",
    )

    def clean_note(self) -> str:
        return self.guarded(self.cleaned_data["note"])


class HarvestForm(GuardedForm):
    kind = forms.ChoiceField(label="Wat kan dit worden?", choices=Harvest.Kind.choices)
    note = forms.CharField(label="Toelichting", required=False, max_length=500)

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])
