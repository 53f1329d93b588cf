"""Writing on the forum in Chromium: the journey with and without script, and the accidents in which no text is lost."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from woonoverlast.forum.models import Draft, Post, Topic
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_at_all_widths, assert_good_once
from woonoverlast.website.tests.writing import SAVED, ask, html_of, log_in, page_of, write

pytestmark = pytest.mark.browser

TITLE = "Wat doe je tegen harde muziek in een flat?"
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>'
    '<!--StartFragment--><p class=MsoNormal style="margin:0"><span style="font-size:11pt">Uit <b>Word</b><o:p></o:p>'
    '</span></p><p class=MsoListParagraph style="mso-list:l0"><!--[if !supportLists]--><span style="mso-list:Ignore">·'
    '<span style="font:7pt">&nbsp;&nbsp; </span></span><!--[endif]-->Een punt</p></body></html>'
)
PASTE = """html => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "Uit Word");
    const more = { inputType: "insertFromPaste", dataTransfer: data, bubbles: true, cancelable: true };
    document.querySelector("trix-editor").dispatchEvent(new InputEvent("beforeinput", more));
}"""


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    a_theme()
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@with_and_without_script
def test_ask_answer_accept_and_find_again(cast: Cast, home: str, browser: Browser, width: int, script: bool) -> None:
    ask_question(cast.outsider)
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "java_script_enabled": script}
    asker, heard = page_of(cast.member, home, browser, **options)
    ask(asker, title=TITLE, text="Wij zoeken wat werkt.")
    if script:
        expect(asker.get_by_text("Misschien bestaat dit al")).to_be_visible()
        assert_good_once(asker, "nieuw")
    asker.get_by_role("button", name="Plaats op het forum").click()
    if not script:
        expect(asker.get_by_role("heading", name="Bestaat dit al?")).to_be_visible()
        asker.get_by_role("button", name="Toch plaatsen").click()
    expect(asker.get_by_role("heading", name=TITLE)).to_be_visible()
    helper, heard_by_helper = page_of(cast.colleague, home, browser, **options)
    helper.goto(asker.url)
    write(helper, "Eerst samen meten.")
    helper.get_by_role("button", name="Plaats reactie").click()
    expect(helper.locator(".prose", has_text="Eerst samen meten.").first).to_be_visible()
    if script:
        assert_good_once(helper, "onderwerp")
    asker.reload()
    asker.get_by_role("button", name="Dit is het beste antwoord").click()
    expect(asker.get_by_role("status").filter(has_text="Dit is nu het beste antwoord.")).to_be_visible()
    asker.goto("/forum/proef/")
    expect(asker.locator(".topic-line", has_text=TITLE)).to_contain_text("beste antwoord gekozen")
    assert heard + heard_by_helper == []


@pytest.fixture
def member(cast: Cast, home: str, browser: Browser) -> Page:
    page, _ = page_of(cast.member, home, browser)
    return page


def saved(page: Page, text: str = "Concept bewaard") -> None:
    expect(page.locator(SAVED)).to_contain_text(text, timeout=15_000)


def kept_at_last(page: Page, text: str) -> None:
    """The draft holds this text: on a busy machine the page may first have saved what stood there a moment before."""
    for _ in range(60):
        saved(page)
        if text in Draft.objects.get().data["body"]:
            return
        page.wait_for_timeout(250)
    raise AssertionError(Draft.objects.get().data["body"])


@pytest.mark.parametrize("path", ["/forum/nieuw/", "/forum/concepten/", "/forum/casus/nieuw/", "wijzigen", "reageren"])
def test_writing_pages_are_accessible_and_quiet(cast: Cast, home: str, browser: Browser, path: str) -> None:
    topic = ask_question(cast.member)
    places = {"wijzigen": f"/forum/reactie/{topic.opening.pk}/wijzigen/"}
    places["reageren"] = f"/forum/onderwerp/{topic.pk}/reageren/?citaat={topic.opening.pk}"
    page, heard = page_of(cast.member, home, browser)
    page.goto(places.get(path, path))
    if path != "/forum/concepten/":
        write(page, "Een woord. ")
    assert_good_at_all_widths(page, path)
    assert heard == []


def test_draft_comes_back_and_goes_with_posting(cast: Cast, member: Page) -> None:
    ask(member, title=TITLE, text="Half af")
    saved(member)
    member.goto("/forum/")
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Half af")
    expect(member.get_by_label("Thema")).to_have_value("proef")
    member.get_by_role("button", name="Plaats op het forum").click()
    expect(member.get_by_role("heading", name=TITLE)).to_be_visible()
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("")
    assert not Draft.objects.exists()


def test_text_is_kept_when_the_tab_closes_at_once(member: Page) -> None:
    ask(member, title=TITLE, text="Nog geen tel oud")
    member.goto("/forum/")
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Nog geen tel oud")


SLOW = "const soon = requestAnimationFrame; window.requestAnimationFrame = f => setTimeout(() => soon(f), 1000)"


def test_text_is_kept_when_the_tab_closes_before_the_editor_was_ready(member: Page) -> None:
    member.add_init_script(SLOW.replace("1000", "60_000"))
    ask(member, title=TITLE, text="Nog voor het begin")
    member.goto("/forum/")
    quick = member.context.new_page()
    quick.goto("/forum/nieuw/")
    expect(quick.locator("trix-editor")).to_have_text("Nog voor het begin")


def test_text_typed_before_the_editor_was_ready_is_kept(member: Page) -> None:
    member.add_init_script(SLOW)
    ask(member, title=TITLE, text="Meteen begonnen")
    saved(member)  # without a further letter: what was typed before it started counts
    member.goto("/forum/")
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Meteen begonnen")


def test_lost_connection_keeps_the_text_and_saves_it_later(member: Page) -> None:
    ask(member, title=TITLE, text="Begin")
    saved(member)
    member.context.set_offline(True)
    write(member, " en vervolg")
    saved(member, "Geen verbinding")
    member.get_by_role("button", name="Plaats op het forum").click()
    saved(member, "Plaats hem zodra je weer verbinding hebt")
    member.context.set_offline(False)
    kept_at_last(member, "vervolg")


def test_text_of_a_lost_connection_is_there_after_a_reload(cast: Cast, member: Page) -> None:
    ask(member, title=TITLE, text="Zonder")
    member.context.set_offline(True)
    write(member, " net")
    saved(member, "Geen verbinding")
    member.context.set_offline(False)
    member.route("**/concepten/bewaren/", lambda route: route.abort())
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Zonder net")


def test_page_that_was_asked_for_before_the_draft_was_saved_shows_it(cast: Cast, member: Page) -> None:
    before = member.request.get("/forum/nieuw/").body()
    ask(member, title=TITLE, text="Net voor het herladen")
    saved(member)
    member.route("**/forum/nieuw/", lambda route: route.fulfill(body=before, content_type="text/html"))
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Net voor het herladen")


def test_draft_that_was_thrown_away_stays_away(cast: Cast, member: Page) -> None:
    ask(member, title=TITLE, text="Toch maar niet")
    saved(member)
    member.goto("/forum/concepten/")
    member.get_by_role("button", name="Wis").click()
    with member.expect_response("**/concepten/bewaren/?*"):
        member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("")


def test_expired_session_keeps_the_text_until_after_logging_in(cast: Cast, home: str, member: Page) -> None:
    ask(member, title=TITLE, text="Voor het uitloggen")
    saved(member)
    Session.objects.all().delete()
    write(member, " en erna")
    saved(member, "Je bent uitgelogd")
    log_in(member.context, cast.member, home)
    write(member, "!")
    member.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # back from the tab of the log-in
    kept_at_last(member, "en erna!")


def test_posting_while_logged_out_shows_the_text_and_later_puts_it_back(cast: Cast, home: str, member: Page) -> None:
    ask(member, title=TITLE, text="Een heel verhaal over overlast.")
    Session.objects.all().delete()
    member.get_by_role("button", name="Plaats op het forum").click()
    expect(member.get_by_text("Je bent uitgelogd terwijl je schreef")).to_be_visible()
    assert "Een heel verhaal over overlast." in member.content()
    log_in(member.context, cast.member, home)
    member.goto("/forum/nieuw/")
    expect(member.locator("trix-editor")).to_have_text("Een heel verhaal over overlast.")


def test_two_tabs_keep_both_texts(member: Page) -> None:
    other = member.context.new_page()
    other.goto("/forum/nieuw/")
    ask(member, title=TITLE, text="Eerste tabblad")
    saved(member)
    write(other, "Tweede tabblad")
    saved(other, "ander tabblad")
    assert "Eerste" in Draft.objects.get().data["body"]
    other.goto("/forum/nieuw/")
    other.get_by_role("button", name="Zet die terug").or_(other.get_by_text("Tweede tabblad")).first.wait_for()
    if other.get_by_role("button", name="Zet die terug").count():
        other.get_by_role("button", name="Zet die terug").click()
    expect(other.locator("trix-editor")).to_have_text("Tweede tabblad")


def test_double_click_posts_once(member: Page) -> None:
    ask(member, title=TITLE, text="Eén keer")
    member.get_by_role("button", name="Plaats op het forum").dblclick()
    expect(member.get_by_role("heading", name=TITLE)).to_be_visible()
    assert Topic.objects.count() == Post.objects.count() == 1


def test_mistake_keeps_what_was_typed(member: Page) -> None:
    ask(member, title="Te kort", text="Blijft staan")
    member.get_by_role("button", name="Plaats op het forum").click()
    expect(member.locator(".error-summary")).to_be_visible()
    expect(member.locator("trix-editor")).to_have_text("Blijft staan")


def test_word_is_pasted_without_its_styles(member: Page, home: str) -> None:
    heard: list[str] = []
    member.on("console", lambda message: heard.append(message.text))
    ask(member, title=TITLE, text="Dit: ")
    member.evaluate(PASTE, WORD)
    expect(member.locator("trix-editor")).to_contain_text("Een punt")
    assert "style" not in html_of(member)
    member.get_by_role("button", name="Plaats op het forum").click()
    expect(member.get_by_role("heading", name=TITLE)).to_be_visible()
    assert "<strong>Word</strong>" in Post.objects.get().body
    assert "<ul><li>Een punt</li></ul>" in Post.objects.get().body
    # Chromium tells that the policy refused the styles of Word, before they go.
    assert [line for line in heard if not line.startswith("Applying inline style violates")] == []


def test_mention_by_keyboard_becomes_a_link_that_names(cast: Cast, member: Page) -> None:
    ask(member, title=TITLE, text="Dag @coll")
    option = member.get_by_role("option", name="Colleague")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(member.locator("trix-editor")).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    member.keyboard.press("Enter")
    member.keyboard.type("wat denk jij?")
    member.get_by_role("button", name="Plaats op het forum").click()
    expect(member.get_by_role("heading", name=TITLE)).to_be_visible()
    post = Post.objects.get()
    assert post.text == "Dag Colleague wat denk jij?"
    assert post.mentions.get().person == cast.colleague


def test_escape_leaves_the_sign_as_typed(member: Page) -> None:
    ask(member, title=TITLE, text="Dag @coll")
    names = member.locator("[role=listbox] [role=option]")
    names.first.wait_for()
    member.keyboard.press("Escape")
    expect(names.first).to_be_hidden()
    member.keyboard.type("ega")
    assert "<a" not in html_of(member)


def test_quote_stands_in_the_editor_and_writing_goes_on_below(cast: Cast, member: Page) -> None:
    post = answer(ask_question(cast.outsider), cast.colleague)
    member.goto(f"/forum/onderwerp/{post.topic_id}/?citaat={post.pk}#reageren")
    expect(member.locator("trix-editor blockquote")).to_contain_text("Colleague schreef:")
    member.locator("trix-editor").focus()
    member.keyboard.press("Control+End")
    member.keyboard.type("Eens.")
    member.get_by_role("button", name="Plaats reactie").click()
    expect(member.locator(".prose", has_text="Eens.").first).to_be_visible()
    assert Post.objects.latest("pk").body.endswith("</blockquote><p>Eens.</p>")


def test_rich_text_survives_an_edit(cast: Cast, member: Page) -> None:
    link = f'<a href="/leden/{cast.colleague.pk}/">{cast.colleague}</a>'
    body = f"<h2>Kop</h2><p>Een <strong>vet</strong><br>woord</p><p>Nog een</p><ol><li>x</li></ol><p>{link}</p>"
    post = ask_question(cast.member).opening
    Post.objects.filter(pk=post.pk).update(body=body)
    member.goto(f"/forum/reactie/{post.pk}/wijzigen/")
    expect(member.locator("trix-editor h2")).to_have_text("Kop")
    member.get_by_role("button", name="Sla op").click()
    expect(member.locator(".prose h2")).to_have_text("Kop")
    post.refresh_from_db()
    assert post.body == body


def drawn(page: Page) -> None:
    """The editor draws what was typed at the next frame, and takes the focus back for that: nobody tabs that fast."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_toolbar_is_reached_before_the_editor_was_ready(member: Page) -> None:
    member.add_init_script(SLOW)
    ask(member, title=TITLE, text="gewoon ")
    drawn(member)
    member.keyboard.press("Shift+Tab")
    expect(member.get_by_role("button", name="Vet")).to_be_focused()


def test_toolbar_works_by_keyboard(member: Page) -> None:
    ask(member, title=TITLE, text="gewoon ")
    drawn(member)
    member.keyboard.press("Shift+Tab")
    expect(member.get_by_role("button", name="Vet")).to_be_focused()
    member.keyboard.press("ArrowRight")
    expect(member.get_by_role("button", name="Schuin")).to_be_focused()
    member.keyboard.press("Enter")
    expect(member.get_by_role("button", name="Schuin")).to_have_attribute("aria-pressed", "true")
    expect(member.locator("trix-editor")).to_be_focused()
    member.keyboard.type("schuin", delay=40)  # as fast as somebody types
    expect(member.locator("textarea[data-rich]")).to_have_value(re.compile("<em>schuin</em>"))
    member.keyboard.press("Tab")
    expect(member.locator("trix-editor")).not_to_be_focused()


def test_one_click_says_that_it_is_answered_or_plays_here_too(cast: Cast, member: Page) -> None:
    topic = ask_question(cast.outsider)
    member.goto("/forum/nieuw/")
    member.get_by_label("Titel").fill("Wat doe je tegen harde muziek")
    member.get_by_role("button", name="Dat is mijn antwoord").click()
    expect(member.get_by_text("Mooi, dit bestond al.")).to_be_visible()
    member.goto("/forum/nieuw/")
    member.get_by_label("Titel").fill("Wat doe je tegen harde muziek")
    member.get_by_role("region", name="Dit lijkt erop").get_by_role("button", name="Wij ook").click()
    expect(member.get_by_role("heading", name=topic.title)).to_be_visible()
    assert topic.me_too.filter(person=cast.member).exists()


@pytest.mark.parametrize("width", [1280, 360])
def test_what_was_replaced_stays_replaced(cast: Cast, home: str, browser: Browser, width: int) -> None:
    page, heard = page_of(cast.member, home, browser, viewport={"width": width, "height": 800})
    ask(page, title=TITLE, text="Bel de bewoner op 06-12345678.")
    page.get_by_role("button", name="Plaats op het forum").click()
    assert_good_once(page, "bevindingen")
    page.get_by_role("button", name="Vervang").first.click()
    expect(page.locator("trix-editor")).to_have_text("Bel de bewoner op [telefoonnummer].")
    expect(page.get_by_text("staat er weer")).to_be_hidden()
    page.get_by_role("button", name="Plaats op het forum").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert Post.objects.get(author=cast.member).text == "Bel de bewoner op [telefoonnummer]."
    assert [message for message in heard if "422" not in message] == []
