"""Forms of who organises an event. What was typed always comes back."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone

from woonoverlast.events.models import Audience, Event, Kind, Question
from woonoverlast.events.organising import WORDS, Details
from woonoverlast.lib import richtext
from woonoverlast.lib.days import DayField, MomentField
from woonoverlast.lib.richtext import RichTextField
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Discipline, Expertise, Person
from woonoverlast.places.forms import MunicipalityChoice
from woonoverlast.places.models import Region
from woonoverlast.web.forms import QuietForm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
COLUMNS = forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"})
MAX_LENGTH = timedelta(days=14)


class EventForm(GuardedForm):
    names_may_stay = True
    unguarded = {
        "location": "de naam van een gebouw, vaak naar iemand genoemd",
        "address": "waar iedereen heen moet",
        "organisers": "mailadressen van leden",
    }
    kind = forms.ChoiceField(label="Soort", choices=Kind.choices)
    title = forms.CharField(label="Titel", max_length=160)
    summary = forms.CharField(
        label="In één zin",
        max_length=300,
        required=False,
        help_text="Dit staat bovenaan, en in de mail als iemand de link deelt.",
    )
    body = RichTextField(label="Beschrijving", max_length=50_000, required=False)
    subjects = forms.ModelMultipleChoiceField(Expertise.objects.none(), label="Thema's", required=False, widget=COLUMNS)
    day = DayField(label="Datum", widget=DATE)
    starts = forms.TimeField(label="Begint om", widget=TIME)
    ends = forms.TimeField(label="Eindigt om", widget=TIME)
    last_day = DayField(
        label="Laatste dag", required=False, widget=DATE, help_text="Alleen als het meer dan één dag duurt."
    )
    location = forms.CharField(label="Locatie", max_length=200, required=False, help_text="De naam van het gebouw.")
    address = forms.CharField(label="Adres van de locatie", max_length=250, required=False)
    municipality = MunicipalityChoice(label="Gemeente", required=False, empty_label="Geen")
    online = forms.BooleanField(label="Je kunt online meedoen", required=False)
    link = forms.URLField(
        label="Link om online mee te doen", max_length=500, required=False, assume_scheme="https",
        help_text="Alleen wie een plaats heeft, ziet deze link.",
    )  # fmt: skip
    capacity = forms.IntegerField(
        label="Aantal plaatsen", required=False, min_value=1, max_value=100_000, help_text="Leeg is geen maximum."
    )
    offer_hours = forms.IntegerField(
        label="Hoeveel uur houden we een vrijgekomen plaats vast?", min_value=1, max_value=168, initial=48,
        help_text="Zo lang heeft de eerste op de wachtlijst om ja te zeggen. Van 1 uur tot 168 uur (een week).",
    )  # fmt: skip
    sign_up_from = MomentField(label="Aanmelden vanaf", required=False, widget=MOMENT, help_text="Leeg is meteen.")
    sign_up_until = MomentField(
        label="Aanmelden tot", required=False, widget=MOMENT, help_text="Leeg is tot het begin."
    )
    audience = forms.ChoiceField(
        label="Wie mag zich aanmelden?", choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.MEMBERS
    )
    disciplines = forms.MultipleChoiceField(
        label="Vakgebieden", required=False, widget=COLUMNS, help_text="Alleen als je hierboven 'bepaalde vakgebieden' koos.",
        choices=[choice for choice in Discipline.choices if choice[0] != Discipline.PLATFORM],
    )  # fmt: skip
    provinces = forms.ModelMultipleChoiceField(
        Region.objects.none(), label="Provincies", required=False, widget=COLUMNS,
        help_text="Alleen als je hierboven 'bepaalde provincies' koos.",
    )  # fmt: skip
    members_only = forms.BooleanField(label="Alleen leden zien deze pagina", required=False)
    organisers = forms.CharField(
        label="Wie organiseert dit mee?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mailadressen van leden, elk op een eigen regel. Jij staat er zelf al bij.",
    )  # fmt: skip
    why = forms.CharField(
        label="Wat wil je zeggen over de verandering?", required=False, max_length=300,
        help_text="Alleen als je tijd of plaats verandert: dit komt in de mail aan wie zich aanmeldde.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, required=False)

    def __init__(self, *args: Any, event: Event | None = None, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.by = event, by
        self.fields["subjects"].queryset = Expertise.objects.exclude(facet=Expertise.Facet.PHASE)  # type: ignore[attr-defined]
        self.fields["provinces"].queryset = Region.objects.filter(kind=Region.Kind.PROVINCE)  # type: ignore[attr-defined]
        if event is None or not event.is_published:
            del self.fields["why"]

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_summary(self) -> str:
        return clean_line(self.cleaned_data["summary"])

    def clean_organisers(self) -> list[Person]:
        """Members by their address, whoever is unknown is named."""
        wanted = {line.strip().lower() for line in self.cleaned_data["organisers"].splitlines() if line.strip()}
        found = {person.email: person for person in Person.objects.members().filter(email__in=wanted)}
        if unknown := wanted - set(found):
            raise forms.ValidationError(f"Geen lid gevonden met dit adres: {', '.join(sorted(unknown))}.")
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.clean_moments(cleaned)
        self.clean_place(cleaned)
        if cleaned.get("audience") == Audience.DISCIPLINES and not cleaned.get("disciplines"):
            self.add_error("disciplines", "Kies ten minste één vakgebied.")
        if cleaned.get("audience") == Audience.REGION and not cleaned.get("provinces"):
            self.add_error("provinces", "Kies ten minste één provincie.")
        if cleaned.get("audience") == Audience.INVITED:
            cleaned["members_only"] = True
        return cleaned

    def clean_moments(self, cleaned: dict[str, Any]) -> None:
        day, starts, ends = cleaned.get("day"), cleaned.get("starts"), cleaned.get("ends")
        if not (day and starts and ends):
            return
        starts_at, ends_at = (
            self.moment(day, starts, "starts"),
            self.moment(cleaned.get("last_day") or day, ends, "ends"),
        )
        if starts_at is None or ends_at is None:
            return
        self.check_moments(starts_at, ends_at)
        until = cleaned.get("sign_up_until")
        if until and cleaned.get("sign_up_from") and until <= cleaned["sign_up_from"]:
            self.add_error("sign_up_until", "Dit is voor het moment waarop aanmelden begint.")
        cleaned["starts_at"], cleaned["ends_at"] = starts_at, ends_at

    def moment(self, day: date, at: time, field: str) -> datetime | None:
        """In Dutch time; a moment that does not exist when the clock jumps is told beside its field."""
        try:
            found: datetime = from_current_timezone(datetime.combine(day, at))
        except forms.ValidationError:
            self.add_error(field, "Deze tijd bestaat niet: in die nacht gaat de klok een uur vooruit of terug.")
            return None
        return found

    def check_moments(self, starts_at: datetime, ends_at: datetime) -> None:
        if ends_at <= starts_at:
            self.add_error("ends", "Het einde ligt niet na het begin.")
        if ends_at - starts_at > MAX_LENGTH:
            self.add_error("last_day", "Een bijeenkomst duurt ten hoogste twee weken. Maak voor meer data een reeks.")
        if starts_at < timezone.now() and (self.event is None or self.event.starts_at != starts_at):
            self.add_error("day", "Deze datum is al geweest.")

    def clean_place(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("online") and not cleaned.get("location") and not cleaned.get("municipality"):
            self.add_error("location", "Zeg waar het is, of zet een vinkje bij online.")
        if cleaned.get("link") and not cleaned.get("online"):
            cleaned["online"] = True

    @property
    def details(self) -> Details:
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in WORDS if name in cleaned}
        words["text"] = richtext.plain(cleaned["body"])
        return Details(words, list(cleaned["subjects"]), list(cleaned["provinces"]), cleaned["organisers"])


def event_form(event: Event, by: Person, data: Any = None) -> EventForm:
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    names = [name for name in WORDS if name not in {"starts_at", "ends_at"}]
    initial = {name: getattr(event, name) for name in (*names, "version")}
    initial |= {"day": start.date(), "starts": start.time(), "ends": end.time(), "municipality": event.municipality_id}
    initial["last_day"] = end.date() if end.date() != start.date() else None
    initial["subjects"] = [row.pk for row in event.subjects.all()]
    initial["provinces"] = [row.pk for row in event.provinces.all()]
    others = event.organisers.exclude(pk=by.pk)
    initial["organisers"] = "\n".join(others.values_list("email", flat=True))
    return EventForm(data, event=event, by=by, initial=initial)


class PartForm(GuardedForm):
    """Speakers one to a line: "Naam, functie" for a guest, the mail address of a member."""

    names_may_stay = True
    unguarded = {"speakers": "wie er spreekt, staat in het programma"}
    starts = forms.TimeField(label="Begint om", widget=TIME)
    title = forms.CharField(label="Onderdeel", max_length=160)
    text = forms.CharField(
        label="Toelichting", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    speakers = forms.CharField(
        label="Sprekers", max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elke spreker op een eigen regel: het mailadres van een lid, of 'Naam, functie'.",
    )  # fmt: skip

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_speakers(self) -> list[tuple[Person | None, str, str]]:
        lines = [clean_line(line) for line in self.cleaned_data["speakers"].splitlines()]
        return [speaker(line) for line in lines if line]


def speaker(line: str) -> tuple[Person | None, str, str]:
    """The member, or the name, and what he does."""
    name, _, role = (part.strip() for part in line.partition(","))
    if "@" not in name:
        return None, name[:120], role[:150]
    person = Person.objects.members().filter(email=name.lower()).first()
    if person is None:
        raise forms.ValidationError(f"Geen lid gevonden met het adres {name}.")
    return person, "", role[:150]


class QuestionForm(GuardedForm):
    label = forms.CharField(label="Vraag", max_length=200)
    kind = forms.ChoiceField(label="Antwoord", choices=Question.Kind.choices)
    choices = forms.CharField(
        label="Keuzes", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elke keuze op een eigen regel. Alleen bij 'één keuze'.",
    )  # fmt: skip
    required = forms.BooleanField(label="Dit moet iedereen invullen", required=False)
    keep_days = forms.IntegerField(
        label="Hoeveel dagen na afloop bewaren?", min_value=1, max_value=366, initial=30,
        help_text="Daarna gaan de antwoorden vanzelf weg.",
    )  # fmt: skip

    def clean_label(self) -> str:
        return clean_line(self.cleaned_data["label"])

    def clean_choices(self) -> list[str]:
        lines = [clean_line(line)[:100] for line in self.cleaned_data["choices"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Question.Kind.CHOICE and len(cleaned.get("choices", [])) < 2:
            self.add_error("choices", "Noem ten minste twee keuzes.")
        return cleaned


class ReasonForm(GuardedForm):
    reason = forms.CharField(
        label="Reden",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen die zich aanmeldde, leest dit.",
    )

    def clean_reason(self) -> str:
        return clean_line(self.cleaned_data["reason"])


class InviteForm(QuietForm):
    addresses = forms.CharField(
        label="Wie nodig je uit?", max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mailadressen van leden, elk op een eigen regel of met een komma ertussen.",
    )  # fmt: skip

    def clean_addresses(self) -> list[str]:
        words = self.cleaned_data["addresses"].replace(",", " ").replace(";", " ").split()
        return list(dict.fromkeys(word.strip("<>").lower() for word in words))


class RepeatForm(QuietForm):
    class Pattern:
        choices = [
            ("week", "elke week"),
            ("two_weeks", "om de week"),
            ("weekday", "elke maand op dezelfde dag, zoals de eerste dinsdag"),
            ("date", "elke maand op dezelfde datum"),
        ]

    pattern = forms.ChoiceField(label="Hoe vaak?", choices=Pattern.choices, widget=forms.RadioSelect, initial="weekday")
    number = forms.IntegerField(label="Hoeveel keer erbij?", min_value=1, max_value=30, initial=5)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
