"""A page number that is too high leads to the last page, in every list."""

import pytest

from woonoverlast.forum import posting
from woonoverlast.forum.models import POSTS_PER_PAGE
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.office import urlwalk
from woonoverlast.people.testing import Cast, logged_in

HIGH = ["9999", "1000000"]
ODD = ["0", "-3", "x", "9" * 40]


def lists() -> list[str]:
    """Addresses without a variable part that may be asked for with GET."""
    plain = {found.route for found in urlwalk.addresses() if found.access and not set("<(?^$") & set(found.route)}
    return sorted(path for path in plain if not path.startswith(("/uitloggen", "/account/", "/inloggen", "/django")))


@pytest.mark.parametrize("number", [*HIGH, *ODD])
def test_every_list_has_an_answer_for_every_number(cast: Cast, number: str) -> None:
    client = logged_in(cast.editor)
    first = {path: client.get(path).status_code for path in lists()}
    other = {path: client.get(path, {"pagina": number}).status_code for path in lists()}
    assert {path: code for path, code in other.items() if code != first[path]} == {}
    assert len(first) > 60


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
