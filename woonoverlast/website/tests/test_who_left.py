"""The name of who leaves for good, or takes another, is on no page of any context any more."""

import re
from collections.abc import Callable

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
NAME = "Vogelzang"
ROLES = ("outsider", "editor")
# Contexts whose pages name who did what; each shows the name before, so that the test could fail.
NAMED_IN = {"/forum/", "/agenda/", "/leden/", "/beheer/"}


@pytest.fixture
def garden(ground: Cast) -> Garden:
    """`member` planted nearly everything."""
    Person.objects.filter(pk=ground.member.pk).update(name=NAME)
    ground.member.name = NAME
    return grow(ground)


def pages_that_name(garden: Garden) -> set[str]:
    caches["process"].clear()
    clients = [logged_in(getattr(garden.cast, role)) for role in ROLES]
    return {path for client in clients for path in garden.paths() if NAME in text_of(client.get(path))}


def leave_for_good(person: Person) -> None:
    retention.anonymise(person)


def take_another_name(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(name="Nachtegaal")
    searching.changed(Person.objects.get(pk=person.pk))


# A certificate says the name of the day on which it was given, until its owner leaves for good.
CERTIFICATES = re.compile(r"/agenda/\d+/na-afloop/")


@pytest.mark.parametrize(("act", "certificates_stay"), [(leave_for_good, False), (take_another_name, True)])
def test_name_is_on_no_page_of_any_context(
    garden: Garden, act: Callable[[Person], None], certificates_stay: bool
) -> None:
    before = pages_that_name(garden)
    assert {start for start in NAMED_IN if any(path.startswith(start) for path in before)} == NAMED_IN
    act(Person.objects.get(pk=garden.cast.member.pk))
    left = pages_that_name(garden)
    assert {path for path in left if not (certificates_stay and CERTIFICATES.fullmatch(path))} == set()


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
