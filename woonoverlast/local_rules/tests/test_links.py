"""Links are tried once a week; nothing inside the own network is ever asked."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.local_rules import links
from woonoverlast.local_rules.links import Opener, Unreachable
from woonoverlast.local_rules.models import CheckedLink
from woonoverlast.local_rules.tests.making import here, path, say
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

URL = "https://regels.example/artikel"


class Answers(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        name = urlsplit(self.path).path.strip("/")
        if name == "inside":
            self.send_response(302)
            self.send_header("Location", "https://127.0.0.1/beheer/")
        elif name == "further":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif name == "round":
            self.send_response(301)
            self.send_header("Location", "/round")
        else:
            self.send_response(
                405 if name == "gets" and self.command == "HEAD" else int(name) if name.isdigit() else 200
            )
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    """Every name leads to a server of this test, except addresses inside, which are judged as in real life."""
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def ask(method: str, url: str) -> tuple[int, str]:
        host = urlsplit(url).hostname or ""
        if not host.endswith(".example"):
            links.public_address(host)
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request(method, links.target_of(url))
        response = connection.getresponse()
        found = response.status, response.headers.get("Location", "")
        connection.close()
        return found

    yield ask
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("200", ""),
        ("gets", ""),
        ("further", ""),
        ("403", ""),
        ("429", ""),
        ("404", "fout 404"),
        ("410", "fout 410"),
        ("500", "fout 500"),
        ("round", "blijft doorverwijzen"),
        ("inside", "niet op het open internet"),
    ],
)
def test_what_a_server_says(opener: Opener, name: str, says: str) -> None:
    trouble = links.trouble_with(f"https://regels.example/{name}", opener=opener)
    assert says in trouble
    assert bool(trouble) == bool(says)


@pytest.mark.parametrize(
    "url",
    [
        "http://regels.example/",
        "https://regels.example:8443/",
        "https://naam:geheim@regels.example/",
        "https:///pad",
        "ftp://regels.example/",
        "https://regels.example:99999/",
        "https://[::1",
    ],
)
def test_only_plain_https_is_tried(url: str) -> None:
    def never(method: str, url: str) -> tuple[int, str]:
        raise AssertionError("was opened")

    assert links.trouble_with(url, opener=never)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not links.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400e:80c::200e"])
def test_addresses_outside_are_public(address: str) -> None:
    assert links.is_public(address)


def test_a_name_with_one_address_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*addresses: str) -> object:
        return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve("8.8.8.8", "10.0.0.1"))
    with pytest.raises(Unreachable):
        links.public_address("regels.example")
    monkeypatch.setattr(socket, "getaddrinfo", resolve("8.8.8.8"))
    assert links.public_address("regels.example") == "8.8.8.8"


def test_the_real_opener_refuses_this_machine() -> None:
    assert "open internet" in links.trouble_with("https://localhost/", opener=links.open_link)
    assert "open internet" in links.trouble_with("https://127.0.0.1/", opener=links.open_link)
    assert "open internet" in links.trouble_with("https://[::1]/", opener=links.open_link)


def answering(status: int) -> Opener:
    return lambda method, url: (status, "")


@pytest.mark.django_db
def test_day_on_which_it_broke_stays_until_it_works_again(cast: Cast) -> None:
    say(here(cast), url=URL)
    assert links.check_all(opener=answering(200)) == 0
    assert links.check_all(opener=answering(404)) == 1
    first = CheckedLink.objects.get().broken_since
    assert first
    CheckedLink.objects.update(broken_since=first - timedelta(days=7))
    links.check_all(opener=answering(410))
    assert CheckedLink.objects.get().broken_since == first - timedelta(days=7)
    links.check_all(opener=answering(200))
    assert CheckedLink.objects.get().broken_since is None


@pytest.mark.django_db
def test_page_and_editors_see_it(cast: Cast) -> None:
    said = say(here(cast), url=URL, confirmed_at=timezone.now())
    assert "link werkt niet meer" not in text_of(Client().get(path(cast)))
    links.check_all(opener=answering(404))
    assert "link werkt niet meer sinds" in text_of(Client().get(path(cast)))
    assert f"Link werkt niet meer: {said}" in text_of(logged_in(cast.editor).get("/beheer/"))


@pytest.mark.django_db
def test_link_that_nobody_gives_any_more_is_forgotten(cast: Cast) -> None:
    said = say(here(cast), url=URL)
    links.check_all(opener=answering(404))
    type(said).objects.update(replaced_at=timezone.now())
    links.check_all(opener=answering(404))
    assert not CheckedLink.objects.exists()
