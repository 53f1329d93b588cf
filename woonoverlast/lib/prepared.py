"""Queries that are made once: their SQL by Django, their plan by PostgreSQL.

Django builds the SQL of a queryset anew at every use, and PostgreSQL plans it anew. For a query with a dozen subqueries
that costs five to ten times as much as running it. Here the queryset is built once, with values that stand in for those
of a request. Everything else becomes part of the statement; the stand-ins become its parameters, so each connection
plans it once (`prepare_threshold` in the settings).

What the queryset is built from must not depend on the request in any other way, nor on the clock: use `Now()`.
"""

import copy
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler, cursor_iter
from psycopg import ClientCursor
from psycopg.types.numeric import Int8

Row = TypeVar("Row", bound=Model)
Value = int | date | str
# Larger than any id for long, and small enough for every column of whole numbers.
FIRST_NUMBER = 2_147_000_001
FAR = datetime(9000, 1, 1, tzinfo=UTC)
BATCH_SIZE = 100


class Made(NamedTuple):
    """`names` says which value of a request each parameter of the statement is, `types` in which type it goes."""

    template: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    names: tuple[str, ...]
    types: tuple[Callable[[Any], Any], ...]

    def params(self, values: Mapping[str, Value]) -> tuple[Any, ...]:
        return tuple(kind(values[name]) for name, kind in zip(self.names, self.types, strict=True))


class Prepared(Generic[Row]):
    """Call it with ids, moments, days and texts, by name, and it gives the rows. `make` gets stand-ins under the same names, once."""

    def __init__(self, make: Callable[..., QuerySet[Row]]) -> None:
        self.make = make
        self.made: Made | None = None

    def __call__(self, **values: Value) -> list[Row]:
        made = self.made or self.prepare(values)
        query: Any = Filled(made, made.params(values))
        rows: QuerySet[Row] = QuerySet(model=made.template.model, query=query, using=made.template.db)
        return list(rows)

    def prepare(self, values: Mapping[str, Value]) -> Made:
        names: dict[Any, str] = {stand_in(value, number): name for number, (name, value) in enumerate(values.items())}
        template = self.make(**{name: value for value, name in names.items()})
        compiler = template.query.get_compiler(using=template.db)
        sql, params = compiler.as_sql()
        stand_ins = [param for param in params if is_stand_in(param, names)]
        unused = set(values) - {names[param] for param in stand_ins}
        if unused:
            raise ValueError(f"The query does not use {', '.join(sorted(unused))}.")
        pieces = ["%s" if is_stand_in(param, names) else literal(param, template.db) for param in params]
        statement = sql.replace("%%", "%%%%") % tuple(pieces)
        types = tuple(type_of(param) for param in stand_ins)
        self.made = Made(template, compiler, statement, tuple(names[param] for param in stand_ins), types)
        return self.made


def stand_in(value: Value, number: int) -> Value:
    """Of the same type, and like nothing else in a query."""
    if isinstance(value, datetime):
        return FAR + timedelta(microseconds=number)
    if isinstance(value, date):
        return FAR.date() + timedelta(days=number)
    return f"stand-in {number}" if isinstance(value, str) else FIRST_NUMBER + number


def is_stand_in(param: object, names: Mapping[Any, str]) -> bool:
    """Not every parameter can be looked up: some are lists."""
    return isinstance(param, Value) and param in names


def literal(param: Any, using: str) -> str:
    """A value that is the same for every request, as it stands in the statement."""
    connections[using].ensure_connection()
    return ClientCursor(connections[using].connection).mogrify("%s", [param]).replace("%", "%%")


def type_of(param: Any) -> Callable[[Any], Any]:
    """The type that the column asks for: whole numbers have one for each size. A statement has one type for each place."""
    if isinstance(param, date | str):
        return as_it_is
    return Int8 if type(param) is int else type(param)


def as_it_is(value: Any) -> Any:
    return value


class Filled:
    """Takes the place of the query of a queryset, just far enough to fetch its rows."""

    def __init__(self, made: Made, params: tuple[Any, ...]) -> None:
        self.made, self.params = made, params

    def get_compiler(self, using: str) -> SQLCompiler:
        found: Any = copy.copy(self.made.compiler)
        found.connection = connections[using]
        found.execute_sql = lambda *args, **kwargs: rows_of(found, self.made.sql, self.params)
        return found  # type: ignore[no-any-return]


def rows_of(compiler: Any, sql: str, params: tuple[Any, ...]) -> list[Any]:
    """What `SQLCompiler.execute_sql` gives, by a statement that the connection keeps."""
    cursor = keeping_cursor(compiler.connection)
    try:
        cursor.execute(sql, params)
    except Exception:
        cursor.close()
        raise
    columns = compiler.col_count if compiler.has_extra_select else None
    return list(cursor_iter(cursor, compiler.connection.features.empty_fetchmany_value, columns, BATCH_SIZE))


make_cursor: Any = ServerBindingCursor  # the stubs do not know what it is made from


def keeping_cursor(connection: BaseDatabaseWrapper) -> Any:
    """A cursor that sends values apart from the statement, so that its plan can be kept; Django's own puts them in."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        raw: Any = make_cursor(connection.connection)
    return connection._prepare_cursor(raw)  # type: ignore[attr-defined]  # what `connection.cursor` ends with
