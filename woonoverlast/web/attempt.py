"""Try an act; where it cannot be done, the user reads why."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from woonoverlast.lib.errors import NotPossible


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str = "", about: str = "") -> bool:
    """Whether it could be done. The next page says `done`, or why not: beside the element with the id `about`, when it
    has that and takes it (`web.beside`), else at its top."""
    try:
        act()
    except NotPossible as problem:
        messages.warning(request, str(problem), extra_tags=about)
        return False
    if done:
        messages.success(request, done, extra_tags=about)
    return True


def attempt_form(form: forms.BaseForm, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether it could be done; if not, the form says why, beside `field` or above all, with what was typed."""
    try:
        act()
    except NotPossible as problem:
        form.add_error(field, str(problem))
        return False
    return True
