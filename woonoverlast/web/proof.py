"""What cannot be undone, and what gives a way in, asks once more who somebody is, unless that was just asked."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def asks_proof(view: View[P]) -> View[P]:
    """For every request to this view."""
    asking: Any = reauthentication_required(view)
    return asking  # type: ignore[no-any-return]


def asks_proof_to_change(view: View[P]) -> View[P]:
    """The page may be looked at; a POST asks."""
    asking: Any = reauthentication_required(allow_get=True)(view)
    return asking  # type: ignore[no-any-return]
