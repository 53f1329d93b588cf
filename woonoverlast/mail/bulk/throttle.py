"""How fast we may send. One bucket of tokens per mail server, in the database: all workers share it, and a restart
does not fill it."""

from typing import Any

from django.conf import settings
from django.db import connection

# One second of mail may go at once. The clock is that of the database.
TAKE = """
    WITH level AS (
        SELECT id, LEAST(%(burst)s, tokens + GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - filled_at)) * %(rate)s)
            AS tokens
        FROM mail_tokenbucket WHERE provider = %(provider)s FOR UPDATE
    )
    UPDATE mail_tokenbucket AS bucket
    SET tokens = level.tokens - GREATEST(0, LEAST(%(wanted)s, FLOOR(level.tokens))), filled_at = clock_timestamp()
    FROM level WHERE bucket.id = level.id
    RETURNING GREATEST(0, LEAST(%(wanted)s, FLOOR(level.tokens)))::int
"""
START = """
    INSERT INTO mail_tokenbucket (provider, tokens, filled_at) VALUES (%(provider)s, %(burst)s, clock_timestamp())
    ON CONFLICT (provider) DO NOTHING
"""
GIVE_BACK = "UPDATE mail_tokenbucket SET tokens = tokens + %(unused)s WHERE provider = %(provider)s"


def take(wanted: int) -> int:
    """How many of the wanted mails may go now. Zero rate in the settings means no limit."""
    rate = settings.MAILING_PER_SECOND
    if rate <= 0:
        return wanted
    values: dict[str, Any] = {
        "provider": settings.EMAIL_HOST,
        "rate": rate,
        "burst": float(max(1, rate)),
        "wanted": wanted,
    }
    with connection.cursor() as cursor:
        cursor.execute(START, values)
        cursor.execute(TAKE, values)
        row = cursor.fetchone()
    return int(row[0])


def give_back(unused: int) -> None:
    if unused > 0 and settings.MAILING_PER_SECOND > 0:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, {"unused": unused, "provider": settings.EMAIL_HOST})
