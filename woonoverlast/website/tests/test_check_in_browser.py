"""The door in Chromium on a phone: with and without script, without connection, with two phones, through a camera."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qrcode
from playwright.sync_api import Browser, Page, expect

from woonoverlast.attendance import badges
from woonoverlast.attendance.models import Attendance, How, Reading
from woonoverlast.attendance.tests.day import own_path, path, place, today
from woonoverlast.events.models import Event, SignUp
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good, assert_good_at_all_widths, assert_good_once
from woonoverlast.website.tests.writing import page_of

pytestmark = pytest.mark.browser
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
SIDE = 480


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def event(cast: Cast) -> Event:
    made = today(cast.coordinator)
    made.organisers.add(cast.colleague)
    for person in (cast.member, cast.outsider, cast.executive):
        place(made, person)
    return made


def of(event: Event, name: str) -> SignUp:
    return event.sign_ups.get(person__name=name)


def line(page: Page, name: str) -> Any:
    return page.locator(".door-line").filter(has_text=name)


def check_in(page: Page, name: str) -> None:
    line(page, name).get_by_role("button", name=re.compile("^Is er")).click()


def settled(page: Page) -> None:
    """Nothing waits in this phone any more."""
    expect(page.locator("[data-check-in]")).to_have_attribute("data-waiting", "0")


@with_and_without_script
def test_list_with_and_without_script(
    cast: Cast, event: Event, home: str, browser: Browser, script: bool, width: int
) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 740}, "java_script_enabled": script}
    page, heard = page_of(cast.coordinator, home, browser, **options)
    page.goto(path(event, "inchecken/"))
    check_in(page, "Member")
    expect(line(page, "Member").get_by_text(re.compile(r"Binnen om \d\d:\d\d"))).to_be_visible()
    expect(page.locator(".door-count")).to_have_text("1 van 3 binnen")
    if script:
        assert_good_once(page, "deur")
        settled(page)
    page.get_by_role("button", name=re.compile("^Draai terug.*Member")).click()
    expect(page.locator(".door-count")).to_have_text("0 van 3 binnen")
    page.get_by_label("Zoek op naam of organisatie").fill("outs")
    if not script:
        page.get_by_role("button", name="Zoek", exact=True).last.click()
    expect(line(page, "Member")).not_to_be_visible()
    expect(line(page, "Outsider")).to_be_visible()
    page.get_by_role("link", name="Iemand zonder aanmelding").click()
    page.get_by_label("Naam").fill("Piet van de Deur")
    if script:
        assert_good_once(page, "aan de deur")
    page.get_by_role("button", name="Laat binnen").click()
    expect(line(page, "Piet van de Deur").get_by_text("Binnen om")).to_be_visible()
    assert Attendance.objects.get().how == How.WALK_IN
    assert heard == []


def test_two_phones_without_connection_are_one_list_later(
    cast: Cast, event: Event, home: str, browser: Browser
) -> None:
    """Both read the same badge while away; the first reading stays, whoever comes back first."""
    first, _ = page_of(cast.coordinator, home, browser, **PHONE)
    second, _ = page_of(cast.colleague, home, browser, **PHONE)
    for page in (first, second):
        page.goto(path(event, "inchecken/"))
        page.context.set_offline(True)
    check_in(first, "Member")
    check_in(first, "Executive")
    expect(first.get_by_text("Geen verbinding. Ga gewoon door: 2 aankomsten wachten op verbinding.")).to_be_visible()
    assert_good(first, "zonder verbinding")
    second.wait_for_timeout(2_000)
    check_in(second, "Member")
    expect(line(second, "Member").get_by_text("Binnen om")).to_be_visible()
    assert not Attendance.objects.exists()
    second.context.set_offline(False)
    settled(second)
    late = Attendance.objects.get()
    assert late.by == cast.colleague
    first.context.set_offline(False)
    settled(first)
    found = Attendance.objects.get(sign_up=of(event, "Member"))
    assert found.at < late.at
    assert found.by == cast.coordinator
    assert (Attendance.objects.count(), Reading.objects.count()) == (2, 3)
    second.reload()
    expect(second.locator(".door-count")).to_have_text("2 van 3 binnen")


def test_answer_that_got_lost_is_sent_again_and_counts_once(
    cast: Cast, event: Event, home: str, browser: Browser
) -> None:
    """The server wrote it down, the phone never heard."""
    page, _ = page_of(cast.coordinator, home, browser, **PHONE)
    page.goto(path(event, "inchecken/"))
    page.wait_for_load_state("networkidle")
    lost: list[int] = []

    def lose(route: Any) -> None:
        if "mark" in (route.request.post_data or "") and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/inchecken/scans/", lose)
    check_in(page, "Member")
    expect(page.get_by_text("1 aankomst wacht op verbinding.")).to_be_visible()
    assert lost == [200]
    check_in(page, "Outsider")
    settled(page)
    assert (Attendance.objects.count(), Reading.objects.count()) == (2, 2)


def test_page_opens_again_without_connection(cast: Cast, event: Event, home: str, browser: Browser) -> None:
    page, _ = page_of(cast.coordinator, home, browser, **PHONE)
    page.goto(path(event, "inchecken/"))
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)")
    page.context.set_offline(True)
    check_in(page, "Member")
    page.reload()
    expect(line(page, "Member").get_by_text("Binnen om")).to_be_visible()
    expect(page.get_by_text("1 aankomst wacht op verbinding.")).to_be_visible()
    check_in(page, "Outsider")
    page.context.set_offline(False)
    settled(page)
    assert Attendance.objects.count() == 2


def test_logged_out_phone_keeps_what_it_read(cast: Cast, event: Event, home: str, browser: Browser) -> None:
    page, _ = page_of(cast.coordinator, home, browser, **PHONE)
    page.goto(path(event, "inchecken/"))
    page.context.clear_cookies()
    check_in(page, "Member")
    expect(page.get_by_text("Je bent uitgelogd. Log opnieuw in: wat je scande, blijft bewaard.")).to_be_visible()
    assert not Attendance.objects.exists()
    assert "inchecken|" in page.evaluate("Object.keys(localStorage).join()")


# The camera -------------------------------------------------------------------------------------------------------


@pytest.fixture
def camera(event: Event, tmp_path: Path, launch_browser: Any) -> Iterator[Browser]:
    """A browser whose camera sees the badge of Member."""
    film = tmp_path / "badge.y4m"
    film.write_bytes(film_of(badges.link(of(event, "Member"))))
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
    ]
    browser = launch_browser(args=[*arguments, f"--use-file-for-fake-video-capture={film}"])
    yield browser
    browser.close()


def film_of(text: str) -> bytes:
    """A film of one picture: the code, as large as it goes, on white."""
    made = qrcode.QRCode(border=4)
    made.add_data(text)
    rows = made.get_matrix()
    size = SIDE // len(rows)
    edge = (SIDE - size * len(rows)) // 2
    blank = b"\xeb" * SIDE
    lines = [b"\xeb" * edge + b"".join((b"\x10" if dark else b"\xeb") * size for dark in row) for row in rows]
    picture = [blank] * edge + [one.ljust(SIDE, b"\xeb") for one in lines for _ in range(size)]
    luma = b"".join((picture + [blank] * SIDE)[:SIDE])
    return f"YUV4MPEG2 W{SIDE} H{SIDE} F10:1 Ip A1:1 C420jpeg\nFRAME\n".encode() + luma + b"\x80" * (SIDE * SIDE // 2)


def test_camera_reads_a_badge(cast: Cast, event: Event, home: str, camera: Browser) -> None:
    page, heard = page_of(cast.coordinator, home, camera, **PHONE)
    page.goto(path(event, "inchecken/"))
    page.get_by_role("button", name="Scan codes").click()
    expect(page.locator("[data-result]")).to_have_text("Member is binnen.")
    assert_good(page, "scannen")
    settled(page)
    assert Attendance.objects.get().how == How.SCANNED
    page.wait_for_timeout(1_000)  # the badge stays before the camera
    page.get_by_role("button", name="Stop met scannen").click()
    assert Reading.objects.count() == 1
    page.get_by_role("button", name="Scan codes").click()
    page.wait_for_timeout(4_500)
    page.get_by_role("button", name="Stop met scannen").click()
    page.wait_for_timeout(4_200)
    page.get_by_role("button", name="Scan codes").click()
    expect(page.locator("[data-result]")).to_have_text(re.compile(r"^Member was al binnen om \d\d:\d\d\.$"))
    settled(page)
    assert Attendance.objects.count() == 1
    assert heard == []


def test_participant_checks_himself_in_on_a_phone(cast: Cast, event: Event, home: str, browser: Browser) -> None:
    page, heard = page_of(cast.member, home, browser, **PHONE)
    page.goto(own_path(of(event, "Member"), "badge/"))
    expect(page.get_by_alt_text("QR-code van je plaats")).to_be_visible()
    assert page.locator(".badge-card__picture").evaluate("image => image.naturalWidth") > 0
    assert_good(page, "badge")
    page.goto(path(event, "ik-ben-er/"))
    assert_good(page, "ik ben er")
    page.get_by_label("Code van het scherm").fill(badges.screen_code(event).lower())
    page.get_by_role("button", name="Ik ben er").click()
    expect(page.get_by_text("Je hoeft niets meer te doen.")).to_be_visible()
    assert Attendance.objects.get().how == How.CODE
    assert heard == []


def test_screen_of_the_hall(cast: Cast, event: Event, home: str, browser: Browser) -> None:
    page, heard = page_of(cast.coordinator, home, browser)
    page.goto(path(event, "inchecken/scherm/"))
    expect(page.locator(".hall__code")).to_have_text(badges.screen_code(event))
    assert_good_at_all_widths(page, "scherm")
    assert heard == []
