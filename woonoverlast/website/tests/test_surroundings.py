"""The header is made once for each kind of visitor; what belongs to one request is put in each time."""

import re

from django.middleware.csrf import _does_token_match  # type: ignore[attr-defined]
from django.test import Client
from django.utils import timezone

from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.website.templatetags.surroundings import TOKEN, TYPED

LOG_OUT = re.compile(
    r'<form action="/uitloggen/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="([^"]+)"'
)


def page(client: Client, path: str = "/doelen/") -> str:
    return client.get(path).content.decode()


def test_each_person_gets_the_own_token(cast: Cast) -> None:
    for person in (cast.member, cast.colleague):
        client = logged_in(person)
        text = page(client)
        tokens = LOG_OUT.findall(text)
        assert len(tokens) == 2
        assert TOKEN not in text
        secret = client.cookies["csrftoken"].value
        assert all(_does_token_match(token, secret) for token in tokens)


def test_what_was_searched_for_stands_in_the_box_as_text(cast: Cast) -> None:
    client = logged_in(cast.member)
    text = client.get("/zoeken/", {"q": '"><script>geluid'}).content.decode()
    assert text.count('value="&quot;&gt;&lt;script&gt;geluid"') == 3  # and in the form of the page itself
    assert "<script>geluid" not in text
    assert TYPED not in text
    assert "geluid" not in page(client, "/over/")


def test_menu_is_that_of_the_visitor(cast: Cast) -> None:
    """The one after the other, so that nothing of the first stays."""
    assert "/beheer/" in page(logged_in(cast.editor), "/leden/")
    assert "/beheer/" not in page(logged_in(cast.member), "/leden/")
    assert "Inloggen" in page(Client())
    assert "Inloggen" not in page(logged_in(cast.member))
    assert 'href="/leden/"' not in page(logged_in(cast.applicant))


def told(person: Person, *, times: int) -> None:
    for _ in range(times):
        Notice.objects.create(
            person=person,
            kind="forum.reply",
            group="reply",
            title="Nieuw",
            url="/doelen/",
            reason="x",
            at=timezone.now(),
        )


def test_number_of_notices_is_that_of_the_person(cast: Cast) -> None:
    told(cast.member, times=3)
    assert '>3<span class="visually-hidden"> ongelezen' in page(logged_in(cast.member))
    assert "ongelezen" not in page(logged_in(cast.colleague))


def test_address_that_is_no_section_marks_nothing(cast: Cast) -> None:
    assert 'aria-current="true"' not in page(logged_in(cast.member), "/bestaat-niet/")
