"""Every page with a form: each field and button is read by where it is sent, and a page that refuses says so in its title."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve

from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.website.tests.odd_requests import fields_of
from woonoverlast.website.tests.test_access_matrix import PARTS, Route, example_of, read_through, routes

# Who opens the page: the first who may.
READERS = ("member", "editor", "administrator", "applicant", "")
# Names that the site reads for every form, and who does.
ALWAYS = {"csrfmiddlewaretoken": "Django", "names_ok": "people.guarded.GuardedForm"}
# What is sent to code of others is theirs to read.
OTHERS = ("allauth.", "django.contrib.")
AROUND_OTHERS = ("/account/tweede-stap/", "/account/wachtwoord/")  # views of our own around those of allauth
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass
class Form:
    action: str
    method: str
    # What is sent when nothing is chosen or typed, by name.
    values: dict[str, str] = field(default_factory=dict)
    # (address, name) of each field and button.
    sent: set[tuple[str, str]] = field(default_factory=set)
    typed: bool = False


class Forms(HTMLParser):
    """The forms of a page, with the fields and buttons that stand outside them and name them."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path, self.ids, self.found = path, dict[str, Form](), list[Form]()
        self.open: Form | None = None
        self.loose: list[tuple[str, str, dict[str, str]]] = []
        self.feed(html)
        for owner, tag, about in self.loose:
            self.take(self.ids[owner], tag, about)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(urlsplit(about.get("action") or self.path).path, about.get("method", "get").lower())
            self.found.append(self.open)
            self.ids[about.get("id", "")] = self.open
        elif tag in {"input", "textarea", "select", "button"}:
            if "form" in about:
                self.loose.append((about["form"], tag, about))
            elif self.open:
                self.take(self.open, tag, about)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None

    def take(self, form: Form, tag: str, about: dict[str, str]) -> None:
        if form.method != "post":
            return
        name, kind = about.get("name", ""), about.get("type", "text")
        address = urlsplit(about.get("formaction") or form.action).path
        form.sent.add((address, name))
        if tag == "input" and kind == "hidden" and name:
            form.values[name] = about.get("value", "")
        form.typed |= tag in {"textarea", "select"} or (tag == "input" and kind != "hidden")


def opened(client: Client, path: str) -> str:
    response: Any = client.get(path)
    read_through(response)
    is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page and not response.streaming else ""


def belongs_to_others(view: Any) -> bool:
    return bool(inspect.unwrap(view).__module__.startswith(OTHERS))


def pages(cast: Cast, chosen: list[Route]) -> Iterator[tuple[Client, str, str]]:
    """Each address that is a page, as the first who may open it. What was done there is undone."""
    for route in chosen:
        if belongs_to_others(route.view) or "uitloggen" in route.route:
            continue
        with transaction.atomic():
            path = urlsplit(example_of(route)(cast)).path
            for reader in READERS:
                client = logged_in(getattr(cast, reader) if reader else None)
                if html := opened(client, path):
                    yield client, path, html
                    break
            transaction.set_rollback(True)


def unread(form: Form) -> set[str]:
    """The names that are sent to a view that does not know them."""
    found = set()
    for address, name in form.sent:
        view = resolve(address).func
        if (
            not belongs_to_others(view)
            and not address.startswith(AROUND_OTHERS)
            and name
            and name not in {*ALWAYS, *fields_of(view)}
        ):
            found.add(f"{address}: {name}")
    return found


def refused_titles(client: Client, path: str, forms: list[Form]) -> Iterator[str]:
    """The title of this page when it refuses one of its own forms, sent without anything typed."""
    for form in forms:
        if form.method == "post" and form.typed and form.action == path:
            response: Any = client.post(path, form.values)
            if response.status_code == 422 and (title := TITLE.search(response.content.decode())):
                yield title[1]


@pytest.mark.parametrize("part", range(PARTS))
@override_settings(DEMONSTRATION=True)
def test_forms_are_read_and_refusals_stand_in_the_title(cast: Cast, part: int) -> None:
    nobody_reads, plain_titles = set[str](), []
    for client, path, html in pages(cast, list(routes())[part::PARTS]):
        forms = Forms(path, html).found
        nobody_reads |= {f"{path} sends {name}" for form in forms for name in unread(form)}
        plain_titles += [title for title in refused_titles(client, path, forms) if not title.startswith("Fout: ")]
    assert nobody_reads == set()
    assert plain_titles == []


def test_refusals_are_found(cast: Cast) -> None:
    chosen = [route for route in routes() if route.name in {"forum:new_topic", "forum:reply", "cases:new"}]
    found = [list(refused_titles(client, path, Forms(path, html).found)) for client, path, html in pages(cast, chosen)]
    assert [len(titles) for titles in found] == [1, 1, 1]


def test_field_that_nobody_reads_is_seen() -> None:
    html = '<form id="a" method="post"><input name="title"></form><button form="a" name="nergens" type="submit">Doe</button>'
    assert {name for form in Forms("/forum/nieuw/", html).found for name in unread(form)} == {"/forum/nieuw/: nergens"}
