"""Reporting a post, and what moderators decide."""

import pytest
from django.test import Client

from woonoverlast.forum.models import Post, Withholding
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.moderation.models import Report
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

REPORT = {"reason": "rude", "text": "Dit is niet aardig."}


@pytest.fixture
def post(cast: Cast) -> Post:
    """An answer of `outsider`, in a theme that `coordinator` and `steward` moderate."""
    a_theme().moderators.set([cast.coordinator, cast.steward])
    return answer(ask_question(cast.colleague), cast.outsider)


def reported(cast: Cast, post: Post) -> Report:
    logged_in(cast.member).post(f"/forum/reactie/{post.pk}/melden/", REPORT)
    return Report.objects.get(post=post, by=cast.member)


def decide(client: Client, report: Report, **values: str) -> int:
    return client.post(f"/forum/meldingen/{report.pk}/", values).status_code


def test_report_reaches_moderators_and_editors(cast: Cast, post: Post) -> None:
    reported(cast, post)
    assert "niet aardig" in logged_in(cast.coordinator).get("/forum/moderatie/").content.decode()
    assert "niet aardig" in logged_in(cast.editor).get("/beheer/?soort=melding").content.decode()
    assert Notice.objects.filter(person=cast.steward, kind="forum.report").exists()


def test_moderator_of_another_theme_does_not_find_it(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    other = post.topic.theme.__class__.objects.exclude(pk=post.topic.theme_id)[0]
    other.moderators.add(cast.executive)
    client = logged_in(cast.executive)
    assert "niet aardig" not in client.get("/forum/moderatie/").content.decode()
    assert client.get(f"/forum/meldingen/{report.pk}/").status_code == 404


def test_reporting_twice_is_one_report(cast: Cast, post: Post) -> None:
    reported(cast, post)
    reported(cast, post)
    assert Report.objects.count() == 1
    assert "Je meldde dit al" in logged_in(cast.member).get(f"/forum/reactie/{post.pk}/melden/").content.decode()


def test_own_post_is_not_reported(cast: Cast, post: Post) -> None:
    page = logged_in(cast.outsider).post(f"/forum/reactie/{post.pk}/melden/", REPORT, follow=True)
    assert "eigen bericht" in page.content.decode()
    assert not Report.objects.exists()


def test_what_is_hidden_cannot_be_reported(cast: Cast, post: Post) -> None:
    url = f"/forum/reactie/{post.pk}/melden/"
    assert logged_in(cast.member).get(url).status_code == 200
    post.withholdings.create(kind=Withholding.Kind.HIDDEN, at=post.posted_at)
    assert logged_in(cast.member).post(url, REPORT).status_code == 404


def test_one_click_hides_and_both_hear_why(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    assert decide(logged_in(cast.coordinator), report, besluit="hide") == 302
    assert "toon is kwetsend" in post.withholdings.get(kind=Withholding.Kind.HIDDEN).reason
    assert Notice.objects.filter(person=cast.outsider, title__contains="toon is kwetsend").exists()
    assert Notice.objects.filter(person=cast.member, kind="forum.report_settled").exists()
    assert "verborgen" in logged_in(cast.member).get(f"/forum/meldingen/{report.pk}/").content.decode()
    assert Act.objects.filter(by=cast.coordinator, verb="behandelde een melding").exists()


def test_other_moderator_keeps_it_with_words_of_his_own(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    decide(logged_in(cast.steward), report, besluit="keep", answer="Scherp, maar het mag.")
    assert not post.withholdings.exists()
    assert "Scherp, maar het mag." in logged_in(cast.member).get(f"/forum/meldingen/{report.pk}/").content.decode()


def test_second_moderator_hears_that_it_was_decided(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    decide(logged_in(cast.coordinator), report, besluit="keep")
    page = logged_in(cast.steward).post(f"/forum/meldingen/{report.pk}/", {"besluit": "hide"}, follow=True)
    assert "was je net voor" in page.content.decode()
    assert not post.withholdings.exists()


def test_one_decision_answers_all_who_reported(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    logged_in(cast.executive).post(f"/forum/reactie/{post.pk}/melden/", REPORT)
    decide(logged_in(cast.coordinator), report, besluit="hide")
    assert not Report.objects.filter(settled_at=None).exists()
    assert Notice.objects.filter(person=cast.executive, kind="forum.report_settled").exists()


def test_moderator_does_not_keep_his_own_post(cast: Cast) -> None:
    a_theme().moderators.set([cast.coordinator])
    report = reported(cast, answer(ask_question(cast.colleague), cast.coordinator))
    decide(logged_in(cast.coordinator), report, besluit="keep")
    report.refresh_from_db()
    assert report.settled_at is None


def test_reporter_reads_but_does_not_decide(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    assert decide(logged_in(cast.member), report, besluit="keep") == 403


def test_others_do_not_find_a_report(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    assert decide(logged_in(cast.outsider), report, besluit="keep") == 404


def test_looking_at_a_report_changes_nothing(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    assert logged_in(cast.coordinator).get(f"/forum/meldingen/{report.pk}/?besluit=hide").status_code == 200
    report.refresh_from_db()
    assert report.settled_at is None


def test_author_does_not_hear_who_reported(cast: Cast, post: Post) -> None:
    report = reported(cast, post)
    decide(logged_in(cast.coordinator), report, besluit="hide")
    own = logged_in(cast.outsider)
    pages = [
        own.get(url).content.decode() for url in ("/meldingen/", "/forum/maatregelen/", f"/forum/reactie/{post.pk}/")
    ]
    assert "kwetsend" in "".join(pages)
    assert cast.member.name not in "".join(pages)
