"""The box under a topic: made once, and for each person and topic as if it were made for them."""

import re
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from woonoverlast.forum import reply_box
from woonoverlast.forum.models import Draft, Topic
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.forum.views.writing import form_with
from woonoverlast.people.testing import Cast, logged_in

CHANGING = re.compile(r'(name="(?:csrfmiddlewaretoken|form_key)" value=")[^"]*')
KEYS = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return ask_question(cast.outsider)


def test_it_is_what_the_form_would_be(cast: Cast, topic: Topic) -> None:
    for person in (cast.member, cast.colleague):
        request: Any = RequestFactory().get("/")
        request.user = person
        box = reply_box.empty_box(request, topic, person)
        plain = reply_box.filled_box(request, topic, form_with(None, "", topic=topic, by=person))
        assert CHANGING.sub(r"\1", box) == CHANGING.sub(r"\1", plain)


def test_each_opening_has_its_own_key(cast: Cast, topic: Topic) -> None:
    """A key that two openings share would make the second reply look like the first sent twice."""
    client, path = logged_in(cast.member), f"/forum/onderwerp/{topic.pk}/"
    keys = [KEYS.findall(client.get(path).content.decode()) for _ in range(2)]
    assert len({*keys[0], *keys[1]}) == 2
    for key in (keys[0][0], keys[1][0]):
        client.post(f"{path}reageren/", {"body": "<p>Eens.</p>", "form_key": key})
    assert topic.posts.filter(author=cast.member).count() == 2


def test_draft_and_quote_are_in_it_and_not_in_that_of_others(cast: Cast, topic: Topic) -> None:
    data = {"body": "<p>Half af</p>"}
    Draft.objects.create(person=cast.member, key=f"reply:{topic.pk}", data=data, saved_at=timezone.now())
    post = answer(topic, cast.executive)
    path = f"/forum/onderwerp/{topic.pk}/"
    assert "Half af" in logged_in(cast.member).get(path).content.decode()
    assert "Half af" not in logged_in(cast.colleague).get(path).content.decode()
    quoting = logged_in(cast.colleague).get(path, {"citaat": post.pk}).content.decode()
    assert "blockquote" in quoting.partition('id="reageren"')[2]
