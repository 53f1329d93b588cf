"""Where the data folder is, and whether the database is ours to run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from woonoverlast.runtime.postgres import running

CHECKOUT = Path(__file__).resolve().parents[2]


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
        yield


def use_throwaway() -> None:
    """For tests and checks: a folder without promises, apart from what people work with."""
    os.environ["WOONOVERLAST_DATA"] = str(CHECKOUT / "var" / "test")
    os.environ["WOONOVERLAST_PG_FAST"] = "1"
    os.environ.pop("WOONOVERLAST_ENV", None)
