"""Names on certificates go with who they are of."""

from woonoverlast.attendance.models import Certificate
from woonoverlast.people.models import Person
from woonoverlast.people.retention import FORMER


def forget_guests() -> int:
    """Of guests whose name is gone already; returns how many certificates."""
    return Certificate.objects.filter(sign_up__guest_name=FORMER).exclude(name="").update(name="")


def erase(person: Person) -> None:
    Certificate.objects.filter(person=person).update(name="")
