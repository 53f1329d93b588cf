"""What is kept while somebody types."""

import json
from typing import Any

from django import forms
from django.http import QueryDict

from woonoverlast.forum import drafting
from woonoverlast.forum.forms.writing import MAX_LENGTH
from woonoverlast.forum.models import Draft
from woonoverlast.lib.richtext import from_text
from woonoverlast.lib.text import storable
from woonoverlast.people.models import Person
from woonoverlast.web.forms import CleanForm

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class ShallowField(forms.JSONField):
    """Nested deeper than Python reads is no form of ours."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:
            raise forms.ValidationError("Dit is geen concept.") from None


class DraftForm(CleanForm):
    """What a script sends while somebody types. `data` is JSON of the fields; `seen` the version it goes on from."""

    key = forms.RegexField(r"^(topic|casus|casus:\d{1,18}|reply:\d{1,18}|edit:\d{1,18})$", max_length=80)
    data = ShallowField()  # type: ignore[assignment]  # the metaclass takes fields off the class
    seen = forms.CharField(required=False, max_length=20)
    form_key = forms.UUIDField(required=False)

    def clean_data(self) -> dict[str, str | list[str]]:
        data = self.cleaned_data["data"]
        if not isinstance(data, dict):
            raise forms.ValidationError("Dit is geen concept.")
        if sum(len(str(value)) for value in data.values()) > 2 * MAX_LENGTH:
            raise forms.ValidationError("Dit is te lang om te bewaren.")
        kept = {storable(str(name))[:40]: whole(value) for name, value in data.items() if is_text(value)}
        return {name: as_rich(name, value, kept) for name, value in kept.items() if not name.endswith("_as")}


def whole(value: str | list[str]) -> str | list[str]:
    return storable(value) if isinstance(value, str) else [storable(one) for one in value[:100]]


def is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value[:100]))


def as_rich(name: str, value: Any, data: dict[str, Any]) -> Any:
    """A draft keeps rich text, also when it was typed in the plain field."""
    notation = data.get(f"{name}_as")
    return from_text(value, escaped=notation == "escaped") if notation in {"text", "escaped"} else value


def keep_plain(form: Any, key: str, *, by: Person) -> None:
    """Keep what came back without script as a draft: no script saves it there, and Back asks for the page anew."""
    if not any(form.data.get(name) == "text" for name in form.data if name.endswith("_as")):
        return
    kept = Draft.objects.filter(person=by, key=key).first()
    typed = {name: sent(form.data, name, field) for name, field in form.fields.items() if not field.widget.is_hidden}
    typed |= {name: form.data[name] for name in form.data if name.endswith("_as")}
    about = {"key": key, "seen": kept.version if kept else "", "form_key": form.data.get("form_key", "")}
    draft = DraftForm(about | {"data": json.dumps(typed)})
    if draft.is_valid():
        drafting.save(**draft.cleaned_data, by=by)


def sent(data: QueryDict, name: str, field: forms.Field) -> str | list[str]:
    return data.getlist(name) if isinstance(field, SEVERAL) else data.get(name, "")


class PostedForm(CleanForm):
    """Did the form with this `form_key` arrive, and what is kept of the draft `key`?"""

    form_key = forms.UUIDField()
    key = forms.CharField(max_length=80, required=False)
