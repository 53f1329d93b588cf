"""Follow every link of every role in the demonstration community: no dead end, no fault, no English, no loose style."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from woonoverlast.people.models import Person
from woonoverlast.website.tests.test_access_matrix import read_through

ROLES = {
    "visitor": "",
    "member": "lid@voorbeeld.example",
    "steward": "beheerder@voorbeeld.example",
    "editor": "redactie@voorbeeld.example",
    "applicant": "aanvrager@voorbeeld.example",
}
MAX_OF_A_KIND = 2
ENGLISH = re.compile(r"\b(the|Submit|Sign in|Sign up|Log in with|Password|Search|Next|Previous|This field)\b")
# A GET of these ends the crawl's own log-in or leaves to a third party's steps.
MAILS = "/opmaak/"  # a mail as mail programs show it: in a sandbox, with its look in its lines
# What tells pages of one shape apart.
NAMES = re.compile(
    r"(?<=/instrumenten/)(?!ladder/|alles/|[^/]*\.)[^/?]+|(?<=/praktijk/)(?!nieuw)[^/?]+|(?<=/lokale-regels/gemeente/)[^/?]+(?:/[^/?]+)?|[^/?=&]*\d[^/?=&]*|(?<=/gemeenten/)[^/?]+|(?<=/organisaties/)[^/?]+|=[^&]*"
)
NOT_FOLLOWED = ("/uitloggen/", "/static/", "/beheer/gegevens/", "/inloggen/organisatie/")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag == "a" and name == "href" and value:
                self.found.append(value)
            if name == "style" or name.startswith("on"):
                self.loose.append(f"{tag} {name}")


@pytest.mark.parametrize("role", ROLES)
def test_every_link_works(community: None, db: None, role: str) -> None:
    client = Client()
    if ROLES[role]:
        client.force_login(Person.objects.get(email=ROLES[role]))
    visited = crawl(client)
    assert len(visited) > 20


def crawl(client: Client) -> set[str]:
    """Visit up to a few addresses of each shape, starting at the front page; every page is checked."""
    waiting, visited, kinds = ["/"], set(), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        kind = NAMES.sub("*", address)
        if address in visited or kinds.get(kind, 0) >= MAX_OF_A_KIND:
            continue
        visited.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        waiting += links_of(client, address)
    return visited


def links_of(client: Client, address: str) -> list[str]:
    response = client.get(address, follow=True)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    assert response.headers.get("Content-Security-Policy"), address
    if "text/html" not in response.headers["Content-Type"]:
        read_through(response)
        return []
    page = response.content.decode()
    links = Links()
    links.feed(page)
    assert links.loose == [], f"{address}: {links.loose}"
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.S)
    assert not ENGLISH.search(text), f"{address}: {ENGLISH.findall(text)}"
    here = address.split("?", maxsplit=1)[0]
    local = [here + link if link.startswith("?") else link.split("#")[0] for link in links.found]
    ours = [link for link in local if link.startswith("/") and not link.endswith(MAILS)]
    return [link for link in ours if not link.startswith(NOT_FOLLOWED)]


def test_the_check_for_english_bites() -> None:
    assert ENGLISH.search("Password is required")
