"""Databases of the tests: one is made with everything in it, the others are copies of it, which take 0.1 s each.

What is made is kept in the server of `var/test` under a name with the digest of what it was made from, so that a second
run finds it there, and a changed migration or reference file makes a new one.
"""

import fcntl
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from tools.data import CHECKOUT, data_folder

PACKAGE = CHECKOUT / "woonoverlast"
LOCK = CHECKOUT / "requirements"


def digest_of(patterns: Iterable[str]) -> str:
    """Of the names and contents of these files of the package, and of the locked packages; 12 hexadecimal digits."""
    found = sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if is_input(path)})
    summed = hashlib.sha256()
    for path in [*found, *sorted(LOCK.glob("*.txt"))]:
        summed.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:12]


def is_input(path: Path) -> bool:
    return path.is_file() and "tests" not in path.parts and "__pycache__" not in path.parts


@contextmanager
def server(parameters: dict[str, Any]) -> Iterator[psycopg.Connection[Any]]:
    """A connection outside the databases of the tests. `parameters` are those of a connection of Django."""
    keys = {"host", "port", "user", "password", "sslmode"}
    chosen = {key: value for key, value in parameters.items() if key in keys}
    with psycopg.connect(dbname="postgres", autocommit=True, **chosen) as connection:
        yield connection


def ensure(parameters: dict[str, Any], *, kind: str, digest: str, make: Callable[[str], None]) -> str:
    """The name of the template of this kind and digest; `make(name)` fills a draft where it is not there yet."""
    name = f"template_{kind}_{digest}"
    data_folder().mkdir(parents=True, exist_ok=True)
    with (data_folder() / "templates.lock").open("w") as lock, server(parameters) as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name in names(connection, f"template_{kind}_%"):
            return name
        for old in names(connection, f"template_{kind}_%")[1:]:  # the newest may be in use by a run that goes on
            drop(connection, old)
        draft = f"draft_{kind}"
        drop(connection, draft)
        make(draft)
        connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(draft), Identifier(name)))
    return name


def copy(parameters: dict[str, Any], *, template: str, name: str) -> None:
    """A fresh copy in the place of what had this name; whoever was still connected there is cut off."""
    with server(parameters) as connection:
        drop(connection, name)
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def remove(parameters: dict[str, Any], *, name: str) -> None:
    with server(parameters) as connection:
        drop(connection, name)


def names(connection: psycopg.Connection[Any], pattern: str) -> list[str]:
    """Newest first."""
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [pattern])
    return [name for (name,) in rows]


def drop(connection: psycopg.Connection[Any], name: str) -> None:
    """Also while somebody is connected. A worker of the server itself, such as autovacuum, is waited for."""
    for tries_left in reversed(range(100)):
        try:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            return
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if not tries_left:
                raise
            time.sleep(0.1)
