"""The newsletters of the demonstration: a year of editions with their results, subscribers, a planned one and a draft."""

import random
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.demo import accounts, names
from woonoverlast.demo.forum_topics import markup
from woonoverlast.forum.models import Topic
from woonoverlast.lib import searching
from woonoverlast.mail.models import Mailing
from woonoverlast.newsletter import rendering, sending
from woonoverlast.newsletter.models import Block, Edition, Subscriber
from woonoverlast.people.models import Person

TEXTS = Path(__file__).parent / "data" / "newsletter.toml"
SEED = 20140901
SUBSCRIBERS = 320
HOSTS = (
    "wijkzorg.example",
    "advies-wonen.example",
    "hogeschool.example",
    "pers.example",
    "raadslid.example",
    "thuis.example",
)
Row = dict[str, Any]

# How it went, from the place in the row: a few refused, a few in doubt, a few that left just before.
SETTLED = """
    INSERT INTO mail_recipient
        (mailing_id, person_id, address, name, not_before, attempts, worker, settled_at, state, note)
    SELECT %(mailing)s, r.person_id, r.address, r.name, %(due)s, 1, '',
        %(due)s::timestamptz + r.place * interval '0.1 second', outcome.state, outcome.note
    FROM (
        SELECT person_id, address, name, row_number() OVER (ORDER BY id) AS place
        FROM mail_recipient WHERE mailing_id = %(like)s AND state IN ('queued', 'sent', 'in_doubt')
    ) AS r
    CROSS JOIN LATERAL (SELECT (r.place * 7 + %(mailing)s * 13) AS lot) AS drawn
    CROSS JOIN LATERAL (SELECT
        CASE WHEN drawn.lot %% 211 = 5 THEN 'refused' WHEN drawn.lot %% 733 = 9 THEN 'in_doubt'
            WHEN drawn.lot %% 389 = 2 THEN 'cancelled' ELSE 'sent' END AS state,
        CASE WHEN drawn.lot %% 211 = 5 THEN '550 5.1.1 Deze mailbox bestaat niet.'
            WHEN drawn.lot %% 733 = 9 THEN 'Geen antwoord na verzenden: de verbinding viel weg.'
            WHEN drawn.lot %% 389 = 2 THEN 'Afgemeld.' ELSE '' END AS note) AS outcome
"""


@transaction.atomic
def publish() -> int:
    """Returns the number of editions made: 0 where there are some already."""
    if Edition.objects.exists():
        return 0
    add_subscribers(random.Random(SEED))  # noqa: S311 the same every time
    editor = Person.objects.get(email=accounts.EDITOR.email)
    with TEXTS.open("rb") as file:
        rows = tomllib.load(file)["edition"]
    made = [(row, write(row, by=editor)) for row in rows]
    send_all(made, by=editor)
    return len(rows)


def send_all(made: list[tuple[Row, Edition]], *, by: Person) -> None:
    """First what is planned: its recipients are those that the others had too."""
    planned = [sending.send(edition, due_at=moment(row["plan"]), by=by) for row, edition in made if "plan" in row]
    for row, edition in made:
        like = Edition.objects.get(pk=edition.corrects_id) if edition.corrects_id else planned[0]
        if "days" in row and like.mailing:
            send(edition, at=moment(-row["days"]), like=like.mailing, by=by)
    searching.changed(*(edition for row, edition in made if "days" in row))


def add_subscribers(chance: random.Random) -> None:
    """Confirmed over the years; the last dozen did not confirm yet."""
    now = timezone.now()
    found: dict[str, Subscriber] = {}
    while len(found) < SUBSCRIBERS:
        name = slugify(names.person_name(chance)).replace("-", ".")
        address = f"{name}@{chance.choice(HOSTS)}"
        asked = now - timedelta(days=chance.randrange(3, 1500), minutes=chance.randrange(1440))
        waits = len(found) >= SUBSCRIBERS - 12
        asked = now - timedelta(days=chance.randrange(1, 20)) if waits else asked
        confirmed = None if waits else asked + timedelta(minutes=chance.randrange(1, 300))
        found[address] = Subscriber(address=address, asked_at=asked, mailed_at=asked, confirmed_at=confirmed)
    Subscriber.objects.bulk_create(found.values())


def write(row: Row, *, by: Person) -> Edition:
    corrected = Edition.objects.get(subject=row["corrects"]) if "corrects" in row else None
    edition = Edition.objects.create(
        subject=row["subject"],
        preview=row["preview"],
        introduction=markup(row["introduction"]),
        corrects=corrected,
        made_by=by,
        changed_by=by,
    )
    for position, block in enumerate(row["block"], start=1):
        add_block(edition, position, block)
    return edition


def add_block(edition: Edition, position: int, row: Row) -> None:
    if "topic" not in row:
        words = {"title": row["title"], "text": markup(row["text"]), "button": row.get("button", "")}
        Block.objects.create(edition=edition, position=position, kind=Block.Kind.TEXT, url=row.get("url", ""), **words)
        return
    topic = Topic.objects.get(title=row["topic"])
    Block.objects.create(
        edition=edition,
        position=position,
        kind=Block.Kind.ITEM,
        source=f"topic:{topic.pk}",
        title=topic.title,
        text=row["text"],
        url=topic.get_absolute_url(),
    )


def moment(days: int) -> datetime:
    """Ten in the morning, so many days from now."""
    return timezone.localtime(timezone.now() + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def send(edition: Edition, *, at: datetime, like: Mailing, by: Person) -> None:
    """As if it went out then, to whom `like` goes or went."""
    edition.slug = rendering.slug_for(edition, moment=at, taken=sending.taken_slugs())
    mailing = sending.mailing_of(rendering.unsaved_mailing(edition, moment=at), due_at=at, by=by)
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, {"due": at, "mailing": mailing.pk, "like": like.pk})
    Mailing.objects.filter(pk=mailing.pk).update(created_at=at - timedelta(days=1), ready_at=at - timedelta(days=1))
    edition.mailing, edition.made_at, edition.changed_at = mailing, at - timedelta(days=4), at - timedelta(days=1)
    edition.save()
