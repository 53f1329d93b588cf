"""Forms to write with: a new topic, a reply, a change. What was typed always comes back, files included."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from woonoverlast.forum import guarding
from woonoverlast.forum.files import SizeProblem, remove, store
from woonoverlast.forum.models import Attachment, Draft, Kind, Mention, Post, Theme, Withholding
from woonoverlast.forum.posting import MAX_NAMED, Writing
from woonoverlast.lib import personal_data
from woonoverlast.lib.days import DayField
from woonoverlast.lib.richtext import RichTextField, from_text, links, mentions
from woonoverlast.lib.text import clean_line
from woonoverlast.people import caps
from woonoverlast.people.guarded import GuardedForm
from woonoverlast.people.models import Expertise, Person
from woonoverlast.web.forms import CleanForm

MAX_LENGTH = 200_000
MAX_FILES = 10
EVERYTHING = -1
# While the title is typed, htmx shows what looks like it; without script the step "Bestaat dit al?" does that.
SIMILAR = {
    "autocomplete": "off",
    "hx-get": "/forum/vergelijkbaar/",
    "hx-trigger": "input changed delay:400ms",
    "hx-target": "#vergelijkbaar-tijdens",
    "hx-sync": "this:replace",
}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Any number of files in one field."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class WaitingFilesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Own files that are not posted yet. What was posted meanwhile, by the same form sent twice, is left out silently."""

    def clean(self, value: Any) -> Any:
        wanted = {int(pk) for pk in value or [] if str(pk).isdecimal() and len(str(pk)) < 19}
        found = list(self.queryset.filter(pk__in=wanted)) if wanted else []  # type: ignore[union-attr]
        if len(found) < len(wanted - set(self.posted(wanted))):
            self.gone = True
        return found

    def posted(self, wanted: set[int]) -> Any:
        return Attachment.objects.exclude(post=None).filter(pk__in=wanted).values_list("pk", flat=True)

    gone = False


class WritingForm(CleanForm):
    """A text with files, looked over by the guard. `by` writes; `findings` is what the guard saw."""

    body = RichTextField(label="Je bericht", max_length=MAX_LENGTH)
    attachments = WaitingFilesField(
        Attachment.objects.none(),
        label="Bijlagen bij dit bericht",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Haal het vinkje weg bij een bestand dat er niet bij hoort.",
    )
    upload = ManyFilesField(
        label="Bestand toevoegen",
        required=False,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text="PDF, Word (.docx), Excel (.xlsx) of een afbeelding (PNG, JPEG, WebP), elk ten hoogste 10 MB. "
        "Wij kijken de tekst na op gegevens van personen. Wat in een foto of scan staat, zien wij niet: kijk dat zelf na.",
    )
    explanation = forms.CharField(
        label="Waarom mag dit blijven staan?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: dit is een bedrijf. Een redacteur kijkt eerst mee.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # The number of the finding whose button "Vervang" was pressed.
    replace = forms.IntegerField(required=False, min_value=EVERYTHING, max_value=1000, widget=forms.HiddenInput)
    # The file whose button "Haal dit bestand weg" was pressed.
    drop = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    use_required_attribute = False
    draft_key = ""
    draft: Draft | None = None
    # The topic that it is written in, whose writers may be named.
    topic_id: int | None = None

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.findings: list[guarding.Hit] = []
        self.fields["form_key"].initial = uuid.uuid4
        self.own = Attachment.objects.filter(by=by, post=None)
        self.fields["attachments"].queryset = self.own  # type: ignore[attr-defined]
        self.use_fields()

    def use_fields(self) -> None:
        """Fields that have nothing to ask yet are not shown."""
        if not self.is_bound or not self.data.getlist(self.add_prefix("attachments")):  # type: ignore[attr-defined]
            self.fields["attachments"].widget = forms.MultipleHiddenInput()
        if not self.is_bound or not self.data.get(self.add_prefix("explanation")):
            self.fields["explanation"].widget = forms.HiddenInput()

    def load_draft(self) -> None:
        """Which version the script goes on from. What is shown came from a draft that was read already: reading it again
        would tell of one that was saved since, and is not on the page."""
        if self.is_bound:
            self.draft = Draft.objects.filter(person=self.by, key=self.draft_key).first()

    @property
    def shows_files(self) -> bool:
        return not self["attachments"].is_hidden

    @property
    def text_findings(self) -> list[tuple[int, guarding.Hit]]:
        """With the number that the button "Vervang" sends."""
        return [(number, hit) for number, hit in enumerate(self.findings) if hit.file is None]

    @property
    def replaceable(self) -> int:
        return sum(bool(hit.replacement) for hit in self.findings)

    @property
    def file_findings(self) -> list[tuple[int, list[guarding.Hit]]]:
        """By file; the number is what the button to take it away sends."""
        files: dict[int, list[guarding.Hit]] = {}
        for hit in self.findings:
            if hit.file is not None:
                files.setdefault(hit.file, []).append(hit)
        return list(files.items())

    @property
    def shows_explanation(self) -> bool:
        return not self["explanation"].is_hidden

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kept = self.keep_files(cleaned)
        cleaned["kept"] = kept
        self.look_over(cleaned, kept)
        return cleaned

    def clean_body(self) -> str:
        """Everybody who is named gets a mail."""
        body: str = self.cleaned_data["body"]
        named = mentions(body).people - {self.by.pk}
        if len(named) > MAX_NAMED:
            raise forms.ValidationError(f"Noem ten hoogste {MAX_NAMED} mensen met @ in één bericht.")
        if len(named - self.named_before()) > caps.left(caps.MENTIONS, by=self.by):
            caps.tell_editors(caps.MENTIONS, by=self.by)
            raise forms.ValidationError(f"{caps.MENTIONS.refusal(self.by)} Haal de namen met @ weg.")
        return body

    def named_before(self) -> set[int]:
        """Who heard of it already."""
        return set()

    def keep_files(self, cleaned: dict[str, Any]) -> list[Attachment]:
        """Store what was sent at once, so that a mistake elsewhere in the form loses no file."""
        kept = list(cleaned.get("attachments") or [])
        sent = cleaned.get("upload") or []
        if len(kept) + len(sent) > MAX_FILES:
            self.add_error("upload", f"Voeg ten hoogste {MAX_FILES} bestanden toe.")
        for file in sent[: max(0, MAX_FILES - len(kept))]:
            try:
                kept.append(store(file, by=self.by))
            except SizeProblem as problem:
                self.add_error("upload", str(problem))
        if self.fields["attachments"].gone:  # type: ignore[attr-defined]
            self.add_error("upload", "Een bestand lag hier langer dan een dag en is weg. Voeg het opnieuw toe.")
        kept = self.without_dropped(kept, cleaned.get("drop"))
        self.show_kept(kept)
        return kept

    def without_dropped(self, kept: list[Attachment], dropped: int | None) -> list[Attachment]:
        """One click took a file away, for good."""
        if dropped is None:
            return kept
        self.add_error(None, "Het bestand is weg. Plaats je bericht dan opnieuw.")
        for file in kept:
            if file.pk == dropped:
                remove(file)
        return [file for file in kept if file.pk]

    def show_kept(self, kept: list[Attachment]) -> None:
        field: Any = self.fields["attachments"]
        field.widget = forms.CheckboxSelectMultiple() if kept else forms.MultipleHiddenInput()
        field.queryset = self.own.filter(pk__in=[file.pk for file in kept])
        field.widget.choices = field.choices
        self.remember("attachments", *(str(file.pk) for file in kept))

    def remember(self, name: str, *values: str) -> None:
        """Change what the form shows when it comes back."""
        data: Any = self.data
        self.data = data.copy()
        self.data.setlist(self.add_prefix(name), list(values))  # type: ignore[attr-defined]
        self.data.pop(self.add_prefix(f"{name}_as"), None)  # type: ignore[attr-defined]  # it is HTML now

    def look_over(self, cleaned: dict[str, Any], kept: list[Attachment]) -> None:
        self.findings = self.seen_in(cleaned, kept)
        explained = clean_line(cleaned.get("explanation") or "")
        if cleaned.get("replace") is not None:
            self.replace_finding(cleaned, kept)
        if not self.findings or len(explained) > 5:
            return
        self.fields["explanation"].widget = forms.Textarea(attrs={"rows": 2})
        self.add_error(None, "Hier lijken gegevens van personen in te staan. Kies per plek wat je wilt.")

    def seen_in(self, cleaned: dict[str, Any], kept: list[Attachment]) -> list[guarding.Hit]:
        body = cleaned.get("body") or ""
        return guarding.look_here(self.texts(cleaned), body, by=self.by, files=kept, topic_id=self.topic_id)

    def replace_finding(self, cleaned: dict[str, Any], kept: list[Attachment]) -> None:
        """One click put neutral words in the place of what the guard saw; the writer reads it again before posting."""
        number = cleaned["replace"]
        self.add_error(None, "Vervangen. Lees je tekst nog eens na en plaats hem dan.")
        chosen = self.findings if number == EVERYTHING else self.findings[number : number + 1]
        places: dict[str, list[tuple[int, int, str]]] = {}
        for hit in [hit for hit in chosen if hit.replacement]:
            places.setdefault(hit.field, []).extend(hit.replacements)
        for name, found in places.items():
            replaced = personal_data.replace_html if name == "body" else personal_data.replace
            cleaned[name] = replaced(str(cleaned.get(name) or ""), found)
            self.remember(name, cleaned[name])
        self.findings = self.seen_in(cleaned, kept)

    def texts(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What the guard reads, by the field that it stands in."""
        body = cleaned.get("body") or ""
        lines: dict[str, str] = {name: cleaned.get(name) or "" for name in ("title", "reason") if name in self.fields}
        return {**lines, "body": personal_data.words_of(body), "links": links(body)}

    def writing(self) -> Writing:
        held = Withholding.Kind.REVIEW if self.findings else None
        return Writing(
            body=self.cleaned_data["body"],
            form_key=self.cleaned_data["form_key"],
            attachments=self.cleaned_data["kept"],
            draft_key=self.draft_key,
            held=held,
            held_because=self.cleaned_data["explanation"] if held else "",
        )


class TopicForm(WritingForm):
    kind = forms.ChoiceField(label="Wat wil je doen?", widget=forms.RadioSelect, initial=Kind.QUESTION)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", to_field_name="slug", empty_label="Kies een thema"
    )
    title = forms.CharField(
        label="Titel",
        max_length=160,
        min_length=8,
        help_text="Eén zin die zegt wat je wilt weten. Schrijf geen namen of adressen.",
        widget=forms.TextInput(attrs=SIMILAR),
    )
    labels = forms.ModelMultipleChoiceField(
        Expertise.objects.none(),
        label="Labels",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
        help_text="Met labels vindt je vraag de collega's die het weten. Kies er ten hoogste vijf.",
    )
    # Filled when the step "Bestaat dit al?" was seen for this title.
    seen = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput)
    draft_key = "topic"
    field_order = ["kind", "title", "theme", "body", "labels", "upload", "attachments", "explanation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, labels, kind = (self.fields[name] for name in ("theme", "labels", "kind"))
        theme.queryset = Theme.objects.filter(closed_at=None)  # type: ignore[attr-defined]
        labels.queryset = Expertise.objects.all()  # type: ignore[attr-defined]
        kind.choices = kinds_for(self.by)  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_labels(self) -> Any:
        labels = self.cleaned_data["labels"]
        if len(labels) > 5:
            raise forms.ValidationError("Kies ten hoogste vijf labels.")
        return labels


def kinds_for(person: Person) -> list[tuple[str, str]]:
    """Everybody asks and talks; only editors and moderators announce. A case question has its own form."""
    kinds = [(Kind.QUESTION.value, "Een vraag stellen"), (Kind.DISCUSSION.value, "Een gesprek beginnen")]
    if person.is_editor or person.moderated_themes.exists():
        kinds.append((Kind.ANNOUNCEMENT.value, "Iets aankondigen"))
    return kinds


class ReplyForm(WritingForm):
    field_order = ["body", "upload", "attachments", "explanation"]

    def __init__(self, *args: Any, topic_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft_key = f"reply:{topic_id}"
        self.topic_id = topic_id
        self.fields["body"].label = "Je reactie"


class EditForm(WritingForm):
    """Change a post; the title only of the opening post."""

    title = forms.CharField(label="Titel", max_length=160, min_length=8)
    reason = forms.CharField(
        label="Waarom wijzig je dit?", required=False, max_length=200, help_text="Iedereen die meeleest kan dit zien."
    )
    field_order = ["title", "body", "upload", "attachments", "reason", "explanation"]

    def __init__(self, *args: Any, with_title: bool, post_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft_key = f"edit:{post_id}"
        self.post_id = post_id
        self.topic_id = Post.objects.filter(pk=post_id).values_list("topic", flat=True).first()
        if not with_title:
            del self.fields["title"]

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def named_before(self) -> set[int]:
        named = Mention.objects.filter(post=self.post_id).exclude(person=None)
        return set(named.values_list("person_id", flat=True))


class BookmarkForm(GuardedForm):
    note = forms.CharField(label="Notitie voor jezelf", required=False, max_length=200)
    remind_on = DayField(
        label="Herinner me op", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_remind_on(self) -> date | None:
        """Reminders go in the morning, so today is too late. A day that was kept before may stay, also when it has passed."""
        day: date | None = self.cleaned_data["remind_on"]
        if day and day <= timezone.localdate() and day != self.initial.get("remind_on"):
            raise forms.ValidationError("Kies een dag die nog komt.")
        return day


class SimilarForm(CleanForm):
    """The title that is being typed."""

    title = forms.CharField(max_length=200, required=False)
    q = forms.CharField(max_length=100, required=False)

    @property
    def text(self) -> str:
        return clean_line(self.cleaned_data["title"] or self.cleaned_data["q"]) if self.is_valid() else ""


class PrefillForm(CleanForm):
    """What a link to the form already knows: /forum/nieuw/?titel=...&tekst=...&thema=...&soort=..."""

    titel = forms.CharField(required=False, max_length=160)
    thema = forms.SlugField(required=False)
    soort = forms.ChoiceField(required=False, choices=Kind.choices)
    tekst = forms.CharField(required=False, max_length=5_000)
    aan = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def clean_tekst(self) -> str:
        return from_text(self.cleaned_data["tekst"])

    @property
    def known(self) -> dict[str, str]:
        """Only the parts that are right."""
        self.is_valid()
        fields = {"titel": "title", "thema": "theme", "soort": "kind", "tekst": "body"}
        return {name: value for part, name in fields.items() if (value := self.cleaned_data.get(part))}

    @property
    def asked(self) -> int | None:
        """Who is asked about it when it is there."""
        self.is_valid()
        return self.cleaned_data.get("aan")


class QuoteForm(CleanForm):
    citaat = forms.IntegerField(required=False, min_value=1, max_value=2**62)
