"""A round trip through a real CalDAV server: our files are taken, updated, cancelled and found by their time."""

import http.client
import re
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from woonoverlast.events import lines
from woonoverlast.events.lines import Item
from woonoverlast.events.tests.test_calendars import AMSTERDAM, item

CALENDAR = "/lid/agenda/"
DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
QUERY = """<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{}" end="{}"/></c:comp-filter></c:comp-filter></c:filter>
</c:calendar-query>"""


class Server:
    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        authorisation = "Basic " + b64encode(b"lid:geheim").decode()
        connection.request(method, path, body, {"Authorization": authorisation, **headers})
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response

    def put(self, made: Item) -> int:
        kind = {"Content-Type": "text/calendar; charset=utf-8"}
        return self.ask("PUT", path_of(made), lines.file([made]), **kind).status

    def get(self, made: Item) -> Any:
        response = self.ask("GET", path_of(made))
        assert response.status == 200
        return next(iter(Calendar.from_ical(response.body).walk("VEVENT")))  # type: ignore[attr-defined]

    def between(self, start: datetime, end: datetime) -> list[Any]:
        moments = (f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in (start, end))
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        response = self.ask("REPORT", CALENDAR, QUERY.format(*moments).encode(), **headers)
        assert response.status == 207
        found = ET.fromstring(response.body).iter(DATA)  # type: ignore[attr-defined]  # noqa: S314 a server of our own
        return [event for data in found for event in Calendar.from_ical(data.text or "").walk("VEVENT")]

    def everything(self) -> list[Any]:
        return self.between(datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))


def path_of(made: Item) -> str:
    return f"{CALENDAR}{re.sub('[^a-z0-9]', '-', made.uid)}.ics"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("caldav")
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(settings(folder, port))], stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            wait_for(port, process)
            yield Server(port)
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def settings(folder: Path, port: int) -> Path:
    (folder / "users").write_text("lid:geheim\n")
    path = folder / "config"
    path.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
        f"htpasswd_encryption = plain\n[storage]\nfilesystem_folder = {folder}/store\n"
    )
    return path


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server stopped"
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not come up")


@pytest.fixture
def server(running: Server) -> Server:
    """With an empty calendar."""
    running.ask("DELETE", CALENDAR)
    assert running.ask("MKCALENDAR", CALENDAR).status == 201
    return running


def test_file_goes_in_and_comes_back(server: Server) -> None:
    made = item(title="Regie; wie, wat\nen é")
    assert server.put(made) == 201
    found = server.get(made)
    assert str(found["SUMMARY"]) == made.title
    assert found["DTSTART"].dt.astimezone(UTC) == made.starts_at.astimezone(UTC)
    assert (str(found["UID"]), found["SEQUENCE"], found["STATUS"]) == (made.uid, 0, "CONFIRMED")


def test_update_replaces_and_does_not_add(server: Server) -> None:
    made = item()
    server.put(made)
    later = made.starts_at + timedelta(days=7)
    moved = replace(made, sequence=1, starts_at=later, ends_at=later + timedelta(hours=3))
    assert server.put(moved) in {201, 204}
    (found,) = server.everything()
    assert (found["SEQUENCE"], found["DTSTART"].dt.astimezone(UTC)) == (1, later.astimezone(UTC))
    assert server.between(made.starts_at, made.ends_at) == []
    assert len(server.between(moved.starts_at, moved.ends_at)) == 1


def test_another_event_is_added(server: Server) -> None:
    """The control of the test before this one: only the same UID replaces."""
    server.put(item())
    server.put(item(uid="2@woonoverlast.example"))
    assert len(server.everything()) == 2


def test_cancellation_arrives(server: Server) -> None:
    made = item()
    server.put(made)
    server.put(replace(made, sequence=2, status="CANCELLED", title="Gaat niet door: Regie"))
    (found,) = server.everything()
    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 2)


@pytest.mark.parametrize(("day", "hour_in_utc"), [((2026, 10, 24), 11), ((2026, 10, 25), 12), ((2027, 3, 27), 12), ((2027, 3, 28), 11)])  # fmt: skip
def test_server_finds_it_at_the_right_hour_around_the_change_of_the_clock(
    server: Server, day: tuple[int, int, int], hour_in_utc: int
) -> None:
    """One in the afternoon in Amsterdam; the server works that out from the file."""
    starts_at = datetime(*day, 13, tzinfo=AMSTERDAM)
    server.put(item(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)))
    hour = datetime(*day, hour_in_utc, tzinfo=UTC)
    assert len(server.between(hour, hour + timedelta(hours=1))) == 1
    assert server.between(hour - timedelta(hours=1), hour) == []
    assert server.between(hour + timedelta(hours=1), hour + timedelta(hours=2)) == []


def test_whole_feed_goes_in_at_once(server: Server) -> None:
    """A program that copies a feed: a calendar made of one file with several events."""
    several = [item(uid=f"{number}@woonoverlast.example", title=f"Nummer {number}") for number in range(5)]
    kind = {"Content-Type": "text/calendar; charset=utf-8"}
    assert server.ask("PUT", CALENDAR.rstrip("/") + "/", lines.file(several, name="Agenda"), **kind).status == 201
    assert {str(event["SUMMARY"]) for event in server.everything()} == {made.title for made in several}


def test_server_refuses_what_is_no_calendar(server: Server) -> None:
    broken = lines.file([item()]).replace(b"END:VEVENT\r\n", b"")
    assert server.ask("PUT", f"{CALENDAR}x.ics", broken, **{"Content-Type": "text/calendar"}).status == 400
    assert server.everything() == []
