"""What every form of ours begins with."""

from typing import Any

from django import forms


class QuietForm(forms.Form):
    """An empty field does not look wrong before anything was sent."""

    use_required_attribute = False


def renew(form: forms.Form, name: str, value: int) -> None:
    """Show another value in a hidden field than what was sent."""
    data: Any = form.data
    form.data = data.copy()
    form.data[name] = str(value)  # type: ignore[index]
