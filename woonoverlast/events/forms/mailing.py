"""Forms of reminders and of messages to participants."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet

from woonoverlast.events.group_mails import Message, recipients
from woonoverlast.events.groups import GROUPS
from woonoverlast.events.models import Audience, Event, Reminder
from woonoverlast.events.reminding import SILENT, SILENT_LABEL
from woonoverlast.lib.text import clean_line
from woonoverlast.people.guarded import GuardedForm

HOURS = {"uur": 1, "dagen": 24}


class ReminderForm(GuardedForm):
    """One rule. `hours` is what it comes down to."""

    names_may_stay = True
    aantal = forms.IntegerField(
        label="Hoe lang",
        min_value=1,
        max_value=Reminder.MAX_LENGTH,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"min_value": "Kies 1 of meer.", "max_value": "Kies hoogstens 90 dagen."},
    )
    eenheid = forms.ChoiceField(label="Dagen of uren", choices=[("dagen", "dagen"), ("uur", "uur")])
    kant = forms.ChoiceField(label="Voor of na", choices=Reminder.Side.choices)
    wie = forms.ChoiceField(label="Voor wie")
    onderwerp = forms.CharField(
        label="Onderwerp", max_length=120, required=False, help_text="Leeg: ‘Herinnering’ met de titel."
    )
    tekst = forms.CharField(
        label="Tekst",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Leeg: een korte standaardtekst. De naam, de tijd, de plaats en de link staan er altijd bij.",
    )

    def __init__(self, *args: Any, event: Event, rule: Reminder | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.rule = event, rule
        self.fields["wie"].choices = choices(event)  # type: ignore[attr-defined]

    def clean_onderwerp(self) -> str:
        return clean_line(self.cleaned_data["onderwerp"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        cleaned["hours"] = cleaned["aantal"] * HOURS[cleaned["eenheid"]]
        if cleaned["hours"] > Reminder.MAX_LENGTH:
            self.add_error("aantal", f"Kies hoogstens {Reminder.MAX_LENGTH // 24} dagen.")
        elif problem := wrong_side(cleaned["wie"], cleaned["kant"]):
            self.add_error("kant", problem)
        elif self.others().filter(side=cleaned["kant"], hours=cleaned["hours"], whom=cleaned["wie"]).exists():
            self.add_error("aantal", "Deze herinnering is er al.")
        return cleaned

    def others(self) -> QuerySet[Reminder]:
        rules = Reminder.objects.filter(event=self.event)
        return rules.exclude(pk=self.rule.pk) if self.rule else rules

    def save(self) -> Reminder:
        cleaned, rule = self.cleaned_data, self.rule or Reminder(event=self.event)
        rule.side, rule.hours, rule.whom = cleaned["kant"], cleaned["hours"], cleaned["wie"]
        rule.subject, rule.text = cleaned["onderwerp"], cleaned["tekst"]
        rule.save()
        return rule


def wrong_side(whom: str, side: str) -> str:
    """Why this group does not go with before or after; empty when it does."""
    if whom == SILENT and side == Reminder.Side.AFTER:
        return "Deze herinnering heeft alleen zin voor het begin."
    if whom in GROUPS and GROUPS[whom].afterwards and side == Reminder.Side.BEFORE:
        return "Wie er was, weet je pas na het einde."
    return ""


def choices(event: Event) -> list[tuple[str, str]]:
    """Who was invited and said nothing is only a question where people are invited."""
    found = [(group.name, group.label) for group in GROUPS.values()]
    return [*found, (SILENT, SILENT_LABEL)] if event.audience == Audience.INVITED else found


def initial(rule: Reminder) -> dict[str, Any]:
    whole = rule.hours % 24 == 0
    return {
        "aantal": rule.hours // 24 if whole else rule.hours,
        "eenheid": "dagen" if whole else "uur",
        "kant": rule.side,
        "wie": rule.whom,
        "onderwerp": rule.subject,
        "tekst": rule.text,
    }


class GroupMailForm(GuardedForm):
    """`doen` is the button: look first, change again, or send to the number that was shown."""

    names_may_stay = True
    wie = forms.ChoiceField(label="Aan wie", widget=forms.RadioSelect)
    onderwerp = forms.CharField(label="Onderwerp", max_length=120)
    tekst = forms.CharField(label="Bericht", max_length=5000, widget=forms.Textarea(attrs={"rows": 10}))
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    aantal = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=1_000_000)
    doen = forms.ChoiceField(
        choices=[("kijk", ""), ("wijzig", ""), ("verstuur", "")], widget=forms.HiddenInput, required=False
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [group for group in GROUPS.values() if event.is_over or not group.afterwards]
        counted = [(group, len(recipients(event, group.name))) for group in known]
        self.fields["wie"].choices = [(group.name, f"{group.label} ({count})") for group, count in counted]  # type: ignore[attr-defined]

    def clean_onderwerp(self) -> str:
        return clean_line(self.cleaned_data["onderwerp"])

    @property
    def message(self) -> Message:
        cleaned = self.cleaned_data
        return Message(cleaned["wie"], cleaned["onderwerp"], cleaned["tekst"])
