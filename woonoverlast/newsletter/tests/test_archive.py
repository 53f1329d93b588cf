"""What everybody may read of what went out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.lib.searching import registry
from woonoverlast.mail.bulk import retention
from woonoverlast.newsletter import sending, writing
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.tests.making import a_draft, body_of, mails_to, sent
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return sent(a_draft(cast.editor), by=cast.editor)


def test_what_went_out_is_public(client: Client, edition: Edition) -> None:
    assert edition.subject in client.get("/nieuwsbrief/").content.decode()
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_address_has_year_month_and_words(edition: Edition) -> None:
    moment = timezone.localtime()
    assert edition.get_absolute_url() == f"/nieuwsbrief/{moment:%Y-%m}-drie-vragen-over-geluid/"


def test_nobody_is_named(client: Client, edition: Edition) -> None:
    text = client.get(edition.get_absolute_url()).content.decode()
    assert "Beste collega," in text
    assert "{voornaam}" not in text
    assert "afmelden/" not in text.partition("<main")[2].partition("</main")[0]


def test_visitor_hears_that_a_link_asks_to_log_in(client: Client, edition: Edition) -> None:
    text = client.get(edition.get_absolute_url()).content.decode()
    link = edition.blocks.get().url
    assert "Je logt eerst in." in text
    assert f'href="{link}"' in text
    assert client.get(link).headers["Location"] == f"/inloggen/?next={link}"


def test_a_link_in_the_mail_leads_a_member_there_logged_in_or_not(cast: Cast, edition: Edition) -> None:
    url = edition.blocks.get().url
    assert f"http://localhost:8000{url}" in body_of(mails_to(cast.member.email)[0])
    assert Client().get(url).headers["Location"] == f"/inloggen/?next={url}"
    assert logged_in(cast.member).get(url).status_code == 200


@pytest.mark.parametrize("how", ["draft", "planned", "taken back", "not in archive"])
def test_what_did_not_go_out_is_nowhere(cast: Cast, client: Client, how: str) -> None:
    edition = a_draft(cast.editor, in_archive=how != "not in archive")
    if how in {"planned", "taken back"}:
        edition = sending.send(edition, due_at=timezone.now() + timedelta(days=1), by=cast.editor)
    address = edition.get_absolute_url() if edition.slug else ""
    if how == "taken back":
        sending.take_back(edition, by=cast.editor)
    if how == "not in archive":
        address = sent(edition, by=cast.editor).get_absolute_url()
    for page in ("/nieuwsbrief/", "/nieuwsbrief/nieuw.atom", "/zoeken/?q=geluid"):
        assert edition.subject not in client.get(page).content.decode()
    if address:
        assert client.get(address).status_code == 404


def test_stays_when_the_rows_are_gone(cast: Cast, client: Client, edition: Edition) -> None:
    assert edition.mailing
    type(edition.mailing).objects.update(due_at=timezone.now() - timedelta(days=400))
    assert retention.forget_old() > 0
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_feed(client: Client, edition: Edition) -> None:
    answer = client.get("/nieuwsbrief/nieuw.atom")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert f"http://localhost:8000{edition.get_absolute_url()}" in text
    assert "{voornaam}" not in text


def test_is_found_by_everybody(client: Client, edition: Edition) -> None:
    assert edition.get_absolute_url() in client.get("/zoeken/?q=geluid").content.decode()
    assert "edition" in registry.kinds


def test_correction_and_first_point_at_each_other(cast: Cast, client: Client, edition: Edition) -> None:
    correction = sent(writing.correct(edition, by=cast.editor), by=cast.editor)
    assert correction.get_absolute_url() in client.get(edition.get_absolute_url()).content.decode()
    assert edition.get_absolute_url() in client.get(correction.get_absolute_url()).content.decode()


def test_same_subject_twice_has_two_addresses(cast: Cast, edition: Edition) -> None:
    again = sent(a_draft(cast.editor), by=cast.editor)
    assert again.slug == f"{edition.slug}-2"


def test_own_text_is_cleaned_again_when_shown(client: Client, edition: Edition) -> None:
    Edition.objects.update(introduction="<p>Dag<script>alert(1)</script><img src=x onerror=alert(1)></p>")
    text = client.get(edition.get_absolute_url()).content.decode().partition("<main")[2]
    assert "onerror" not in text
    assert "alert(1)" not in text.replace("alert(1)</p>", "")
