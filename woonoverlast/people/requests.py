"""The person behind a request."""

from django.http import HttpRequest

from woonoverlast.people.models import Person, Role
from woonoverlast.people.models.persons import ActiveRole


class PersonRequest(HttpRequest):
    """The request of a view whose declared access lets no visitor in."""

    user: Person


def signed_in(request: HttpRequest) -> Person:
    """The logged-in person, where a page is for visitors too and this part of it is not."""
    assert isinstance(request.user, Person)
    return request.user


def any_member(pk: int) -> Person:
    """Somebody with this id and the rights of a plain member: to build a query with that serves every member."""
    person = Person(pk=pk)
    person.active_roles = [ActiveRole(Role.MEMBER, 0, "", None)]
    return person
