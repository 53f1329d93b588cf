"""How many people somebody may reach in one day with a mail that he writes. Counted beside the act, so two at once count both.

Who reaches a cap reads so, and stands in the logbook once that day, where editors see it.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from woonoverlast.people import logbook
from woonoverlast.people.models import Person, Role
from woonoverlast.web.models import RateCount

TAKE = """
    INSERT INTO web_ratecount (key, count, expires_at) VALUES (%(key)s, %(count)s, %(expires_at)s)
    ON CONFLICT (key) DO UPDATE SET count = web_ratecount.count + %(count)s
    WHERE web_ratecount.count + %(count)s <= %(most)s RETURNING count
"""
KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Cap:
    """`what` ends the sentence "Vandaag bereikte je ..."; `for_stewards` is for who does it as a task."""

    name: str
    what: str
    most: int
    for_stewards: int

    def most_of(self, person: Person) -> int:
        has_task = person.is_editor or any(
            role.role in {Role.STEWARD, Role.COORDINATOR} for role in person.active_roles
        )
        return self.for_stewards if has_task else self.most

    def refusal(self, person: Person) -> str:
        return f"Je hebt vandaag al {self.most_of(person)} {self.what}. Meer kan niet op één dag. Morgen kun je verder."


INVITATIONS = Cap("uitnodigingen", "mensen uitgenodigd", 250, 1_000)
TO_EVENTS = Cap("uitnodigingen voor bijeenkomsten", "leden uitgenodigd voor bijeenkomsten", 200, 2_000)
MENTIONS = Cap("genoemde mensen", "mensen genoemd in berichten", 50, 100)


def take(cap: Cap, *, by: Person, count: int = 1) -> bool:
    """Count these, in the transaction of the act; False when that would be too many, and then nothing is counted."""
    most = cap.most_of(by)
    values: dict[str, Any] = {
        "key": key(cap, by),
        "count": count,
        "most": most,
        "expires_at": timezone.now() + KEPT_FOR,
    }
    if count <= most:
        with connection.cursor() as cursor:
            cursor.execute(TAKE, values)
            if cursor.fetchone():
                return True
    return False


def left(cap: Cap, *, by: Person) -> int:
    row = RateCount.objects.filter(pk=key(cap, by)).first()
    return cap.most_of(by) - (row.count if row else 0)


def tell_editors(cap: Cap, *, by: Person) -> None:
    """A line in the logbook, once a day for each cap."""
    _, new = RateCount.objects.get_or_create(
        pk=key(cap, by, told=True), defaults={"count": 1, "expires_at": timezone.now() + KEPT_FOR}
    )
    if new:
        logbook.record(by=by, verb=f"bereikte de daglimiet: {cap.name}", target=by, note=cap.refusal(by))


def key(cap: Cap, person: Person, *, told: bool = False) -> str:
    """A digest, as for every count: it says nothing of who it is about."""
    what = f"cap|{cap.name}|{person.pk}|{timezone.localdate()}{'|told' if told else ''}"
    return hashlib.sha256(what.encode()).hexdigest()
