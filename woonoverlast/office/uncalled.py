"""What happens without being called: the page `docs/uncalled.md`, made from the code, so that nothing works unseen."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import getdoc, getsource
from typing import Any

from django.conf import settings
from django.core.checks import registry as system_checks
from django.db import connection
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from woonoverlast.events import event_page, groups
from woonoverlast.experts import evidence
from woonoverlast.forum import hooks, topic_panels
from woonoverlast.instruments import panels as instrument_panels
from woonoverlast.lib import searching
from woonoverlast.mail import lists
from woonoverlast.notifications import digest, samples, things
from woonoverlast.notifications.replies import answerable
from woonoverlast.people import exporting, retention
from woonoverlast.places import panels
from woonoverlast.web import contexts

HEAD = """# What happens without being called

Made by `bin/manage list_uncalled` on a database that is up to date; a test keeps it true. Everything else on the platform happens because a line of code that
one can search for calls it.
"""
TRIGGERS = """
    SELECT c.relname, t.tgname, p.proname FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relname NOT LIKE 'procrastinate%' ORDER BY 1, 2
"""


def page() -> str:
    parts = [
        ("At every request, from the outside in", ["middleware", "what it does"], middleware()),
        ("What a context brings", ["context", "addresses", "menu", "reference data", "work for editors"], brought()),
        ("What contexts register when Django starts", ["what", "registered"], registered()),
        ("On a schedule", ["when", "job", "what it calls"], scheduled()),
        ("In the database", ["table", "trigger", "function"], triggers()),
        ("With `bin/check`", ["check of the system"], checks()),
    ]
    return HEAD + "".join(f"\n## {title}\n\n{table(head, rows)}" for title, head, rows in parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def middleware() -> Iterator[list[str]]:
    for name in settings.MIDDLEWARE:
        yield [f"`{name}`", summary(import_string(name)) if name.startswith("woonoverlast.") else "of the package"]


def brought() -> Iterator[list[str]]:
    for context in contexts.contexts():
        yield [
            context.label,
            named(f"/{start}" for start in context.addresses),
            ", ".join(entry.text for entry in context.menu),
            named(context.loads),
            ", ".join(work.title for work in context.work()),
        ]


def registered() -> Iterator[list[str]]:
    yield ["what the search box finds", named(searching.registry.kinds)]
    yield ["what can be followed, muted and quoted in mail", named(things.KINDS)]
    yield ["what a digest tells", named(source.__module__ for source in digest.SOURCES)]
    yield ["what can be answered by mail", named(answerable.slugs())]
    yield ["what people can unsubscribe from", named(lists.LISTS)]
    yield ["mails that editors can look at", named(samples.SAMPLES)]
    yield ["parts of a municipality's page", named(panel.template for panel in panels.registry.panels)]
    yield ["parts of an instrument's page", named(panel.template for panel in instrument_panels.PANELS)]
    yield ["parts of a topic's page", functions([*topic_panels.UNDER_HEADING, *topic_panels.UNDER_ANSWERS])]
    yield ["parts of an event's page", functions(event_page.PANELS)]
    yield ["what is told to who begins a topic on the forum", functions(hooks.STARTED)]
    yield ["what follows a reply on the forum", functions(hooks.REPLIED)]
    yield ["what goes along when topics are merged", functions(hooks.MERGED)]
    yield ["topics that say how large their municipality is", functions(evidence.SIZES)]
    yield ["groups of participants that messages go to", named(groups.GROUPS)]
    yield ["what goes when somebody leaves for good", functions(retention.ERASERS)]
    yield ["what somebody gets of the own data", named(section.relation for section in exporting.SECTIONS)]


def scheduled() -> Iterator[list[str]]:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    tasks: Mapping[Any, Any] = app.periodic_registry.periodic_tasks
    for task in sorted(tasks.values(), key=lambda task: task.task.name):
        yield [f"`{task.cron}`", f"`{task.task.name.removeprefix('woonoverlast.')}`", calls(task.task.func)]


def triggers() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        return [[f"`{name}`" for name in row] for row in cursor.fetchall()]


def checks() -> Iterator[list[str]]:
    every: list[Any] = system_checks.registry.get_checks(include_deployment_checks=True)
    for check in sorted(every, key=lambda check: check.__name__):
        if check.__module__.startswith("woonoverlast."):
            yield [f"`{check.__name__}`"]


def named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def functions(found: Iterable[Callable[..., Any]]) -> str:
    return named(f"{function.__module__.removeprefix('woonoverlast.')}.{function.__name__}" for function in found)


def calls(function: Any) -> str:
    """The names that the body of a job calls, in order."""
    tree = ast.parse(getsource(function))
    called = [ast.unparse(node.func) for node in ast.walk(tree.body[0]) if isinstance(node, ast.Call)]
    return named(name for name in called if "." in name and not name.startswith(("app.", "time.")))


def summary(thing: Any) -> str:
    """The first sentence of its docstring."""
    first = (getdoc(thing) or "").split("\n\n")[0].replace("\n", " ").replace("|", "/")
    return first.split(". ")[0].rstrip(".")
