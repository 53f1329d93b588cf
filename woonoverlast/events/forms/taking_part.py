"""Forms of who takes part."""

from typing import Any

from django import forms

from woonoverlast.events import signing_up
from woonoverlast.events.models import Event, Question
from woonoverlast.events.signing_up import Guest, Wish
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Person
from woonoverlast.web.forms import CleanForm


class PlaceForm(CleanForm):
    """Which button was pressed on the page of one's own place."""

    doen = forms.ChoiceField(choices=[("neem", "neem aan"), ("af", "meld af"), ("wens", "wens")])


class WishForm(GuardedForm):
    wish = forms.CharField(
        label="Wat wil je eruit halen?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een vraag uit je eigen praktijk. Geen namen of adressen van bewoners.",
    )
    shares_wish = forms.BooleanField(
        label="Andere deelnemers mogen zien dat ik kom en wat ik eruit wil halen", required=False
    )
    use_required_attribute = False

    def clean_wish(self) -> str:
        return clean_line(self.cleaned_data["wish"])


class SignUpForm(WishForm):
    """With the questions of the organiser below it. `colleague` signs up somebody else of the same organisation."""

    colleague = forms.ModelChoiceField(
        Person.objects.none(), label="Voor wie meld je aan?", required=False, empty_label="Voor mijzelf"
    )
    field_order = ["colleague"]

    def __init__(self, *args: Any, event: Event, by: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(event.questions.all())
        own = dict.fromkeys(map(name_of, self.questions), "een antwoord over zichzelf, dat alleen de organisator leest")
        self.unguarded = {**type(self).unguarded, **own}
        for question in self.questions:
            self.fields[name_of(question)] = field_for(question)
        self.use_colleagues(by)

    def use_colleagues(self, by: Person | None) -> None:
        colleagues = signing_up.colleagues(by) if by else Person.objects.none()
        if by and colleagues.exists():
            self.fields["colleague"].queryset = colleagues  # type: ignore[attr-defined]
        else:
            del self.fields["colleague"]

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name_of(question)] for question in self.questions]

    @property
    def said(self) -> Wish:
        cleaned = self.cleaned_data
        answers = {question: answer_text(cleaned[name_of(question)]) for question in self.questions}
        return Wish(cleaned["wish"], cleaned["shares_wish"], answers)


def name_of(question: Question) -> str:
    return f"vraag-{question.pk}"


def field_for(question: Question) -> forms.Field:
    kept = f"Dit antwoord gaat {question.keep_days} dagen na afloop vanzelf weg."
    common: dict[str, Any] = {"label": question.label, "required": question.required, "help_text": kept}
    if question.kind == Question.Kind.YES:
        return forms.BooleanField(**common)
    if question.kind == Question.Kind.CHOICE:
        choices = [("", "Kies"), *((choice, choice) for choice in question.choices)]
        return forms.ChoiceField(choices=choices, **common)
    return forms.CharField(max_length=600, **common)


def answer_text(value: Any) -> str:
    return ("ja" if value else "") if isinstance(value, bool) else clean_line(str(value))


class GuestForm(SignUpForm):
    can_explain = False
    unguarded = {"name": "de gast zelf", "organisation": "waar de gast werkt"}
    name = forms.CharField(label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation = forms.CharField(
        label="Je organisatie",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label="Je e-mailadres op het werk", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ["name", "organisation", "email"]

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return clean_line(self.cleaned_data["organisation"])

    @property
    def guest(self) -> Guest:
        cleaned = self.cleaned_data
        return Guest(cleaned["name"], cleaned["email"].lower(), cleaned["organisation"])
