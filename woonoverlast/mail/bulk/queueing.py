"""A mailing and its recipients become rows. Safe to run again after a crash: nobody is in it twice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from woonoverlast.mail.bulk import composing
from woonoverlast.mail.lists import MailList
from woonoverlast.mail.models import Mailing, Recipient
from woonoverlast.people.models import Person
from woonoverlast.people.models.persons import PersonQuerySet

BATCH_SIZE = 5_000
# Small on purpose: one address, nothing that ends a line or an envelope. `people` checks addresses for real.
USABLE = re.compile(r"[!#$%&'*+/=?^_`{|}~0-9a-z.-]{1,64}@[0-9a-z.-]{1,189}\Z")
UNUSABLE = "Aan dit adres kan de mailserver geen mail sturen."

INSERT = """
    INSERT INTO mail_recipient
        (mailing_id, person_id, address, name, state, not_before, attempts, worker, note, settled_at)
    SELECT %(mailing)s, new.person_id, new.address, new.name, new.state, %(now)s, 0, '', new.note,
        CASE new.state WHEN 'queued' THEN NULL ELSE %(now)s::timestamptz END
    FROM unnest(%(people)s::bigint[], %(addresses)s::text[], %(names)s::text[], %(states)s::text[], %(notes)s::text[])
        AS new(person_id, address, name, state, note)
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Wanted:
    """Somebody who should get the mail; `person` is None for a subscriber who is no member."""

    person: int | None
    address: str
    name: str


def create(
    mail_list: MailList,
    *,
    subject: str,
    text: str,
    html: str = "",
    by: Person,
    due_at: datetime | None = None,
    members_only: bool = True,
) -> Mailing:
    """Raises NotSendable when the text cannot go out like this."""
    texts = {"subject": composing.one_line(subject), "text": without_nul(text), "html": without_nul(html)}
    mailing = Mailing(list_name=mail_list.slug, by=by, **texts)
    mailing.due_at, mailing.members_only = due_at or timezone.now(), members_only
    composing.compose(mailing)
    mailing.save()
    return mailing


def without_nul(text: str) -> str:
    return text.replace("\0", "")


def members(people: PersonQuerySet) -> Iterator[Wanted]:
    """In pieces, so that memory stays the same for ten people and for a hundred thousand."""
    rows = people.order_by("pk").values_list("pk", "email", "name")
    return (Wanted(*row) for row in rows.iterator(chunk_size=BATCH_SIZE))


def queue(mailing: Mailing, wanted: Iterable[Wanted]) -> None:
    """Add recipients and let the mailing go when its moment is there."""
    waiting = iter(wanted)
    with transaction.atomic():
        while some := list(islice(waiting, BATCH_SIZE)):
            insert(mailing, some)
        Mailing.objects.filter(pk=mailing.pk, ready_at=None).update(ready_at=timezone.now())
    mailing.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE mail_recipient")  # or the next claim reads the whole table


def insert(mailing: Mailing, some: list[Wanted]) -> None:
    addresses = [one.address.strip().lower() for one in some]
    usable = [bool(USABLE.match(address)) for address in addresses]
    values: dict[str, Any] = {
        "mailing": mailing.pk,
        "now": timezone.now(),
        "people": [one.person for one in some],
        "addresses": [composing.one_line(address)[:254].replace("\0", "") for address in addresses],
        "names": [composing.one_line(one.name)[:200] for one in some],
        "states": [str(Recipient.State.QUEUED if good else Recipient.State.REFUSED) for good in usable],
        "notes": ["" if good else UNUSABLE for good in usable],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
