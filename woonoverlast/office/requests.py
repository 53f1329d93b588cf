"""The request as a view of the office gets it."""

from django.http import HttpRequest

from woonoverlast.people.models import Person


class EditorRequest(HttpRequest):
    """The access level of the view made sure that somebody is logged in."""

    user: Person
