"""Editors follow and steer a mailing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.models import Mailing, Recipient
from woonoverlast.mail.tests.mailings import a_mailing, outsiders, states
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

HOME = "/beheer/mailings/"


@pytest.fixture
def office(cast: Cast) -> Client:
    return logged_in(cast.editor)


def page(mailing: Mailing, rest: str = "") -> str:
    return f"{HOME}{mailing.pk}/{rest}"


def settle(mailing: Mailing, **by_state: int) -> None:
    """So many rows in each state, in order."""
    rows = list(mailing.recipients.order_by("pk"))
    for state, count in by_state.items():
        for row in [rows.pop(0) for _ in range(count)]:
            Recipient.objects.filter(pk=row.pk).update(state=state, settled_at=timezone.now(), note="Reden.")


class TestFollowing:
    def test_shows_every_number(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing(20)
        settle(mailing, sent=6, refused=5, in_doubt=3, cancelled=2)
        text = office.get(page(mailing)).content.decode()
        for number, label in (
            (4, "in de rij"),
            (6, "verstuurd"),
            (5, "geweigerd"),
            (3, "onzeker"),
            (2, "niet verstuurd"),
        ):
            assert f'tile__number">{number}</span><span class="tile__label">{label}' in text
        assert "16 van 20 afgehandeld" in text

    def test_pace_and_end(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing(20, due_at=timezone.now() - timedelta(minutes=3))
        settle(mailing, sent=10)
        text = office.get(page(mailing)).content.decode()
        assert "10 per minuut." in text
        assert "Klaar om ongeveer" in text

    def test_with_script_only_the_part(self, office: Client, cast: Cast) -> None:
        text = office.get(page(a_mailing()), headers={"HX-Request": "true"}).content.decode()
        assert text.lstrip().startswith('<div id="voortgang"')

    def test_without_script_a_link(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing()
        assert f'<a href="{page(mailing)}"' in office.get(page(mailing)).content.decode()

    def test_who_is_in_doubt_is_named(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing(3)
        settle(mailing, in_doubt=1, sent=2)
        text = office.get(page(mailing)).content.decode()
        assert "Lezer 0" in text
        assert "Lezer 1" not in text

    def test_member_gets_403(self, cast: Cast) -> None:
        assert logged_in(cast.member).get(page(a_mailing())).status_code == 403

    def test_absent_is_404(self, office: Client) -> None:
        assert office.get(f"{HOME}999/").status_code == 404

    def test_list_asks_a_fixed_number_of_questions(
        self, office: Client, cast: Cast, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(6):
            a_mailing(2)
        office.get(HOME)  # the first visit begins the session of an editor
        with django_assert_max_num_queries(16):
            assert office.get(HOME).content.decode().count("Nieuws</a>") == 6


class TestSteering:
    def test_stands_still_and_goes_on(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing()
        office.post(page(mailing, "stilstand/"))
        assert Mailing.objects.get().paused_at
        office.post(page(mailing, "hervatting/"))
        assert Mailing.objects.get().paused_at is None
        assert list(Act.objects.order_by("pk").values_list("verb", "by")) == [
            ("mailing stilgezet", cast.editor.pk),
            ("mailing hervat", cast.editor.pk),
        ]

    def test_stops_what_is_queued(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing(3)
        settle(mailing, sent=1)
        office.post(page(mailing, "einde/"))
        assert sorted(states(mailing).values()) == ["cancelled", "cancelled", "sent"]

    def test_in_doubt_goes_again_with_one_click(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing()
        settle(mailing, in_doubt=1)
        office.post(page(mailing, f"ontvangers/{mailing.recipients.get().pk}/opnieuw/"))
        assert list(states(mailing).values()) == ["queued"]

    def test_what_cannot_be_done_is_said(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing()
        text = office.post(page(mailing, "hervatting/"), follow=True).content.decode()
        assert "Deze mailing staat niet stil." in text

    def test_row_of_another_mailing_is_404(self, office: Client, cast: Cast) -> None:
        first, other = a_mailing(), a_mailing()
        settle(first, in_doubt=1)
        answer = office.post(page(other, f"ontvangers/{first.recipients.get().pk}/opnieuw/"))
        assert answer.status_code == 404
        assert list(states(first).values()) == ["in_doubt"]

    @pytest.mark.parametrize("act", ["stilstand/", "hervatting/", "einde/"])
    def test_get_does_nothing_and_members_may_not(self, office: Client, cast: Cast, act: str) -> None:
        mailing = a_mailing()
        assert office.get(page(mailing, act)).status_code == 405
        assert logged_in(cast.member).post(page(mailing, act)).status_code == 403
        mailing.refresh_from_db()
        assert mailing.paused_at is None


class TestRecipients:
    def test_search_and_state(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing(3)
        settle(mailing, sent=1)
        assert "lezer1@werk.example" in office.get(page(mailing, "ontvangers/?q=lezer1")).content.decode()
        assert "lezer0@werk.example" not in office.get(page(mailing, "ontvangers/?q=lezer1")).content.decode()
        assert "lezer0@werk.example" not in office.get(page(mailing, "ontvangers/?stand=queued")).content.decode()
        assert "Niemand gevonden" in office.get(page(mailing, "ontvangers/?stand=refused")).content.decode()

    def test_odd_filter_shows_everybody(self, office: Client, cast: Cast) -> None:
        assert "lezer0@werk.example" in office.get(page(a_mailing(), "ontvangers/?stand=vreemd")).content.decode()

    def test_csv_follows_the_filter_and_calculates_nothing(self, office: Client, cast: Cast) -> None:
        evil = Wanted(None, "=cmd@werk.example", "=HYPERLINK(1)")
        mailing = a_mailing([*outsiders(2), evil])
        text = office.get(page(mailing, "ontvangers.csv?q=cmd")).content.decode("utf-8-sig")
        lines = text.strip().splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("'=HYPERLINK(1);'=cmd@werk.example;")

    def test_rows_that_are_gone_are_explained(self, office: Client, cast: Cast) -> None:
        mailing = a_mailing()
        Mailing.objects.update(totals={"sent": 1})
        mailing.recipients.all().delete()
        assert "na een jaar gewist" in office.get(page(mailing, "ontvangers/")).content.decode()
        assert '>1</span><span class="tile__label">verstuurd' in office.get(page(mailing)).content.decode()
