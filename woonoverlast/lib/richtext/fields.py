"""A form field for rich text: an editor with script, a field for plain text without."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from woonoverlast.lib.richtext.cleaning import for_editor, has_too_many_tags, normal, plain
from woonoverlast.lib.richtext.notation import from_text, to_text
from woonoverlast.lib.text import is_visible

TEXT, ESCAPED = "text", "escaped"
MAX_LENGTH = 200_000
MORE_AS_HTML = 3  # times as long, before what is needless goes
TOO_LONG = "Deze tekst is te lang. Knip hem in stukken, of voeg hem toe als bestand. Je tekst staat er nog."
TOO_MANY_TAGS = (
    "Deze tekst heeft te veel opmaak. Voeg hem toe als bestand, of haal de opmaak eruit. Je tekst staat er nog."
)


class Written(str):
    """Rich text that was typed as plain text; `typed` is exactly that, to show again after a mistake."""

    typed: str
    notation: str
    too_long: bool

    @classmethod
    def read(cls, typed: str, *, notation: str, longest: int) -> "Written":
        """Longer than `longest` is not read, only kept."""
        too_long = len(typed) > longest
        written = cls("" if too_long else from_text(typed, escaped=notation == ESCAPED))
        written.typed, written.notation, written.too_long = typed, notation, too_long
        return written


class RichTextInput(forms.Textarea):
    """The field beside it, `<name>_as`, says what was sent: plain text, or HTML from the editor."""

    template_name = "django/forms/widgets/rich_text.html"
    longest = MAX_LENGTH

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 10, "data-rich": True} | (attrs or {}))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = data.get(name)
        notation = data.get(f"{name}_as")
        if isinstance(value, str) and notation in {TEXT, ESCAPED}:
            return Written.read(value, notation=notation, longest=self.longest)
        return value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        text, notation, rich = self.shown("" if value is None else value)
        context["widget"] |= {"value": text, "notation": notation, "rich": rich}
        return context

    def shown(self, value: str) -> tuple[str, str, str]:
        """Plain text, its notation, and the HTML for the editor."""
        if isinstance(value, Written):
            return value.typed, value.notation, for_editor(str(value))
        if len(value) > MORE_AS_HTML * self.longest or has_too_many_tags(value):
            return plain(value), TEXT, ""
        rich = normal(value)
        text, escaped = to_text(rich)
        return text, ESCAPED if escaped else TEXT, for_editor(rich)


class RichTextField(forms.CharField):
    """Gives normal rich text."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length: int = MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(widget=RichTextInput(), max_length=max_length, **kwargs)
        self.widget.longest = max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength: the browser would cut off what is pasted and say nothing."""
        return {}

    def clean(self, value: Any) -> str:
        cleaned: str = super().clean(self.read(value))
        return cleaned

    def read(self, value: Any) -> str:
        if isinstance(value, Written):
            too_long, text = value.too_long, str(value)
        else:
            text = str(value or "")
            too_long = len(text) > MORE_AS_HTML * self.widget.longest
            if has_too_many_tags(text):
                raise ValidationError(TOO_MANY_TAGS)
        if too_long:
            raise ValidationError(TOO_LONG)
        text = normal(text)
        return text if is_visible(plain(text)) else ""
