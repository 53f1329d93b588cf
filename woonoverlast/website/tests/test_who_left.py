"""The name of who leaves for good, or takes another, is on no page of any context any more."""

import re

import pytest
from django.core.cache import caches

from woonoverlast.forum.models import Post
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.lib import richtext, searching
from woonoverlast.people import retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_person
from woonoverlast.website.tests.test_object_matrix import Garden, ground, grow, text_of

__all__ = ["ground"]
NAME, OTHER_NAME = "Vogelzang", "Nachtegaal"
ROLES = ("outsider", "editor")
# Contexts whose pages name who did what; each shows the name before, so that the test could fail.
NAMED_IN = {"/forum/", "/agenda/", "/leden/", "/beheer/"}


@pytest.fixture
def garden(ground: Cast) -> Garden:
    """`member` planted nearly everything."""
    Person.objects.filter(pk=ground.member.pk).update(name=NAME)
    ground.member.name = NAME
    return grow(ground)


def pages_that_name(garden: Garden, *names: str, among: set[str] | None = None) -> set[str]:
    caches["process"].clear()
    clients = [logged_in(getattr(garden.cast, role)) for role in ROLES]
    paths = garden.paths() if among is None else among
    return {path for client in clients for path in paths if named(text_of(client.get(path)), names)}


def named(text: str, names: tuple[str, ...]) -> bool:
    return any(name in text for name in names)


# A certificate says the name of the day on which it was given, until its owner leaves for good.
CERTIFICATES = re.compile(r"/agenda/\d+/na-afloop/")


def test_name_is_on_no_page_of_any_context(garden: Garden) -> None:
    """First he takes another name, then he leaves for good. Where he was not named he does not appear by that."""
    before = pages_that_name(garden, NAME)
    assert {start for start in NAMED_IN if any(path.startswith(start) for path in before)} == NAMED_IN
    Person.objects.filter(pk=garden.cast.member.pk).update(name=OTHER_NAME)
    person = Person.objects.get(pk=garden.cast.member.pk)
    searching.changed(person)
    assert {path for path in pages_that_name(garden, NAME, among=before) if not CERTIFICATES.fullmatch(path)} == set()
    retention.anonymise(person)
    assert pages_that_name(garden, NAME, OTHER_NAME, among=before) == set()


def test_words_that_hold_the_name_stay_whole(cast: Cast) -> None:
    """Leeuwenhoek leaves; the school that has his name in it does not, and without a name nothing is lost."""
    for name in ("Leeuwenhoek", ""):
        writer = make_person(name or "Naamloos")
        Person.objects.filter(pk=writer.pk).update(name=name)
        writer.refresh_from_db()
        topic = ask_question(writer)
        Post.objects.filter(topic=topic).update(
            body="<p>De Leeuwenhoekschool doet mee.</p>", text="De Leeuwenhoekschool."
        )
        quoting = answer(topic, cast.colleague)
        quote = richtext.quote(
            "<p>De Leeuwenhoekschool doet mee.</p>", author=name, url=topic.opening.get_absolute_url()
        )
        Post.objects.filter(pk=quoting.pk).update(body=quote, text="De Leeuwenhoekschool doet mee.")
        retention.anonymise(writer)
        page = logged_in(cast.outsider).get(topic.get_absolute_url()).content.decode()
        assert page.count("De Leeuwenhoekschool doet mee.") == 2
        assert ">Leeuwenhoek<" not in page
