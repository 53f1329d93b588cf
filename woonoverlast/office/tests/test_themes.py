"""Editors make and change the themes of the forum."""

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import theming
from woonoverlast.forum.models import Theme
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.forum.urls import urlpatterns
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def office(cast: Cast) -> Client:
    return logged_in(cast.editor)


def typed(**changes: str) -> dict[str, str]:
    return {"name": "Rook en geur", "description": "Van barbecue tot wiet.", "position": "3"} | changes


def test_editor_makes_a_theme_with_a_moderator_who_hears_of_it(cast: Cast, office: Client) -> None:
    office.post("/beheer/themas/nieuw/", typed(moderators=f"{cast.member.email}\n"))
    theme = Theme.objects.get(slug="rook-en-geur")
    assert list(theme.moderators.all()) == [cast.member]
    assert Notice.objects.filter(person=cast.member, kind="forum.moderator").exists()
    assert logged_in(cast.member).get("/forum/moderatie/").status_code == 200
    assert Act.objects.filter(by=cast.editor, verb="maakte een thema").exists()


def test_renamed_theme_keeps_its_address(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/themas/{a_theme().pk}/", typed())
    assert "Rook en geur" in logged_in(cast.member).get("/forum/proef/").content.decode()


def test_public_theme_says_so_and_visitors_read_it(cast: Cast, office: Client) -> None:
    topic = ask_question(cast.member)
    assert Client().get(topic.get_absolute_url()).status_code == 302  # to the log-in page
    office.post(f"/beheer/themas/{a_theme().pk}/", typed(is_public="on"))
    assert Client().get(topic.get_absolute_url()).status_code == 200
    assert "Iedereen kan dit thema lezen" in Client().get("/forum/proef/").content.decode()
    office.post(f"/beheer/themas/{a_theme().pk}/", typed())
    assert Client().get(topic.get_absolute_url()).status_code == 302


def test_closed_theme_says_so_and_takes_nothing(cast: Cast, office: Client) -> None:
    topic = ask_question(cast.colleague)
    office.post(f"/beheer/themas/{a_theme().pk}/", typed(is_closed="on"))
    client = logged_in(cast.member)
    assert "Dit thema is gesloten" in client.get("/forum/proef/").content.decode()
    values = {"body": "<div>Mijn lange antwoord.</div>"}
    response = client.post(f"/forum/onderwerp/{topic.pk}/reageren/", values)
    assert response.status_code == 422
    assert "Mijn lange antwoord." in response.content.decode()


def test_who_is_no_member_is_named_as_unknown(office: Client) -> None:
    response = office.post("/beheer/themas/nieuw/", typed(moderators="niemand@werk.example"))
    assert response.status_code == 422
    assert "niemand@werk.example" in response.content.decode()


def test_second_theme_of_the_same_name_is_refused(office: Client) -> None:
    a_theme()
    assert office.post("/beheer/themas/nieuw/", typed(name="proef")).status_code == 422


def test_only_editors_change_themes(cast: Cast) -> None:
    assert logged_in(cast.steward).post(f"/beheer/themas/{a_theme().pk}/", typed()).status_code == 403
    assert a_theme().name == "Proef"


def test_looking_changes_nothing(office: Client) -> None:
    theme, before = a_theme(), timezone.now()
    assert office.get(f"/beheer/themas/{theme.pk}/").status_code == 200
    assert office.post("/beheer/themas/").status_code == 405
    assert not Act.objects.filter(at__gt=before).exists()


def test_theme_never_hides_another_page_of_the_forum() -> None:
    first_parts = {str(path.pattern).split("/")[0] for path in urlpatterns}
    pages = {part for part in first_parts if part and "<" not in part and "." not in part}
    assert pages - theming.TAKEN == set()
