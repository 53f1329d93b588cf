"""The page of choices: presets, each by hand, and what one follows."""

import pytest
from django.test import Client

from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Choices, Watch
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality

PAGE = "/meldingen/instellingen/"
FILLED = {
    "mention": "mail",
    "reply": "mail",
    "ask": "mail",
    "news": "digest",
    "digest": "daily",
    "digest_day": "4",
    "digest_hour": "16",
    "daily_cap": "3",
    "quiet_from": "22",
    "quiet_until": "6",
    "quiet_days": ["5", "6"],
}


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


@pytest.mark.parametrize("slug", ["rustig", "normaal", "alles"])
def test_preset_is_chosen_and_shown(member: Client, cast: Cast, slug: str) -> None:
    page = member.post(f"{PAGE}voorkeuze/", {"voorkeuze": slug}, follow=True).content.decode()
    assert f">Kies {slug}</button>" not in page
    assert page.count(">Kies ") == 2
    assert Choices.objects.get().person == cast.member


def test_own_mix_is_saved(member: Client) -> None:
    assert member.post(PAGE, FILLED).status_code == 302
    found = Choices.objects.get()
    assert (found.digest, found.digest_hour, found.daily_cap, found.quiet_from) == ("daily", 16, 3, 22)
    assert found.quiet_days == [5, 6]


@pytest.mark.parametrize(
    "change", [{"digest": "never"}, {"quiet_from": ""}, {"daily_cap": "0"}, {"quiet_days": ["7"]}, {"ask": "fax"}]
)
def test_mistake_is_said_and_nothing_saved(member: Client, change: dict[str, object]) -> None:
    response = member.post(PAGE, FILLED | change)
    assert response.status_code == 422
    assert "Dit gaat nog niet goed" in response.content.decode()
    assert not Choices.objects.exists()


def test_what_is_followed_stands_there_with_its_reason(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.outsider)
    watching.follow_from_now(cast.member, topic, reason="je hier hebt gereageerd")
    page = member.get(PAGE).content.decode()
    assert topic.title in page
    assert "Omdat je hier hebt gereageerd." in page


def test_level_is_changed_on_the_page(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.outsider)
    member.post("/meldingen/volgen/", {"wat": f"topic:{topic.pk}", "niveau": "muted"})
    assert Watch.objects.get().level == Watch.Level.MUTED


def test_municipality_is_followed_on_its_page(member: Client, cast: Cast) -> None:
    place = Municipality.objects.current().order_by("code")[0]
    values = {"wat": f"municipality:{place.pk}", "niveau": "follow", "terug": "1"}
    page = member.post("/meldingen/volgen/", values, follow=True)
    assert page.redirect_chain[0][0] == f"/gemeenten/{place.slug}/"
    assert '<option value="follow" selected>' in page.content.decode()


@pytest.mark.parametrize("name", ["topic:999999", "person:1", "topic:", "post:1", "topic:1e9"])
def test_what_is_not_there_cannot_be_followed(member: Client, name: str) -> None:
    assert member.post("/meldingen/volgen/", {"wat": name, "niveau": "follow"}).status_code == 400
    assert not Watch.objects.exists()
