"""What is in the demonstration community."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from woonoverlast.demo import accounts, forum_topics, many_people, many_topics
from woonoverlast.events.models import Event
from woonoverlast.forum import unread
from woonoverlast.forum.models import Kind, Lock, Post, Theme, Topic
from woonoverlast.newsletter.models import Edition, Subscriber
from woonoverlast.notifications import notices
from woonoverlast.people import guarded
from woonoverlast.people.models import Application, Discipline, Membership, Person
from woonoverlast.people.testing import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


def connected() -> int:
    today = Membership.objects.active().filter(organisation__kind=Discipline.MUNICIPALITY)
    return today.values("organisation__municipality").distinct().count()


class TestCommunity:
    def test_a_year_of_newsletters(self) -> None:
        assert Edition.objects.public().count() == 11
        assert Edition.objects.drafts().count() == 1
        assert Edition.objects.filter(mailing__due_at__gt=timezone.now()).count() == 1
        first, correction = Edition.objects.filter(subject__endswith="Veilig op huisbezoek").order_by("pk")
        assert first.mailing
        assert correction.mailing
        got = first.mailing.recipients.filter(state__in=["sent", "in_doubt"])
        assert set(correction.mailing.recipients.values_list("address")) == set(got.values_list("address"))
        assert not Subscriber.objects.exclude(address__endswith=".example").exists()

    def test_ninety_municipalities_of_all_provinces(self) -> None:
        assert connected() == 90
        provinces = Membership.objects.active().values_list("organisation__municipality__province", flat=True)
        assert len(set(provinces) - {None}) == 12

    def test_about_1500_members_in_all_disciplines(self) -> None:
        assert 1400 <= Person.objects.members().count() <= 1600
        found = set(Person.objects.members().values_list("discipline", flat=True))
        assert found == set(Discipline) - {Discipline.PLATFORM}

    def test_nobody_has_an_address_that_can_exist(self) -> None:
        assert not Person.objects.exclude(email__endswith=".example").exists()

    def test_nothing_starts_in_the_future(self) -> None:
        assert not Membership.objects.filter(started_on__gt=timezone.localdate()).exists()

    def test_word_that_an_editor_allowed_may_be_written_and_one_waits(self) -> None:
        allowed = guarded.look("Wij vergaderen in de Mies Bouwman, naast de kerk.")
        waits = guarded.look("Wij werken samen met de Rosa Manus in Oost.")
        assert ([finding.text for finding in allowed], [finding.text for finding in waits]) == ([], ["Rosa Manus"])
        editor = logged_in(Person.objects.get(email=accounts.EDITOR.email))
        assert (
            "Is ‘Rosa Manus’ geen gegeven van een persoon?" in editor.get("/beheer/?soort=vals-alarm").content.decode()
        )

    def test_of_a_hundred_texts_in_the_database_at_most_one_asks_something(self) -> None:
        columns = (
            (Post, "text"),
            (Topic, "title"),
            (Event, "title"),
            (Event, "summary"),
            (Event, "text"),
            (Person, "looking_for"),
        )
        texts = {text for model, column in columns for text in model.objects.values_list(column, flat=True) if text}
        chosen = sorted(texts)[:: max(1, len(texts) // 2_000)]
        asked = [text for text in chosen if guarded.look(text)]
        assert len(chosen) > 300
        assert len(asked) <= len(chosen) / 100, asked

    def test_twice_changes_nothing(self) -> None:
        before = Person.objects.count()
        call_command("demonstrate", stdout=StringIO())
        assert Person.objects.count() == before

    def test_accepting_the_applicant_connects_municipality_91(self) -> None:
        application = Application.objects.get(person__email=accounts.APPLICANT.email)
        person, organisation = application.person, application.organisation
        Membership.objects.create(person=person, organisation=organisation)
        assert connected() == 91

    @pytest.mark.parametrize("account", accounts.ACCOUNTS, ids=lambda account: account.email)
    def test_account_logs_in_as_printed(self, client: Client, account: accounts.Account) -> None:
        login = {"login": account.email, "password": accounts.PASSWORD}
        answer = client.post(reverse("account_login_password"), login)
        if account.secret:
            answer = client.post(answer.headers["Location"], {"code": account.code})
        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(Person.objects.get(email=account.email).pk)

    def test_roles_that_need_a_second_factor_have_one(self) -> None:
        for account in accounts.ACCOUNTS:
            assert Person.objects.get(email=account.email).needs_second_factor == bool(account.secret)

    def test_member_has_notices_a_question_and_one_digest(self) -> None:
        member = Person.objects.get(email=accounts.MEMBER.email)
        assert set(member.notices.values_list("group", flat=True)) == {"ask", "news", "reply"}
        assert member.notice_mails.filter(is_digest=True).count() == 1

    def test_accounts_page_shows_a_code(self) -> None:
        page = Client().get("/postbak/inloggen/").content.decode()
        assert accounts.EDITOR.email in page
        assert accounts.EDITOR.code in page

    def test_populate_adds_up_to_the_number(self) -> None:
        many_people.populate(1700)
        assert Person.objects.members().count() == 1700
        assert many_people.populate(1700) == 0


class TestTalk:
    def test_forty_topics_or_more_in_every_theme(self) -> None:
        assert Topic.objects.count() >= 40
        assert not Theme.objects.filter(topics=None).exists()

    def test_questions_have_answers(self) -> None:
        questions = Topic.objects.filter(kind=Kind.QUESTION)
        assert questions.filter(reply_count__gt=0).count() > 0.8 * questions.count()
        assert questions.filter(acceptances__isnull=False).count() > 20

    def test_first_log_in_finds_a_living_forum(self) -> None:
        member = Person.objects.get(email=accounts.MEMBER.email)
        assert 3 <= unread.count_unread(member) <= 20
        assert notices.count_unread(member) >= 3
        assert [ask.response for ask in member.asks.all()] == [""]
        assert member.bookmarks.count() == 2
        page = logged_in(member).get("/forum/casus/controle/").content.decode()
        assert "buren zijn bang voor brand" in page

    def test_case_question_that_waits_is_seen_by_its_readers_only(self) -> None:
        steward = Person.objects.get(email=accounts.STEWARD.email)
        assert "buren zijn bang voor brand" not in logged_in(steward).get("/forum/").content.decode()

    def test_talking_twice_adds_nothing(self) -> None:
        before = Topic.objects.count()
        assert forum_topics.talk() == 0
        assert Topic.objects.count() == before

    def test_masses_have_exactly_so_many_replies(self) -> None:
        before = Post.objects.count()
        assert many_topics.populate(50, 400) == 50
        assert Post.objects.count() - before == 450

    def test_moderators_find_work_in_both_lists(self, client: Client) -> None:
        client.force_login(Person.objects.get(email=accounts.EDITOR.email))
        assert client.get("/beheer/?soort=melding").content.decode().count('value="keep"') == 2
        assert "antwoordt op: een verborgen bericht" in client.get("/beheer/?soort=weerwoord").content.decode()
        client.force_login(Person.objects.get(email=accounts.COORDINATOR.email))
        assert "Warmtepomp" in client.get("/forum/moderatie/").content.decode()

    def test_one_topic_was_merged_and_one_locked(self) -> None:
        merged = Topic.objects.exclude(merged_into=None).get()
        assert merged.merged_into is not None
        assert merged.merged_into.reply_count == merged.merged_into.posts.count() - 1
        assert Lock.objects.filter(lifted_at=None).count() == 1
