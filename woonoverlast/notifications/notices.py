"""Tell people what happened: a row for the page of notices and, where asked, a mail through the outbox."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person

MOST_COUNTED = 99


def tell(
    people: Iterable[Person],
    *,
    kind: str,
    title: str,
    url: str,
    reason: str,
    by: Person | None = None,
    thread: str = "",
    mail: bool = False,
) -> list[Notice]:
    """One notice for each person but the one who did it. `reason` ends "Je krijgt dit omdat ..."; `url` is our own path.

    Call it in the transaction of the act, with people who may see the thing.
    """
    now = timezone.now()
    told = {person.pk: person for person in people if by is None or person.pk != by.pk}
    rows = [
        Notice(person=p, kind=kind, title=title[:250], url=url, reason=reason[:200], by=by, thread=thread, at=now)
        for p in told.values()
    ]
    notices = Notice.objects.bulk_create(rows)
    if mail:
        for person in told.values():
            send_notice(person, title=title, url=url, reason=reason)
    return notices


def send_notice(person: Person, *, title: str, url: str, reason: str) -> None:
    lines = [title, "", f"{settings.SITE_URL}{url}", "", f"Je krijgt dit omdat {reason}."]
    send_mail(title[:150], "\n".join(lines), None, [person.email])


def mark_read(person: Person, *, thread: str) -> int:
    """The person saw the thing itself. Returns how many notices that settled."""
    unread = Notice.objects.unread().filter(person=person, thread=thread)
    return unread.update(read_at=timezone.now())


def count_unread(person: Person) -> int:
    """At most one more than the page prints: nobody needs to know how many hundreds."""
    return Notice.objects.unread().filter(person=person)[: MOST_COUNTED + 1].count()
