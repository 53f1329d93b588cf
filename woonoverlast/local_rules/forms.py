"""Looking in the register, comparing, and saying what holds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from woonoverlast.lib.days import DayField
from woonoverlast.local_rules.models import FACTS, Answer, Statement, SurveyAnswer, Use
from woonoverlast.local_rules.register import Row
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.places.models import Municipality, MunicipalityQuerySet, Region
from woonoverlast.web.forms import CleanForm

# What a list shows first: where nobody said anything, there is nothing to read.
KNOWN, ALL = "bekend", "alle"
STATES = {
    "": "Bekend",
    "ja": Answer.YES.label,
    "nee": Answer.NO.label,
    "voorbereiding": Answer.PREPARED.label,
    "onbekend": Answer.UNKNOWN.label,
    ALL: "Alle gemeenten",
}
CODES = {"ja": Answer.YES, "nee": Answer.NO, "voorbereiding": Answer.PREPARED, "onbekend": Answer.UNKNOWN}


class RuleFilter(CleanForm):
    """Which municipalities the page of an instrument lists; an unknown value does not filter."""

    zoek = forms.CharField(label="Naam", max_length=100, required=False)
    provincie = forms.ModelChoiceField(
        Region.objects.filter(kind=Region.Kind.PROVINCE),
        to_field_name="code",
        required=False,
        empty_label="Heel Nederland",
    )
    stand = forms.ChoiceField(label="Stand", choices=list(STATES.items()), required=False)

    def chosen(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def municipalities(self) -> MunicipalityQuerySet:
        found = Municipality.objects.search(self.chosen("zoek")) if self.chosen("zoek") else None
        places = found if found is not None else Municipality.objects.current()
        if self.chosen("provincie"):
            places = places.filter(province=self.chosen("provincie"))
        return places.select_related("province").order_by("sort_name")

    def apply(self, rows: Iterable[Row]) -> list[Row]:
        """Who looks for a name sees it, whatever is known."""
        wanted = self.chosen("stand")
        if wanted in CODES:
            return [row for row in rows if row.state == CODES[wanted]]
        if wanted == ALL or self.chosen("zoek"):
            return list(rows)
        return [row for row in rows if row.state != Answer.UNKNOWN or row.last_known]


class CompareForm(CleanForm):
    a = MunicipalityChoice(label="Gemeente", to_field_name="slug", empty_label="Kies een gemeente")
    b = MunicipalityChoice(label="Vergelijk met", to_field_name="slug", empty_label="Kies een gemeente")


def day_field(label: str, **kwargs: Any) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def only_https(value: str) -> None:
    if not value.startswith("https://") or "@" in value.split("/")[2]:
        raise ValidationError("Gebruik een link die met https:// begint.")


def link_field(label: str, **kwargs: Any) -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", validators=[only_https], **kwargs
    )


def text_field(label: str, length: int, *, rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class StatementForm(GuardedForm):
    """What one municipality says of one instrument."""

    unguarded = {"article": "the number of an article", "read": "the number of what was read"}
    answer = forms.ChoiceField(
        label="Is er een regel?",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies ja, nee, in voorbereiding of onbekend."},
    )
    article = forms.CharField(label="Artikel", max_length=60, required=False, help_text="Bijvoorbeeld: 2:79.")
    title = forms.CharField(
        label="Naam van de regeling",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: Algemene plaatselijke verordening 2024.",
    )
    rule_date = day_field("Vastgesteld op", required=False)
    valid_from = day_field("Geldt vanaf", required=False)
    valid_to = day_field("Geldt tot", required=False, help_text="De eerste dag waarop de regel niet meer geldt.")
    url = link_field("Link naar de regel", help_text="Liefst op lokaleregelgeving.overheid.nl. Begint met https://.")
    policy_url = link_field("Link naar de beleidsregel of de ladder")
    text = text_field("Tekst van het artikel", 10_000, rows=6, help_text="Dan kunnen anderen de tekst vergelijken.")
    note = text_field("Toelichting", 1_000, rows=3, help_text="Wat moet een collega hierover weten?")
    source = forms.CharField(
        label="Bron",
        max_length=300,
        required=False,
        help_text="Waaruit blijkt dit? Bijvoorbeeld: raadsbesluit, website.",
    )
    as_of = day_field("Nagekeken op", help_text="Na 18 maanden wordt de opgave ‘onbekend’, tot iemand opnieuw kijkt.")
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def clean_as_of(self) -> Any:
        seen = self.cleaned_data["as_of"]
        if seen > timezone.localdate():
            raise ValidationError("Deze dag is nog niet geweest.")
        return seen

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("answer") == Answer.YES and "article" in said:
            if not (said["article"] or said.get("title")):
                self.add_error("article", "Vul het artikel in, of de naam van de regeling.")
            if not (said.get("url") or said.get("source")) and not self.has_error("url"):
                self.add_error("source", "Geef een link naar de regel, of vul een bron in.")
        begins, ends = said.get("valid_from"), said.get("valid_to")
        if begins and ends and ends <= begins:
            self.add_error("valid_to", "De regel kan niet eindigen voor hij begint.")
        return said

    def facts(self) -> dict[str, Any]:
        """For `keeping.state`."""
        return {name: self.cleaned_data[name] for name in (*FACTS, "as_of")}

    def number_read(self) -> int | None:
        typed = self.cleaned_data["read"]
        return int(typed) if typed.isdecimal() else None


def initial_of(statement: Statement | None) -> dict[str, Any]:
    """What the form shows first: what stands, to be looked at today."""
    said = {name: getattr(statement, name) for name in FACTS} if statement else {}
    return {**said, "as_of": timezone.localdate(), "read": str(statement.pk if statement else 0)}


class TakeAwayForm(GuardedForm):
    reason = forms.CharField(
        label="Waarom haal je dit weg?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wie het invulde, krijgt dit te lezen. Het staat ook bij de eerdere opgaven.",
    )


class ImportForm(CleanForm):
    use_required_attribute = False
    file = forms.FileField(
        label="Kies een bestand",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text="CSV of Excel (.xlsx), hoogstens 2 MB en 2.000 regels. Met kolommen zoals in de download van dit register.",
    )


class UseForm(GuardedForm):
    """What a municipality tells of an instrument that it uses."""

    status = forms.ChoiceField(label="Gebruiken jullie dit?", choices=Use.Status.choices, widget=forms.RadioSelect)
    since_year = forms.IntegerField(
        label="Sinds welk jaar?", required=False, min_value=1980, help_text="Bijvoorbeeld: 2019."
    )
    frequency = forms.ChoiceField(label="Hoe vaak?", choices=Use.Frequency.choices)
    result = forms.ChoiceField(label="Wat kwam ervan?", choices=Use.Result.choices, widget=forms.RadioSelect)
    text = text_field("Wat leerden jullie?", 1_000, rows=4, help_text="Kort, en zonder gegevens van bewoners.")
    ask_me = forms.BooleanField(
        label="Collega's mogen mij hierover vragen",
        required=False,
        help_text="Dan staat je naam erbij, voor leden. Je kunt dit altijd weer uitzetten.",
    )

    def clean_since_year(self) -> int | None:
        year: int | None = self.cleaned_data["since_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError("Dat jaar is nog niet begonnen.")
        return year

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "since_year", "frequency", "result", "text")}


def count_field(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, help_text=help_text)


class SurveyForm(CleanForm):
    """Four answers, one minute."""

    use_required_attribute = False
    intentions = count_field("Hoeveel keer was er een voornemen?", "De brief waarmee je om een zienswijze vraagt.")
    imposed = count_field("Hoeveel gedragsaanwijzingen zijn opgelegd?", "Vul 0 in als er geen waren.")
    forfeited = count_field("Bij hoeveel is een dwangsom verbeurd?", "Ook als die niet is ingevorderd.")
    result = forms.ChoiceField(
        label="Wat kwam er meestal van?", choices=SurveyAnswer.Result.choices, widget=forms.RadioSelect
    )
