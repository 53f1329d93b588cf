"""Feeds: for everybody what is public, for a member what he may read now, by an address that can be closed."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import feeds
from woonoverlast.forum.models import Kind, Theme, Topic
from woonoverlast.forum.tests.helpers import ask_question, withhold
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import Cast, logged_in

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(path: str, client: Client | None = None) -> set[str]:
    response = (client or Client()).get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 made by ourselves
    return {entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")}


def four_topics(cast: Cast) -> None:
    """Public, for members, withheld, and a case question in a public theme."""
    public, members, held, case = (ask_question(cast.colleague) for _ in range(4))
    for topic, title in ((public, "Openbaar"), (members, "Voor leden"), (held, "Ingehouden"), (case, "Casus")):
        Topic.objects.filter(pk=topic.pk).update(title=title)
    Topic.objects.filter(pk=members.pk).update(theme=Theme.objects.exclude(pk=public.theme_id)[0])
    Topic.objects.filter(pk=case.pk).update(kind=Kind.CASE)
    withhold(held.opening)
    Theme.objects.filter(pk=public.theme_id).update(public_since=timezone.now())


def address(client: Client) -> str:
    client.post("/forum/feed/")
    found = re.search(r'href="(/forum/feed/[^"]+/nieuw\.atom)"', client.get("/forum/feed/").content.decode())
    assert found
    return found[1]


def test_public_feed_is_the_same_for_everybody(cast: Cast) -> None:
    four_topics(cast)
    assert titles("/forum/nieuw.atom") == {"Openbaar"}
    assert titles("/forum/nieuw.atom", logged_in(cast.editor)) == {"Openbaar"}


def test_feed_of_a_theme_is_there_while_the_theme_is_public(cast: Cast) -> None:
    four_topics(cast)
    assert titles("/forum/proef/nieuw.atom", logged_in(cast.editor)) == {"Openbaar"}
    Theme.objects.update(public_since=None)
    assert logged_in(cast.editor).get("/forum/proef/nieuw.atom").status_code == 404


def test_public_feed_names_nobody(cast: Cast) -> None:
    four_topics(cast)
    assert "Colleague" not in Client().get("/forum/nieuw.atom").content.decode()
    own = address(logged_in(cast.member))
    assert "Colleague" in Client().get(own).content.decode()


def test_own_feed_has_what_every_member_may_read_without_case_questions(cast: Cast) -> None:
    """Also for who wrote what is withheld, and for an editor: the address proves no second step."""
    four_topics(cast)
    for person in (cast.member, cast.colleague, cast.editor):
        feeds.renew(person)
        assert titles(f"/forum/feed/{feeds.address_key(person)}/nieuw.atom") == {"Openbaar", "Voor leden"}


def test_own_feed_follows_what_the_member_may_read_now(cast: Cast) -> None:
    four_topics(cast)
    own = address(logged_in(cast.member))
    Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
    assert titles(own) == {"Openbaar"}


def test_new_address_closes_the_old_one(cast: Cast) -> None:
    member = logged_in(cast.member)
    old = address(member)
    new = address(member)
    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_suspended_member_has_no_feed(cast: Cast) -> None:
    own = address(logged_in(cast.member))
    assert Client().get(own).status_code == 200
    Person.objects.filter(pk=cast.member.pk).update(suspended_at=timezone.now())
    assert Client().get(own).status_code == 404


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1abc:xyz"])
def test_made_up_address_is_404(cast: Cast, token: str) -> None:
    assert Client().get(f"/forum/feed/{token}/nieuw.atom").status_code == 404


def test_own_feed_is_not_kept_by_caches(cast: Cast) -> None:
    assert "no-store" in Client().get(address(logged_in(cast.member))).headers["Cache-Control"]
