"""Every way in which sending a form ends badly, in Chromium: title, theme, labels and text are there again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from woonoverlast.forum.models import Draft, Topic
from woonoverlast.forum.tests.helpers import a_theme, ask_question, subject
from woonoverlast.moderation.models import Report
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.writing import SAVED, ask, log_in, page_of, write

pytestmark = pytest.mark.browser

TITLE = "Wat doe je tegen harde muziek in een flat?"
STORY = "Een heel verhaal over overlast."
REFUSED: FilePayload = {"name": "virus.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x00\x00"}


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    a_theme()
    subject()
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def member(cast: Cast, home: str, browser: Browser) -> Page:
    page, _ = page_of(cast.member, home, browser)
    return page


def fill_in(page: Page, *, title: str = TITLE, text: str = STORY) -> None:
    ask(page, title=title, text=text)
    page.locator("details:not([open])", has=page.get_by_label("Geluid")).locator("summary").click()
    page.get_by_label("Geluid").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Plaats op het forum").click()


def all_is_there(page: Page, *, title: str = TITLE, text: str = STORY) -> None:
    expect(page.locator("trix-editor")).to_have_text(text)
    expect(page.get_by_label("Titel")).to_have_value(title)
    expect(page.get_by_label("Thema")).to_have_value("proef")
    expect(page.get_by_label("Geluid")).to_be_checked()


def test_connection_that_breaks_off_while_sending(member: Page) -> None:
    fill_in(member)
    member.route(
        "**/forum/nieuw/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    send(member)
    member.wait_for_url("chrome-error://**")
    member.goto("/forum/nieuw/")
    all_is_there(member)
    assert not Topic.objects.exists()


def test_refused_file(member: Page) -> None:
    fill_in(member)
    member.locator("input[type=file]").set_input_files(REFUSED)
    send(member)
    expect(member.locator("[data-error-summary]")).to_be_visible()
    all_is_there(member)
    assert member.title().startswith("Fout:")


def test_back_to_a_form_that_came_back_with_errors(member: Page) -> None:
    fill_in(member, title="Kort")
    send(member)
    expect(member.locator("[data-error-summary]")).to_be_visible()
    member.goto("/forum/")
    member.go_back()
    all_is_there(member, title="Kort")
    member.reload()
    all_is_there(member, title="Kort")


def test_cookies_that_are_gone(cast: Cast, home: str, member: Page) -> None:
    fill_in(member)
    member.context.clear_cookies()
    send(member)
    expect(member.get_by_text(STORY)).to_be_visible()
    log_in(member.context, cast.member, home)
    member.goto("/forum/nieuw/")
    all_is_there(member)


def test_session_that_ended(cast: Cast, home: str, member: Page) -> None:
    fill_in(member)
    Session.objects.all().delete()
    send(member)
    expect(member.get_by_text("Je bent uitgelogd terwijl je schreef")).to_be_visible()
    log_in(member.context, cast.member, home)
    member.goto("/forum/nieuw/")
    all_is_there(member)


def test_logged_in_again_in_another_tab(cast: Cast, home: str, member: Page) -> None:
    fill_in(member)
    member.context.clear_cookies()
    log_in(member.context, cast.member, home)
    send(member)
    again = member.get_by_role("button", name="Verstuur opnieuw")
    again.or_(member.get_by_role("heading", name=TITLE)).first.wait_for()
    if again.count():
        expect(member.get_by_text(STORY)).to_be_visible()
        again.click()
    expect(member.get_by_role("heading", name=TITLE)).to_be_visible()
    assert Topic.objects.get().labels.get().slug == "geluid"


def test_browser_that_closes_while_sending(cast: Cast, home: str, browser: Browser, member: Page) -> None:
    fill_in(member)
    member.route(
        "**/forum/nieuw/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    member.route("**/concepten/bewaren/", lambda route: route.abort())
    send(member)
    member.wait_for_url("chrome-error://**")
    kept = member.context.storage_state()
    member.context.close()
    again = browser.new_context(base_url=home, storage_state=kept).new_page()
    again.goto("/forum/nieuw/")
    all_is_there(again)


def test_clock_of_the_server_that_is_ahead(cast: Cast, member: Page) -> None:
    """What was typed after the last answer of the server is newer than that answer, whatever the clocks say."""
    fill_in(member, text="Begin")
    expect(member.locator(SAVED)).to_contain_text("Concept bewaard")
    Draft.objects.update(saved_at=timezone.now() + timedelta(minutes=1))
    member.route("**/concepten/bewaren/", lambda route: route.abort())
    write(member, " en vervolg")
    member.goto("/forum/")
    member.unroute("**/concepten/bewaren/")
    member.goto("/forum/nieuw/")
    all_is_there(member, text="Begin en vervolg")


def test_what_is_chosen_while_a_kept_text_is_looked_for_stays(member: Page) -> None:
    """The kept text is offered beside it instead of put back over it."""
    member.route("**/concepten/bewaren/", lambda route: route.abort())
    ask(member, title=TITLE, text=STORY)
    expect(member.locator(SAVED)).to_contain_text("Je tekst staat op dit apparaat")
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    member.route("**/concepten/bewaren/?*", hold)
    with member.expect_request("**/concepten/bewaren/?*"):
        member.goto("/forum/nieuw/")
    member.get_by_label("Thema").select_option("proef")
    asked[0].abort()
    expect(member.get_by_text("Er is nog een andere versie van je tekst")).to_be_visible()
    expect(member.get_by_label("Thema")).to_have_value("proef")
    expect(member.get_by_label("Titel")).to_have_value("")


# Forms without a draft


def test_back_to_a_plain_form_that_came_back_with_errors(cast: Cast, member: Page) -> None:
    post = ask_question(cast.outsider).opening
    member.goto(f"/forum/reactie/{post.pk}/melden/")
    member.locator("textarea").fill("Bel mij op 06-28371940.")
    member.locator("form.form button[type=submit]").click()
    expect(member.locator("[data-error-summary]")).to_be_visible()
    member.goto("/forum/")
    member.go_back()
    expect(member.locator("textarea")).to_have_value("Bel mij op 06-28371940.")
    member.reload()
    expect(member.locator("textarea")).to_have_value("Bel mij op 06-28371940.")
    member.goto("/forum/")
    member.goto(f"/forum/reactie/{post.pk}/melden/")
    expect(member.locator("textarea")).to_have_value("")


def test_connection_that_breaks_off_while_sending_a_plain_form(cast: Cast, member: Page) -> None:
    post = ask_question(cast.outsider).opening
    member.goto(f"/forum/reactie/{post.pk}/melden/")
    member.locator("input[type=radio]").first.check()
    member.locator("textarea").fill("Dit lijkt mij niet goed.")
    member.route("**/melden/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    member.locator("form.form button[type=submit]").click()
    member.wait_for_url("chrome-error://**")
    member.goto(f"/forum/reactie/{post.pk}/melden/")
    expect(member.locator("textarea")).to_have_value("Dit lijkt mij niet goed.")
    expect(member.locator("input[type=radio]").first).to_be_checked()
    member.unroute("**/melden/")
    member.locator("form.form button[type=submit]").click()
    member.wait_for_url("**/forum/onderwerp/**")
    assert Report.objects.get().text == "Dit lijkt mij niet goed."


# Without script


@pytest.fixture
def plain(cast: Cast, home: str, browser: Browser) -> Page:
    page, _ = page_of(cast.member, home, browser, java_script_enabled=False)
    return page


def all_is_there_plainly(page: Page, *, title: str = TITLE) -> None:
    expect(page.locator("textarea[data-rich]")).to_have_value(STORY)
    expect(page.get_by_label("Titel")).to_have_value(title)
    expect(page.get_by_label("Thema")).to_have_value("proef")
    expect(page.get_by_label("Geluid")).to_be_checked()


def test_back_without_script_from_a_form_that_came_back_with_errors(plain: Page) -> None:
    fill_in(plain, title="Kort")
    send(plain)
    expect(plain.locator("[data-error-summary]")).to_be_visible()
    all_is_there_plainly(plain, title="Kort")
    plain.go_back()
    all_is_there_plainly(plain, title="Kort")


def test_without_script_the_form_has_what_was_refused(plain: Page) -> None:
    """Back to the answer itself asks the user to send it again, which a browser that is driven cannot say yes to."""
    fill_in(plain, title="Kort")
    send(plain)
    expect(plain.locator("[data-error-summary]")).to_be_visible()
    plain.goto("/forum/")
    plain.goto("/forum/nieuw/")
    all_is_there_plainly(plain, title="Kort")
    plain.get_by_label("Titel").fill(TITLE)
    send(plain)
    expect(plain.get_by_role("heading", name=TITLE)).to_be_visible()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("script", [True, False])
def test_back_to_the_step_that_asks_whether_it_exists(cast: Cast, home: str, browser: Browser, script: bool) -> None:
    """Without the list while typing that step comes in between; what was typed stands there again after Back."""
    ask_question(cast.outsider)
    page, _ = page_of(cast.member, home, browser, java_script_enabled=script)
    page.route("**/forum/vergelijkbaar/**", lambda route: route.abort())
    fill_in(page)
    send(page)
    expect(page.get_by_role("heading", name="Bestaat dit al?")).to_be_visible()
    page.get_by_role("link", name="Wat doe je tegen harde muziek?").first.click()
    expect(page.get_by_role("heading", name="Wat doe je tegen harde muziek?", exact=True)).to_be_visible()
    if script:
        page.go_back()
        all_is_there(page)
    else:
        page.goto("/forum/nieuw/")
        all_is_there_plainly(page)
    assert not Topic.objects.filter(title=TITLE).exists()
