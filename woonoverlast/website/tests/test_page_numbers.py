"""A page number that is too high leads to the last page, in every list."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from woonoverlast.forum import posting
from woonoverlast.forum.models import POSTS_PER_PAGE
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.office import urlwalk
from woonoverlast.people.testing import Cast, logged_in

NUMBERS = ["9999", "1000000", "0", "-3", "x", "9" * 40]


def lists() -> list[str]:
    """Addresses without a variable part that may be asked for with GET."""
    plain = {found.route for found in urlwalk.addresses() if found.access and not set("<(?^$") & set(found.route)}
    return sorted(path for path in plain if not path.startswith(("/uitloggen", "/account/", "/inloggen", "/django")))


class Asked(QueryDict):
    """What stood in the address. Somebody asked for the number of the page, perhaps of a copy."""

    number_was_read = False

    def get(self, key: str, default: Any = None) -> Any:
        Asked.number_was_read |= key == "pagina"
        return super().get(key, default)


def reads_a_number(client: Client, path: str) -> int:
    """The status of the first page, or 0 where nobody asks for a number."""
    Asked.number_was_read = False
    status = client.get(path, {"pagina": "1"}).status_code
    return status if Asked.number_was_read else 0


def test_every_list_has_an_answer_for_every_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that never ask for the number cannot stumble over it."""
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Asked)
    client = logged_in(cast.editor)
    known = {path: status for path in lists() if (status := reads_a_number(client, path))}
    found = {(path, number): client.get(path, {"pagina": number}).status_code for path in known for number in NUMBERS}
    assert {wrong: code for wrong, code in found.items() if code != known[wrong[0]]} == {}
    assert {"/agenda/", "/beheer/logboek/", "/gemeenten/", "/leden/"} <= set(known)


def test_last_page_goes_with_what_stood_on_it(cast: Cast) -> None:
    """Its topic goes back to the time of what is still there, and the place to reply is on the page before."""
    topic = ask_question(cast.colleague)
    posts = [answer(topic, cast.member) for _ in range(POSTS_PER_PAGE + 1)]
    client = logged_in(cast.outsider)
    assert "pagina=2" in client.get(topic.get_absolute_url()).content.decode()
    posting.take_away(posts[-1], by=cast.member)
    topic.refresh_from_db()
    assert topic.last_posted_at == posts[-2].posted_at
    assert "pagina=2" not in client.get(topic.get_absolute_url()).content.decode()
    beyond = client.get(topic.get_absolute_url(), {"pagina": 2})
    assert f'id="bericht-{posts[-2].pk}"' in beyond.content.decode()
    assert 'id="reageren"' in beyond.content.decode()
