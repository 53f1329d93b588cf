"""Who is logged in: the person with today's roles in one query, and the session in another, both made once.

Every page of a member asks these two. Django's own way costs three queries that are built anew each time.
"""

from datetime import date
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.models.persons import ROLE_FIELDS, ActiveRole


def with_roles(person: int, today: date) -> QuerySet[Person]:
    roles = Membership.objects.active(on=today).filter(person=OuterRef("pk")).order_by("pk")
    fields = dict(zip(ActiveRole._fields, ROLE_FIELDS, strict=True))
    return Person.objects.filter(pk=person).annotate(roles_today=ArraySubquery(roles.values(row=JSONObject(**fields))))


def running(key: str, now: Any) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


WITH_ROLES = Prepared(with_roles)
RUNNING = Prepared(running)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # has no types
    """Logs in as allauth does."""

    def get_user(self, user_id: int) -> Person | None:
        for person in WITH_ROLES(person=user_id, today=timezone.localdate()):
            found: Any = person
            person.active_roles = [ActiveRole(**row) for row in found.roles_today]
            return person if self.user_can_authenticate(person) else None
        return None


class SessionStore(DatabaseSession):
    """The engine of the settings is this module: Django looks for this name in it."""

    def _get_session_from_db(self) -> Session | None:
        for session in RUNNING(key=self.session_key or "", now=timezone.now()):
            return session
        self._session_key = None
        return None
