"""Forms to write an edition with. What was typed always comes back."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.validators import URLValidator

from woonoverlast.lib.richtext import RichTextField
from woonoverlast.lib.text import clean_line
from woonoverlast.lib.uploads import LARGEST, Refused
from woonoverlast.newsletter import placeholders
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.newsletter.pictures import store
from woonoverlast.web.forms import CleanForm, QuietForm, renew

MAX_LENGTH = 20_000
ACT = re.compile(r"(op|neer|blok):(\d{1,18})\Z|(items|tekst|voorbeeld|controle)\Z")
HELP = "Invulvelden: " + ", ".join(f"{{{name}}} is {what}" for name, what in placeholders.NAMES.items()) + "."
web_address = URLValidator(schemes=["http", "https"])


class EditionForm(QuietForm):
    """Everything around the blocks. `doen` is the button that was pressed: each of them saves first."""

    subject = forms.CharField(
        label="Onderwerp", max_length=150, required=False, help_text="Zeg wat er in staat. Tot ongeveer 60 tekens."
    )
    preview = forms.CharField(
        label="Regel onder het onderwerp",
        max_length=200,
        required=False,
        help_text="Deze regel zien mensen in hun mailbox, naast het onderwerp.",
    )
    introduction = RichTextField(label="Inleiding", max_length=MAX_LENGTH, required=False)
    in_archive = forms.BooleanField(label="Zet deze editie na het versturen in het openbare archief", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    volgorde = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean_subject(self) -> str:
        return clean_line(self.cleaned_data["subject"])

    def clean_preview(self) -> str:
        return clean_line(self.cleaned_data["preview"])

    @property
    def order(self) -> list[int]:
        return [int(part) for part in self.cleaned_data["volgorde"].split(",") if part.isdecimal() and len(part) < 19]

    def renew(self, version: int) -> None:
        """The next time that this is sent, it is saved over what somebody else wrote."""
        renew(self, "version", version)


def edition_form(edition: Edition, data: Any = None) -> EditionForm:
    names = ("subject", "preview", "introduction", "in_archive", "version")
    return EditionForm(data, initial={name: getattr(edition, name) for name in names})


class ActForm(CleanForm):
    """Which button was pressed, and for which block."""

    doen = forms.RegexField(ACT, required=False)

    @property
    def act(self) -> tuple[str, int]:
        value = self.cleaned_data["doen"] if self.is_valid() else ""
        name, _, number = value.partition(":")
        return name, int(number or 0)


class PickForm(QuietForm):
    """Choose items: `q` searches, the ticks are what goes in."""

    q = forms.CharField(label="Zoek op titel", required=False, max_length=100)


class PickedForm(CleanForm):
    keuze = forms.MultipleChoiceField(
        label="Items", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies ten minste één item."}
    )

    def __init__(self, data: Any, *, keys: list[str]) -> None:
        super().__init__(data)
        self.fields["keuze"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]


class BlockForm(QuietForm):
    """What all blocks have."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, required=False)

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_url(self) -> str:
        return clean_address(self.cleaned_data["url"])

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name in WORDS}


WORDS = {"title", "text", "url", "button", "picture", "picture_text"}


class ItemForm(BlockForm):
    title = forms.CharField(label="Titel", max_length=160)
    text = forms.CharField(
        label="Korte tekst",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Waarom is dit het lezen waard? Schrijf het zelf: ook mensen zonder account lezen dit.",
    )
    url = forms.CharField(label="Link", max_length=500)


class TextForm(BlockForm):
    title = forms.CharField(label="Titel", max_length=160, required=False)
    text = RichTextField(label="Tekst", max_length=MAX_LENGTH, required=False, help_text=HELP)
    button = forms.CharField(label="Woorden op de knop", max_length=60, required=False)
    url = forms.CharField(
        label="Waar de knop heen gaat",
        max_length=500,
        required=False,
        help_text="Een pagina van het platform, zoals /doelen/, of een adres dat met https:// begint.",
    )
    upload = forms.FileField(
        label="Afbeelding",
        required=False,
        help_text="PNG, JPEG of WebP, ten hoogste 10 MB. Liefst 1.100 pixels breed. "
        "Tekst in een afbeelding lezen wij niet na: kijk zelf of er geen gegevens van bewoners in staan.",
    )
    without_picture = forms.BooleanField(label="Haal de afbeelding weg", required=False)
    picture_text = forms.CharField(
        label="Wat staat er op de afbeelding?",
        max_length=250,
        required=False,
        help_text="Voor wie de afbeelding niet ziet. Verplicht bij een afbeelding.",
    )

    def __init__(self, *args: Any, block: Block | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.block = block
        if not block or not block.picture:
            del self.fields["without_picture"]

    def clean_picture_text(self) -> str:
        return clean_line(self.cleaned_data["picture_text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("button")) != bool(cleaned.get("url")) and "url" not in self.errors:
            self.add_error("url" if cleaned.get("button") else "button", "Een knop heeft woorden en een link nodig.")
        cleaned["picture"] = self.picture(cleaned)
        if not any(cleaned.get(name) for name in ("title", "text", "picture")) and not self.errors:
            self.add_error("text", "Schrijf een titel of een tekst, of kies een afbeelding.")
        return cleaned

    def picture(self, cleaned: dict[str, Any]) -> Any:
        """The new one, the one that was there, or none. A new one is kept only when the rest is right."""
        upload = cleaned.get("upload")
        if not upload:
            return None if cleaned.get("without_picture") or not self.block else self.block.picture
        if upload.size > LARGEST:
            self.add_error("upload", "Dit bestand is te groot. Kies een bestand van ten hoogste 10 MB.")
        elif self.errors:
            self.add_error("upload", "Kies de afbeelding zo opnieuw: hij gaat mee als de rest klopt.")
        else:
            try:
                return store(upload.read())
            except Refused as refusal:
                self.add_error("upload", str(refusal))
        return self.block.picture if self.block else None


def block_form(block: Block, data: Any = None, files: Any = None) -> ItemForm | TextForm:
    names = ("title", "text", "url", "button", "picture_text", "version")
    initial = {name: getattr(block, name) for name in names}
    if block.is_item:
        return ItemForm(data, initial=initial)
    return TextForm(data, files, initial=initial, block=block)


def clean_address(typed: str) -> str:
    """A path of the platform, or a whole address. A whole address of the platform becomes a path."""
    address = clean_line(typed)
    if not address:
        return ""
    if placeholders.MARK.search(address) or "{" in address:
        raise forms.ValidationError("In een link kan geen invulveld staan.")
    address = own_path(address)
    if address.startswith("/") and not address.startswith("//") and "\\" not in address:
        return address
    try:
        web_address(address)
    except forms.ValidationError:
        raise forms.ValidationError("Begin met https:// of met een / voor een pagina van het platform.") from None
    return address


def own_path(address: str) -> str:
    home = urlsplit(settings.SITE_URL).netloc
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.netloc == home:
        return address.split(home, 1)[1] or "/"
    return address
