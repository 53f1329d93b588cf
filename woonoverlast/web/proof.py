"""What cannot be undone, and what gives a way in, asks once more who somebody is, unless that was just asked."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]


def asks_proof(view: View[R, P]) -> View[R, P]:
    """For every request to this view."""
    asking: Any = reauthentication_required(view)
    return asking  # type: ignore[no-any-return]


def asks_proof_to_change(view: View[R, P]) -> View[R, P]:
    """The page may be looked at; a POST asks."""
    asking: Any = reauthentication_required(allow_get=True)(view)
    return asking  # type: ignore[no-any-return]
