"""Where the data folder is, and whether the database is ours to run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools.postgres import Refusal, running

OLDEST = 15  # PostgreSQL
CHECKOUT = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    return Path(os.environ.get("WOONOVERLAST_DATA") or CHECKOUT / "var").resolve()


def has_own_server() -> bool:
    """False where DATABASE_URL points to a server that somebody else runs."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def database() -> Iterator[None]:
    if has_own_server():
        with running(data_folder()):
            yield
    else:
        refuse_unusable_server()
        yield


def refuse_unusable_server() -> None:
    """The server of DATABASE_URL must answer now; later, when it goes, pages say 503."""
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["geen melding"])[0]
        raise Refusal(
            f"De database van DATABASE_URL is niet bereikbaar ({reason}): controleer adres en log-in."
        ) from None
    if version < OLDEST:
        raise Refusal(f"De database van DATABASE_URL is PostgreSQL {version}: nodig is {OLDEST} of nieuwer.")


def use_throwaway() -> None:
    """For tests and checks: a folder without promises, apart from what people work with."""
    os.environ["WOONOVERLAST_DATA"] = str(CHECKOUT / "var" / "test")
    os.environ["WOONOVERLAST_PG_FAST"] = "1"
    os.environ.pop("WOONOVERLAST_ENV", None)
