"""Forms of moderators, of who reports and of who objects."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from woonoverlast.forum.models import Kind, Post, Theme, Topic
from woonoverlast.lib.days import DayField
from woonoverlast.lib.text import clean_line
from woonoverlast.moderation.models import Report
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Person

MAX_SUSPENSION = 366
FEW_ROWS = forms.Textarea(attrs={"rows": 3})


class ReportForm(GuardedForm):
    reason = forms.ChoiceField(label="Wat is er mis?", choices=Report.Reason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=1000,
        widget=FEW_ROWS,
        help_text="Noem geen namen of adressen van bewoners. Alleen moderatoren en de redactie lezen dit.",
    )


def reason_for_author(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Reden voor de schrijver", required=False, max_length=400, widget=FEW_ROWS, help_text=help_text
    )


class ReasonForm(GuardedForm):
    """Why a moderator does it; the author reads it."""

    reason = forms.CharField(label="Reden", max_length=400, widget=FEW_ROWS, help_text="De schrijver leest dit.")


class LockForm(GuardedForm):
    reason = forms.CharField(
        label="Reden", max_length=400, widget=FEW_ROWS, help_text="Iedereen die meeleest, ziet deze reden."
    )


class SettleReportForm(GuardedForm):
    """A button of the list says only what; on the page words of one's own can be added."""

    besluit = forms.ChoiceField(
        label="Wat doe je?",
        choices=[("hide", "Verberg het bericht"), ("keep", "Laat het staan")],
        widget=forms.RadioSelect,
    )
    reason = reason_for_author("Alleen als je verbergt. De schrijver leest dit.")
    answer = forms.CharField(
        label="Antwoord aan de melder",
        required=False,
        max_length=1000,
        widget=FEW_ROWS,
        help_text="Leeg laten mag: dan sturen we een korte standaardtekst.",
    )


class ReviewForm(GuardedForm):
    besluit = forms.ChoiceField(
        label="Wat doe je?",
        choices=[("release", "Het mag op het forum"), ("keep", "Houd het verborgen")],
        widget=forms.RadioSelect,
    )
    reason = reason_for_author("Nodig als je het verborgen houdt. De schrijver leest dit en kan antwoorden.")

    # The mark of the text that was read.
    gelezen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("besluit") == "release" and not cleaned.get("gelezen"):
            self.add_error(None, "Lees het bericht eerst, en beslis dan.")
        if cleaned.get("besluit") == "keep" and not cleaned.get("reason"):
            self.add_error("reason", "Vertel de schrijver waarom.")
        return cleaned


class ObjectionForm(GuardedForm):
    text = forms.CharField(
        label="Wat wil je zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Je kunt één keer antwoorden. Een moderator leest het en laat je weten wat er gebeurt.",
    )


class SettleObjectionForm(GuardedForm):
    besluit = forms.ChoiceField(
        label="Wat doe je?",
        choices=[("grant", "Geef gelijk: maak het ongedaan"), ("keep", "Laat het zo")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="Je antwoord", max_length=1000, widget=FEW_ROWS)


class MoveForm(GuardedForm):
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Naar welk thema?", to_field_name="slug", empty_label="Kies een thema"
    )
    note = forms.CharField(
        label="Uitleg voor de schrijver", required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(closed_at=None).exclude(pk=topic.theme_id)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]


class MergeForm(GuardedForm):
    """The other topic, by number or by the address of its page. Only what this moderator moderates can be chosen."""

    unguarded = {"into": "het adres van een onderwerp"}
    into = forms.CharField(
        label="Met welk onderwerp?",
        max_length=300,
        help_text="Plak het adres van dat onderwerp, of vul het nummer uit het adres in.",
    )
    note = forms.CharField(
        label="Uitleg", required=False, max_length=200, help_text="Iedereen die meeleest, ziet deze uitleg."
    )

    def __init__(self, *args: Any, topic: Topic, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.by = topic, by

    def clean_into(self) -> Topic:
        numbers = [part for part in str(self.cleaned_data["into"]).split("?")[0].split("/") if part.strip().isdigit()]
        pk = int(numbers[-1]) if numbers and len(numbers[-1]) < 18 else 0
        found = Topic.objects.visible_to(self.by).select_related("theme").filter(pk=pk).first()
        if found is None:
            raise forms.ValidationError("Dit onderwerp bestaat niet. Plak het adres van de bladzijde.")
        if found.pk == self.topic.pk:
            raise forms.ValidationError("Dit is hetzelfde onderwerp.")
        if not found.theme.is_moderated_by(self.by):
            raise forms.ValidationError("Je bent geen moderator van dat thema. Vraag het aan de redactie.")
        return found


class SplitForm(GuardedForm):
    title = forms.CharField(label="Titel van het nieuwe onderwerp", max_length=160, min_length=8)
    kind = forms.ChoiceField(
        label="Soort",
        choices=[(Kind.QUESTION, "een vraag"), (Kind.DISCUSSION, "een gesprek")],
        widget=forms.RadioSelect,
        initial=Kind.DISCUSSION,
    )
    posts = forms.ModelMultipleChoiceField(
        Post.objects.none(),
        label="Welke reacties gaan mee?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één reactie."},
    )

    def __init__(self, *args: Any, replies: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["posts"]
        field.queryset = replies
        field.label_from_instance = label_of

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])


def label_of(post: Post) -> str:
    return f"{post.number}. {post.author}: {Truncator(' '.join(post.text.split())).chars(90)}"


class WarningForm(GuardedForm):
    """What a moderator of the theme can do: warn."""

    reason = forms.CharField(
        label="Reden",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De schrijver leest dit en kan antwoorden. Anderen zien het niet.",
    )

    def end(self) -> datetime | None:
        """The end of the suspension; None for a warning."""
        return None


class SanctionForm(WarningForm):
    """Editors can also keep somebody from writing until a day."""

    until = DayField(
        label="Niet schrijven tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leeg laten is alleen een waarschuwing. Lezen blijft altijd mogelijk.",
    )

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        today = timezone.localdate()
        if day and not today <= day <= today + timedelta(days=MAX_SUSPENSION):
            raise forms.ValidationError("Kies een dag vanaf vandaag, ten hoogste een jaar vooruit.")
        return day

    def end(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None
