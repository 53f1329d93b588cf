"""The page of a topic in Chromium: what was done is told where one looks, long words wrap, and paper has only the talk."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from woonoverlast.forum import posting, reactions
from woonoverlast.forum.models import Post, Theme, Topic
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_once
from woonoverlast.website.tests.writing import page_of

pytestmark = pytest.mark.browser

LONG = "Hottentottententententoonstellingsmakersopleidingsinstituut" * 2
# The innermost things that make the page scroll sideways: themselves too wide, or holding text that is.
TOO_WIDE = """() => {
    const out = (one) => one.getBoundingClientRect().right > 360 || (one.scrollWidth > 360 && one.clientWidth > 1);
    if (document.documentElement.scrollWidth <= 360) return [];
    return [...document.querySelectorAll("*")].filter((one) => out(one) && ![...one.children].some(out))
        .map((one) => `${one.tagName}.${one.className}`);
}"""
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    a_theme()
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


def long_talk(cast: Cast) -> Post:
    """A reply that stands far below the top of the page."""
    topic = ask_question(cast.member)
    for _ in range(12):
        found = answer(topic, cast.colleague)
    return found


@with_and_without_script
def test_what_was_done_with_a_post_is_in_view(
    cast: Cast, home: str, browser: Browser, script: bool, width: int
) -> None:
    post = long_talk(cast)
    options: dict[str, Any] = {"viewport": {"width": width, "height": 740}, "java_script_enabled": script}
    page, heard = page_of(cast.member, home, browser, **options)
    page.goto(f"/forum/onderwerp/{post.topic_id}/")
    article = page.locator(f"#bericht-{post.pk}")
    article.get_by_role("button", name="Dit is het beste antwoord").click()
    told(article, "Dit is nu het beste antwoord.", script=script)
    article.get_by_role("button", name="Nuttig").click()
    told(article, "Fijn dat dit nuttig was.", script=script)
    if script:
        assert_good_once(page, "onderwerp")
    article.get_by_role("link", name="Bewaar").click()
    page.get_by_role("button", name="Bewaar").click()
    told(article, "Bewaard. Je vindt het terug bij Wat je bewaarde.", script=script)
    assert heard == []


def told(article: Locator, text: str, *, script: bool) -> None:
    said = article.get_by_role("status")
    expect(said).to_contain_text(text)
    expect(said).to_be_in_viewport(ratio=1)
    if script:
        expect(said).to_be_focused()


@with_and_without_script
def test_menu_to_follow_says_what_it_asks(cast: Cast, home: str, browser: Browser, script: bool, width: int) -> None:
    topic = ask_question(cast.colleague)
    options: dict[str, Any] = {"viewport": {"width": width, "height": 740}, "java_script_enabled": script}
    page, _ = page_of(cast.member, home, browser, **options)
    page.goto(f"/forum/onderwerp/{topic.pk}/")
    page.locator("summary", has_text="Volg dit onderwerp").click()
    choices = page.get_by_role("group", name="Wat wil je horen?")
    expect(choices.get_by_role("radio", checked=True)).to_have_count(1)
    assert choices.evaluate("group => getComputedStyle(group).borderTopWidth") == "0px"
    choices.get_by_role("radio").first.check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#onderwerp").get_by_role("status")).to_contain_text("Van dit onderwerp hoor je voortaan")


def test_one_long_word_makes_no_page_wider_than_a_phone(cast: Cast, home: str, browser: Browser) -> None:
    Theme.objects.filter(slug="proef").update(name=LONG[:60], description=LONG)
    Person.objects.filter(pk=cast.colleague.pk).update(name=LONG, job_title=LONG)
    topic = ask_question(cast.colleague)
    Topic.objects.update(title=LONG)
    post = answer(topic, cast.colleague)
    Post.objects.filter(pk=post.pk).update(body=f"<p>{LONG}</p><blockquote>{LONG}</blockquote><pre>{LONG}</pre>")
    reactions.keep(post, by=cast.member, note=LONG, remind_on=None)
    watching.watch(cast.member, topic, level=Watch.Level.EVERYTHING, reason="je dat koos")
    posting.reply(topic, writing=posting.Writing(body=f"<p>{LONG}</p>"), by=Person.objects.get(pk=cast.colleague.pk))
    page, _ = page_of(cast.member, home, browser, **PHONE)
    too_wide = list[str]()
    for path in (
        "/forum/",
        "/forum/proef/",
        f"/forum/onderwerp/{topic.pk}/",
        f"/forum/onderwerp/{topic.pk}/?citaat={post.pk}",
        f"/forum/onderwerp/{topic.pk}/reageren/",
        f"/forum/reactie/{post.pk}/bewaren/",
        f"/forum/reactie/{post.pk}/melden/",
        f"/leden/{cast.colleague.pk}/",
        "/leden/",
        "/forum/bewaard/",
        "/forum/concepten/",
        "/meldingen/",
        "/zoeken/?q=Hottentotten",
        "/",
    ):
        page.goto(path)
        too_wide += [f"{path}: {which}" for which in page.evaluate(TOO_WIDE)]
    assert "; ".join(too_wide) == ""


def test_paper_has_the_talk_and_nothing_to_press(cast: Cast, home: str, browser: Browser) -> None:
    post = long_talk(cast)
    page, _ = page_of(cast.editor, home, browser)
    page.goto(f"/forum/onderwerp/{post.topic_id}/")
    assert pressable(page) > 20
    page.emulate_media(media="print")
    assert pressable(page) == 0
    expect(page.locator("#reageren")).to_be_hidden()
    expect(page.locator(f"#bericht-{post.pk} .prose")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def pressable(page: Page) -> int:
    return page.locator(":is(button, input, textarea, select, summary, trix-editor):visible").count()
