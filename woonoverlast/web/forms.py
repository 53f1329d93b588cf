"""What every form of ours begins with."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from woonoverlast.lib.text import clean_line, clean_text, is_visible


class CleanText(forms.BaseForm):
    """Put before a form class: what is sent is cleaned once, before any field measures or keeps it.

    So no text holds what a feed, mail or export cannot carry, and what nobody can see counts as nothing. A form that
    comes back shows the cleaned text.
    """

    def full_clean(self) -> None:
        if self.is_bound:
            self.data = self.tidied()
        super().full_clean()

    def tidied(self) -> Any:
        """What was sent, copied only when something in it changes."""
        sent: Any = self.data
        changed = {}
        for name, field in self.fields.items():
            typed = sent.get(key := self.add_prefix(name))
            if isinstance(typed, str) and takes_text(field) and (cleaned := cleaned_for(field, typed)) != typed:
                changed[key] = cleaned
        if not changed:
            return sent
        data = sent.copy()
        for key, cleaned in changed.items():
            data[key] = cleaned
        return data


def takes_text(field: forms.Field) -> bool:
    """JSON is cleaned by who reads it; a password stays as it is."""
    kept = isinstance(field, forms.JSONField) or isinstance(field.widget, forms.PasswordInput)
    return isinstance(field, forms.CharField) and not kept


def cleaned_for(field: forms.Field, typed: str) -> str:
    """Spaces at the ends are for the field itself."""
    on_lines = isinstance(field.widget, forms.Textarea | forms.HiddenInput)
    text = clean_text(typed) if on_lines else clean_line(typed)
    return text if is_visible(text) else ""


class CleanForm(CleanText, forms.Form):
    pass


class QuietForm(CleanForm):
    """An empty field does not look wrong before anything was sent."""

    use_required_attribute = False


def renew(form: forms.Form, name: str, value: int | UUID) -> None:
    """Show another value in a hidden field than what was sent."""
    data: Any = form.data
    form.data = data.copy()
    form.data[name] = str(value)  # type: ignore[index]


def with_new_key(form: forms.Form, why: str) -> None:
    """This form was sent before with another text: it comes back to be sent as one of its own."""
    form.add_error(None, why)
    renew(form, "form_key", uuid4())
