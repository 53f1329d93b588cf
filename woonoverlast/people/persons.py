"""The person behind a request."""

from django.http import HttpRequest

from woonoverlast.people.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The logged-in person; only for views whose declared access lets no visitor in."""
    assert isinstance(request.user, Person)
    return request.user
