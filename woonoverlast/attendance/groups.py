"""Who was there and who was not: groups of participants that messages go to."""

from woonoverlast.events.groups import Group, register
from woonoverlast.events.models import Status


def register_groups() -> None:
    register(Group("came", "wie er was", lambda event: event.sign_ups.exclude(attendance=None), afterwards=True))
    register(
        Group(
            "absent",
            "wie een plaats had en er niet was",
            lambda event: event.sign_ups.filter(status=Status.PLACE, attendance=None),
            afterwards=True,
        )
    )
