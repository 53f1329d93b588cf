"""What the asker adds to a released case question: seen by nobody before a second person read it; the question stays."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases import supplementing
from woonoverlast.cases.models import CaseQuestion, Check, CheckRequest, Supplement
from woonoverlast.cases.tests.helpers import put_case, put_supplement
from woonoverlast.cases.tests.test_cases import ADVICE, SAFE, cast, suspend  # noqa: F401
from woonoverlast.forum import posting, purging
from woonoverlast.forum.models import Draft, Post, Revision, Topic
from woonoverlast.forum.tests.helpers import answer
from woonoverlast.lib import personal_data
from woonoverlast.notifications.models import Notice
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.website.tests.test_guarded_texts import CANARIES

ADDED = "<p>Sinds kort is het ook overdag luid, ondanks een gesprek.</p>"


@pytest.fixture
def casus(cast: Cast) -> CaseQuestion:  # noqa: F811
    found = put_case(cast.member, checker=cast.outsider)
    cases.check(found, by=cast.outsider, verdict=Check.Verdict.SAFE)
    return CaseQuestion.objects.get(pk=found.pk)


def add(cast: Cast, casus: CaseQuestion, **changes: Any) -> Any:  # noqa: F811
    typed = {"story": ADDED, "form_key": str(uuid4())} | changes
    return logged_in(cast.member).post(f"/forum/casus/{casus.pk}/aanvullen/", typed)


def verdict(person: Any, casus: CaseQuestion, given: dict[str, Any]) -> Any:
    read = Supplement.objects.get().read_mark
    return logged_in(person).post(f"/forum/casus/{casus.pk}/aanvulling/controle/", given | {"read": read})


def page(person: Any, casus: CaseQuestion) -> str:
    return str(logged_in(person).get(casus.topic.get_absolute_url()).content.decode())


def test_nobody_sees_it_before_a_second_person_read_it(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    before, question = page(cast.colleague, casus), casus.topic.opening.body
    assert "Vul je vraag aan" in page(cast.member, casus)
    assert "Vul je vraag aan" not in before
    assert add(cast, casus).status_code == 302
    for person in (cast.colleague, cast.outsider, cast.coordinator):
        assert "ook overdag luid" not in page(person, casus)
    assert "Je aanvulling staat nog niet op het forum" in page(cast.member, casus)
    assert not Notice.objects.filter(person=cast.colleague, title__contains="reageerde").exists()
    assert verdict(cast.outsider, casus, SAFE).status_code == 302
    after = page(cast.colleague, casus)
    assert "ook overdag luid" in after
    assert "Lees de aanvulling van" in after
    casus.topic.refresh_from_db()
    assert (casus.topic.opening.body, casus.topic.reply_count) == (question, 1)
    assert Notice.objects.filter(person=cast.member, title__startswith="Je aanvulling staat op het forum").exists()


def test_who_read_the_question_is_asked_and_reads_both(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    add(cast, casus)
    assert Notice.objects.filter(person=cast.outsider, kind="forum.check", title__contains="aanvulling").exists()
    client, url = logged_in(cast.outsider), f"/forum/casus/{casus.pk}/aanvulling/controle/"
    assert url in client.get("/forum/casus/controle/").content.decode()
    shown = client.get(url).content.decode()
    assert "ook overdag luid" in shown
    assert "harde muziek" in shown
    assert "1 casusvraag" in client.get("/forum/casus/").content.decode()
    assert "aanvulling/controle" in logged_in(cast.editor).get("/beheer/?soort=aanvulling").content.decode()
    for person in (cast.member, cast.colleague, cast.other_coordinator):
        assert logged_in(person).get(url).status_code == 404


@pytest.mark.parametrize("kind", personal_data.Kind)
def test_it_goes_through_the_same_guard(cast: Cast, casus: CaseQuestion, kind: personal_data.Kind) -> None:  # noqa: F811
    refused = add(cast, casus, story=f"{ADDED}<p>{CANARIES[kind]}</p>")
    assert refused.status_code == 422
    assert "Hieraan is iemand te herkennen" in refused.content.decode()
    assert "ook overdag luid" in refused.content.decode()
    assert not Supplement.objects.exists()


def test_explained_name_goes_to_the_second_reader(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    story = f"{ADDED}<p>De klusser is Karel Timmers.</p>"
    assert add(cast, casus, story=story, explanation="Dit is een bedrijf.").status_code == 302
    shown = logged_in(cast.outsider).get(f"/forum/casus/{casus.pk}/aanvulling/controle/").content.decode()
    assert "De vrager schrijft: Dit is een bedrijf." in shown
    neutral = add(cast, casus, story=story, replace="ja").context["form"]
    assert "Karel" not in neutral["story"].value()


def test_recognisable_goes_back_with_advice_and_the_old_text_is_gone(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    add(cast, casus)
    verdict(cast.outsider, casus, ADVICE)
    assert Supplement.objects.get().waits_for_author
    assert "Laat het beroep weg." in page(cast.member, casus)
    assert not CaseQuestion.objects.get().waits_for_author
    assert add(cast, casus, story="<p>Het is nu ook overdag erg luid.</p>").status_code == 302
    assert Post.objects.filter(number=2).count() == Supplement.objects.count() == 1
    assert not Revision.objects.exists()
    assert not Supplement.objects.get().waits_for_author
    verdict(cast.outsider, casus, SAFE)
    assert "Het is nu ook overdag erg luid." in page(cast.colleague, casus)


def test_a_verdict_on_another_text_than_was_read_counts_for_nothing(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    add(cast, casus)
    mark = Supplement.objects.get().read_mark
    add(cast, casus, story="<p>Heel iets anders dan er eerst stond.</p>")
    url = f"/forum/casus/{casus.pk}/aanvulling/controle/"
    again = logged_in(cast.outsider).post(url, SAFE | {"read": mark}, follow=True).content.decode()
    assert "veranderd terwijl je las" in again
    assert Supplement.objects.get().is_being_checked


def test_sending_twice_gives_one_and_another_text_is_not_lost(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    key = str(uuid4())
    assert [add(cast, casus, form_key=key).status_code for _ in range(2)] == [302, 302]
    assert Supplement.objects.count() == 1
    other = add(cast, casus, form_key=key, story="<p>Een andere tekst met hetzelfde formulier.</p>")
    assert other.status_code == 422
    assert "Een andere tekst" in other.content.decode()


def test_it_is_for_the_author_of_a_released_question(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    url = f"/forum/casus/{casus.pk}/aanvullen/"
    for person, status in ((cast.colleague, 403), (cast.editor, 403), (cast.applicant, 302), (cast.member, 200)):
        assert logged_in(person).get(url).status_code == status
    waiting = put_case(cast.member)
    answered = logged_in(cast.member).post(f"/forum/casus/{waiting.pk}/aanvullen/", {"story": ADDED})
    assert answered.headers["Location"] == f"/forum/casus/{waiting.pk}/aanpassen/"
    assert not Supplement.objects.exists()


def test_suspended_writer_adds_nothing(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    suspend(cast.member, by=cast.editor)
    add(cast, casus)
    assert not Supplement.objects.exists()


def test_what_its_author_took_away_cannot_be_released(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    add(cast, casus)
    row = Supplement.objects.get()
    posting.take_away(row.post, by=cast.member)
    assert logged_in(cast.outsider).get(f"/forum/casus/{casus.pk}/aanvulling/controle/").status_code == 404
    assert logged_in(cast.outsider).get("/forum/casus/controle/").context["supplements"] == []
    assert add(cast, casus).status_code == 302
    assert Supplement.objects.count() == 2


def test_its_author_does_not_change_it_past_the_second_reader(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    add(cast, casus)
    post = Supplement.objects.get().post
    for act in (lambda: None, lambda: supplementing.check(Supplement.objects.get(), by=cast.editor, verdict="safe")):
        act()
        typed = {"body": "<p>Langs een andere deur.</p>"}
        sent = logged_in(cast.member).post(f"/forum/reactie/{post.pk}/wijzigen/", typed)
        assert sent.headers["Location"] == f"/forum/casus/{casus.pk}/aanvullen/"
    assert "andere deur" not in Post.objects.get(pk=post.pk).body


def test_after_two_days_somebody_else_is_asked(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    put_supplement(casus)
    assert supplementing.ask_more_checkers() == 0
    later = timezone.now() + timedelta(days=3)
    assert supplementing.ask_more_checkers(now=later) == 1
    assert CheckRequest.objects.filter(casus=casus, person=cast.other_coordinator).exists()
    assert Notice.objects.filter(person=cast.other_coordinator, thread__startswith="aanvulling:").exists()


def test_it_arrives_as_new_behind_what_was_said_meanwhile(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    row = put_supplement(casus)
    answer(Topic.objects.get(pk=casus.topic_id), cast.colleague)
    casus.topic.refresh_from_db()
    supplementing.check(row, by=cast.outsider, verdict=Check.Verdict.SAFE)
    numbers = dict(Post.objects.filter(topic=casus.topic).values_list("author__name", "number"))
    assert numbers[cast.member.name] > numbers[cast.colleague.name]


def test_wiping_takes_the_words_of_the_reader_and_drafts(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    row = put_supplement(casus)
    supplementing.check(row, by=cast.outsider, verdict=Check.Verdict.RECOGNISABLE, advice="Laat het beroep weg.")
    purging.purge(row.post, by=cast.editor)
    assert set(Check.objects.values_list("advice", flat=True)) == {""}
    Draft.objects.create(person=cast.member, key=f"casus:{casus.pk}", data={"story": "x"}, saved_at=timezone.now())
    purging.purge(casus.topic.opening, by=cast.editor)
    assert not Draft.objects.exists()


def test_what_is_typed_is_kept_as_a_draft(cast: Cast, casus: CaseQuestion) -> None:  # noqa: F811
    client, url = logged_in(cast.member), f"/forum/casus/{casus.pk}/aanvullen/"
    sent = {"key": f"casus:{casus.pk}", "data": '{"story": "<p>Halverwege.</p>"}', "seen": "", "form_key": str(uuid4())}
    assert client.post("/forum/concepten/bewaren/", sent).json()["saved"]
    assert "Halverwege." in client.get(url).content.decode()
    assert url in client.get("/forum/concepten/").content.decode()
