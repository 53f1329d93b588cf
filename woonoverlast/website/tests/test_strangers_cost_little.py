"""What a visitor posts to a page that is not for him costs the platform no more than the page that refuses him."""

import time
from unittest.mock import patch

import pytest
from django.test import Client

from woonoverlast.lib import richtext
from woonoverlast.people.testing import logged_in, make_person
from woonoverlast.web.limits import TYPED_AGAIN

pytestmark = pytest.mark.django_db
SENTENCE = "Dit typte iemand, en het is een hele zin. "


def test_signs_that_open_and_never_close_are_read_in_a_moment(client: Client) -> None:
    client.get("/inloggen/")
    start = time.process_time()
    answer = client.post("/forum/nieuw/", {"body": "<" * 200_000, "title": " <a" * 60_000})
    assert answer.status_code in {302, 403}
    assert time.process_time() - start < 1


@pytest.mark.parametrize("path", ["/forum/nieuw/", "/bestaat-niet/"])
def test_a_visitor_gets_his_text_back_a_few_times_a_minute(client: Client, path: str) -> None:
    answers = [client.post(path, {"body": SENTENCE, "body_as": "text"}) for _ in range(TYPED_AGAIN + 1)]
    assert SENTENCE.strip() in answers[0].content.decode()
    assert SENTENCE.strip() not in answers[-1].content.decode()


def test_nothing_is_read_of_what_a_visitor_sends_too_much_of(client: Client) -> None:
    with patch.object(richtext, "plain", side_effect=AssertionError("read")):
        client.post("/forum/nieuw/", {"body": SENTENCE * 10_000})
        client.post("/forum/nieuw/", {f"field{number}": SENTENCE for number in range(60)})


def test_what_a_member_typed_comes_back_each_time(client: Client) -> None:
    member = logged_in(make_person("writer"))
    answers = [member.post("/bestaat-niet/", {"body": SENTENCE}) for _ in range(TYPED_AGAIN + 1)]
    assert SENTENCE.strip() in answers[-1].content.decode()
