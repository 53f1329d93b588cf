"""Case questions: never a place or a person, read by a second person first, a clock, and an honest outcome."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases import recognisability
from woonoverlast.cases.models import CaseOutcome, CaseQuestion, Check, CheckRequest, Harvest
from woonoverlast.cases.tests.helpers import put_case
from woonoverlast.experts import asking
from woonoverlast.experts.models import Ask
from woonoverlast.forum import posting
from woonoverlast.forum.models import Kind, Sanction, Topic, Withholding
from woonoverlast.forum.tests.helpers import STORY, a_theme, answer, ask_question, subject, withhold
from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.working_days import add_working_days
from woonoverlast.notifications import instant, watching
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Expertise, FalseAlarm, Membership, Person
from woonoverlast.people.testing import Cast, logged_in, make_cast, make_person
from woonoverlast.places.models import Municipality

QUEUES = ("casus", "meelezen", "oogst")
SAFE = {"verdict": Check.Verdict.SAFE}
ADVICE = {"verdict": Check.Verdict.RECOGNISABLE, "advice": "Laat het beroep weg."}


@pytest.fixture
def cast(places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast = make_cast(here, elsewhere)
    Person.objects.filter(memberships__organisation=cast.here).update(municipality=here)
    Person.objects.filter(memberships__organisation=cast.elsewhere).update(municipality=elsewhere)
    return cast


def typed(**changes: Any) -> dict[str, Any]:
    subject()
    values = {
        "title": "Hoe doorbreek je het zwijgen van bange buren?",
        "theme": a_theme().pk,
        "kinds": ["geluid"],
        "severity": "serious",
        "housing": "social",
        "cause": "power",
        "size_class": "large",
        "story": STORY,
        "form_key": "9a0bd3b8-6f4e-4b7e-9d43-0cf3c3a0c111",
    }
    return values | changes


def read(casus: CaseQuestion, verdict: dict[str, Any]) -> dict[str, Any]:
    return verdict | {"read": casus.read_mark}


def post_casus(cast: Cast, **changes: Any) -> Any:
    return logged_in(cast.member).post("/forum/casus/nieuw/", typed(**changes))


def asked_to_check(cast: Cast) -> CaseQuestion:
    return put_case(cast.member, checker=cast.outsider)


def released(cast: Cast) -> CaseQuestion:
    casus = asked_to_check(cast)
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    casus.refresh_from_db()
    return casus


# Putting it in


def test_case_question_waits_for_a_second_person(cast: Cast) -> None:
    assert post_casus(cast).status_code == 302
    topic = Topic.objects.get()
    assert (topic.kind, topic.casus.answer_before) == (Kind.CASE, None)
    for person in (cast.colleague, cast.outsider, cast.coordinator):
        assert not Topic.objects.visible_to(person).exists()
    assert Topic.objects.visible_to(cast.member).exists()


def test_sending_twice_gives_one_case_question(cast: Cast) -> None:
    post_casus(cast)
    post_casus(cast)
    assert CaseQuestion.objects.count() == 1


def test_size_class_of_the_own_municipality_is_filled_in(cast: Cast) -> None:
    form = logged_in(cast.member).get("/forum/casus/nieuw/").context["form"]
    assert cast.here.municipality is not None
    figures = cast.here.municipality.latest_figures()
    assert figures is not None
    assert form.initial["size_class"] == CaseQuestion.size_class_of(figures.inhabitants)


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06-12345678.",
        "Vraag het aan Willem de Groot.",
        "Op de Lindenstraat speelt dit.",
        "In Apeldoorn speelt dit ook.",
        "Bij de Vogelbuurt.",
    ],
)
def test_what_makes_people_recognisable_blocks(cast: Cast, text: str) -> None:
    answered = post_casus(cast, story=f"{STORY}<p>{text}</p>")
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "Hieraan is iemand te herkennen" in page
    assert "harde muziek" in page
    assert not Topic.objects.exists()


@pytest.mark.parametrize("piece", ["A-", "A'", "Ab ", "A ", "Kerk-straa", "A\n\n"])
def test_looking_for_streets_takes_time_by_length_and_not_by_its_square(piece: str) -> None:
    start = time.process_time()
    found = list(recognisability.streets(piece * (20_000 // len(piece)) + " bij de Nieuwe Kerkstraat 12"))
    assert time.process_time() - start < 1
    assert [finding.text for finding in found] == ["Nieuwe Kerkstraat"]


def test_own_municipality_and_organisation_block_in_any_writing(cast: Cast) -> None:
    municipality = str(cast.here.municipality)
    for name in (municipality.lower(), cast.here.name.upper()):
        assert post_casus(cast, story=f"{STORY}<p>zoals in {name} gebeurt</p>").status_code == 422
    assert post_casus(cast, title=f"Wat doet {municipality}?").status_code == 422
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Buren durven niets te zeggen. Best lastig. De buurt is bang, de flat is gehorig.",
        "Artikel 151d Gemeentewet is overwogen. De Wet aanpak woonoverlast ook.",
        "We houden toezicht vanuit het casusoverleg met de woningcorporatie en de politie.",
    ],
)
def test_ordinary_words_do_not_block(cast: Cast, text: str) -> None:
    assert recognisability.find(text, by=cast.member) == []


def test_short_story_asks_for_more(cast: Cast) -> None:
    assert "Vertel iets meer" in post_casus(cast, story="<p>Help.</p>").content.decode()


def test_explained_name_goes_to_the_second_reader_with_the_explanation(cast: Cast) -> None:
    story = f"{STORY}<p>De klusser is Karel Timmers.</p>"
    assert post_casus(cast, story=story).status_code == 422
    assert post_casus(cast, story=story, explanation="Dit is een bedrijf.").status_code == 302
    casus = CaseQuestion.objects.get()
    CheckRequest.objects.get_or_create(casus=casus, person=cast.outsider, defaults={"at": timezone.now()})
    page = logged_in(cast.outsider).get(f"/forum/casus/{casus.pk}/controle/").content.decode()
    assert "De vrager schrijft: Dit is een bedrijf." in page
    assert not Topic.objects.visible_to(cast.colleague).exists()


def test_words_that_an_editor_allowed_do_not_block(cast: Cast) -> None:
    story = f"{STORY}<p>Wij overlegden bij Karel Timmers.</p>"
    allowed = FalseAlarm.objects.create(words="Karel Timmers", by=cast.member, why="Dit is een buurthuis.")
    assert post_casus(cast, story=story).status_code == 422
    FalseAlarm.objects.filter(pk=allowed.pk).update(outcome="allowed", settled_at=timezone.now())
    assert post_casus(cast, story=f"{story}<p>Bij de Kerkstraat.</p>").status_code == 422
    assert post_casus(cast, story=story).status_code == 302


def test_number_of_somebody_cannot_be_explained(cast: Cast) -> None:
    for told in ("Bel 06-12345678.", "Zijn bsn is 123456782.", "De huur komt van NL91 ABNA 0417 1643 00."):
        story = f"{STORY}<p>{told}</p>"
        assert post_casus(cast, story=story, explanation="Dit is een bedrijf.").status_code == 422
    assert not CaseQuestion.objects.exists()


def test_neutral_words_come_in_the_place_only(cast: Cast) -> None:
    story = f"{STORY}<p>Kees <strong>Bos</strong> klaagt. Kees Bosma niet.</p>"
    form = post_casus(cast, story=story, replace="ja").context["form"]
    assert "een bewoner" in form["story"].value()
    assert "Bos" not in form["story"].value()
    assert not CaseQuestion.objects.exists()


def suspend(person: Person, *, by: Person) -> None:
    until = timezone.now() + timedelta(days=2)
    Sanction.objects.create(
        kind=Sanction.Kind.SUSPENSION, person=person, by=by, at=timezone.now(), reason="x", until=until
    )


def test_suspended_writer_keeps_the_text(cast: Cast) -> None:
    suspend(cast.member, by=cast.editor)
    answered = post_casus(cast)
    assert answered.status_code == 422
    assert "harde muziek" in answered.content.decode()


def test_visitor_and_applicant_cannot_put_one_in(cast: Cast) -> None:
    assert logged_in(None).post("/forum/casus/nieuw/", typed()).status_code in {302, 403}
    assert logged_in(cast.applicant).post("/forum/casus/nieuw/", typed()).status_code in {302, 403}
    assert not Topic.objects.exists()


# Who checks


def test_people_of_other_municipalities_are_asked_to_check(cast: Cast) -> None:
    post_casus(cast)
    assert {request.person for request in CheckRequest.objects.all()} == {cast.other_coordinator}
    assert Notice.objects.filter(person=cast.other_coordinator, kind="forum.check").exists()


def test_nobody_checks_more_than_twice_a_week(cast: Cast) -> None:
    for _ in range(3):
        cases.ask_checkers(put_case(cast.member))
    assert CheckRequest.objects.filter(person=cast.other_coordinator).count() == 2


def test_only_who_was_asked_reads_it(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = f"/forum/casus/{casus.pk}/controle/"
    assert "harde muziek" in logged_in(cast.outsider).get(url).content.decode()
    assert logged_in(cast.editor).get(url).status_code == 200
    for person in (cast.member, cast.colleague, cast.other_steward, cast.other_coordinator):
        assert logged_in(person).get(url).status_code == 404
        assert casus.topic.title not in logged_in(person).get("/forum/casus/controle/").content.decode()


def test_colleague_who_was_asked_by_mistake_may_not_check(cast: Cast) -> None:
    casus = put_case(cast.member, checker=cast.colleague)
    assert logged_in(cast.colleague).post(f"/forum/casus/{casus.pk}/controle/", read(casus, SAFE)).status_code == 403


def test_author_who_is_editor_does_not_check_his_own(cast: Cast) -> None:
    casus = put_case(cast.editor)
    assert logged_in(cast.editor).post(f"/forum/casus/{casus.pk}/controle/", read(casus, SAFE)).status_code == 404
    assert (
        logged_in(cast.administrator).post(f"/forum/casus/{casus.pk}/controle/", read(casus, SAFE)).status_code == 302
    )


def test_who_left_does_not_check(cast: Cast) -> None:
    casus = asked_to_check(cast)
    Membership.objects.filter(person=cast.outsider).update(ended_on=timezone.localdate())
    assert logged_in(cast.outsider).post(f"/forum/casus/{casus.pk}/controle/", read(casus, SAFE)).status_code in {
        302,
        403,
        404,
    }
    assert casus.is_being_checked


def take_away(casus: CaseQuestion) -> None:
    posting.take_away(casus.topic.opening, by=casus.topic.author)


def test_what_its_author_took_away_cannot_be_released(cast: Cast) -> None:
    casus, marked = asked_to_check(cast), read(asked_to_check(cast), SAFE)
    take_away(casus)
    assert logged_in(cast.outsider).post(f"/forum/casus/{casus.pk}/controle/", marked).status_code == 404
    assert logged_in(cast.editor).post(f"/forum/casus/{casus.pk}/controle/", marked).status_code == 404
    with pytest.raises(NotPossible):
        cases.check(casus, by=cast.editor, verdict=Check.Verdict.SAFE)
    assert not Topic.objects.visible_to(cast.colleague).exists()
    assert not CaseQuestion.objects.released().exists()


def test_what_its_author_took_away_is_in_no_queue_and_no_mail(cast: Cast) -> None:
    casus = put_case(cast.member)
    cases.ask_checkers(casus)
    Notice.objects.update(mail_due_at=timezone.now())
    take_away(casus)
    assert cases.ask_more_checkers() == 0
    for person, path in ((cast.editor, "/beheer/?soort=meelezen"), (cast.outsider, "/forum/casus/controle/")):
        assert casus.topic.title not in logged_in(person).get(path).content.decode()
    mail.outbox.clear()
    instant.send_due(now=timezone.now() + timedelta(hours=1))
    assert mail.outbox == []


def test_a_verdict_on_another_text_than_was_read_counts_for_nothing(cast: Cast) -> None:
    casus = asked_to_check(cast)
    what_was_read = read(casus, SAFE)
    changed = typed(story=STORY.replace("harde muziek", "veel feesten"))
    assert logged_in(cast.member).post(f"/forum/casus/{casus.pk}/aanpassen/", changed).status_code == 302
    url = f"/forum/casus/{casus.pk}/controle/"
    again = logged_in(cast.outsider).post(url, what_was_read, follow=True)
    assert "veranderd terwijl je las" in again.content.decode()
    assert CaseQuestion.objects.get().is_being_checked
    assert logged_in(cast.outsider).post(url, SAFE).status_code == 422
    logged_in(cast.outsider).post(url, read(CaseQuestion.objects.get(), SAFE))
    assert not CaseQuestion.objects.get().is_being_checked


# Verdict


def test_safe_releases_it_with_five_working_days(cast: Cast) -> None:
    casus = asked_to_check(cast)
    logged_in(cast.outsider).post(f"/forum/casus/{casus.pk}/controle/", read(casus, SAFE))
    casus.refresh_from_db()
    assert casus.answer_before == add_working_days(timezone.localdate(), 5)
    assert Topic.objects.visible_to(cast.colleague).filter(pk=casus.topic_id).exists()
    assert Notice.objects.filter(person=cast.member, kind="forum.casus").exists()


def test_released_case_question_is_never_public(cast: Cast) -> None:
    casus = released(cast)
    casus.topic.theme.public_since = timezone.now()
    casus.topic.theme.save()
    assert not Topic.objects.visible_to(cast.applicant).exists()


def test_release_asks_three_experts_at_once(cast: Cast) -> None:
    people = [make_person(f"kenner-{number}", cast.elsewhere) for number in range(4)]
    subject().people.add(*people)
    released(cast)
    assert Ask.objects.count() == 3


def test_experts_who_come_later_are_asked_by_the_routine(cast: Cast) -> None:
    released(cast)
    assert not Ask.objects.exists()
    subject().people.add(cast.other_steward)
    assert asking.ask_about_unanswered() == 1


def test_recognisable_needs_advice_and_goes_back_to_the_author(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = f"/forum/casus/{casus.pk}/controle/"
    assert logged_in(cast.outsider).post(url, {"verdict": "recognisable"}).status_code == 422
    logged_in(cast.outsider).post(url, read(casus, ADVICE))
    assert casus.waits_for_author
    assert casus.is_being_checked
    page = logged_in(cast.member).get(f"/forum/casus/{casus.pk}/aanpassen/").content.decode()
    assert "Laat het beroep weg." in page


def test_changed_case_question_is_checked_again_and_the_old_text_is_gone(cast: Cast) -> None:
    casus = asked_to_check(cast)
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.RECOGNISABLE, advice="Laat het beroep weg.")
    changed = logged_in(cast.member).post(f"/forum/casus/{casus.pk}/aanpassen/", typed(severity="extreme"))
    assert changed.status_code == 302
    assert not casus.topic.opening.revisions.exists()
    assert not CaseQuestion.objects.get(pk=casus.pk).waits_for_author
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert CaseQuestion.objects.get(pk=casus.pk).severity == "extreme"


def test_changing_is_for_the_author_before_the_release(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = f"/forum/casus/{casus.pk}/aanpassen/"
    assert logged_in(cast.outsider).get(url).status_code == 404
    assert logged_in(cast.editor).get(url).status_code == 403
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert logged_in(cast.member).get(url).headers["Location"] == casus.topic.get_absolute_url()
    assert logged_in(cast.member).post(url, typed(severity="extreme")).status_code == 302
    assert CaseQuestion.objects.get().severity == "serious"


def test_suspended_writer_changes_nothing(cast: Cast) -> None:
    casus = asked_to_check(cast)
    suspend(cast.member, by=cast.editor)
    answered = logged_in(cast.member).post(f"/forum/casus/{casus.pk}/aanpassen/", typed(severity="extreme"))
    assert answered.status_code == 422
    assert "niet schrijven op het forum" in answered.content.decode()
    assert CaseQuestion.objects.get().severity == "serious"


def test_second_verdict_does_not_count(cast: Cast) -> None:
    casus = asked_to_check(cast)
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.RECOGNISABLE, advice="Anders.")
    with pytest.raises(NotPossible):
        cases.check(casus, by=cast.editor, verdict=Check.Verdict.SAFE)
    assert casus.is_being_checked
    assert casus.checks.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_verdicts_at_once_one_counts(places: None) -> None:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast = make_cast(here, elsewhere)
    casus = put_case(cast.member)

    def give(by: Person) -> bool:
        try:
            cases.check(casus, by=by, verdict=Check.Verdict.SAFE)
        except NotPossible:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give, [cast.editor, cast.administrator])) == [False, True]
    assert Check.objects.count() == 1


# Clock and outcome


def test_clock_that_runs_out_tells_everybody_once(cast: Cast) -> None:
    subject().people.add(cast.other_steward)
    casus = released(cast)
    CaseQuestion.objects.update(answer_before=timezone.localdate() - timedelta(days=1))
    assert [cases.tell_overdue(), cases.tell_overdue()] == [1, 0]
    told = Notice.objects.filter(title__startswith="Nog geen antwoord").values_list("person", flat=True)
    assert set(told) == {cast.member.pk, cast.other_steward.pk}
    assert list(cases.overdue()) == [casus]


def test_answer_of_somebody_else_stops_the_clock(cast: Cast) -> None:
    casus = released(cast)
    CaseQuestion.objects.update(answer_before=timezone.localdate() - timedelta(days=1))
    answer(casus.topic, cast.member)
    assert cases.overdue().exists()
    reply = answer(casus.topic, cast.outsider)
    assert not cases.overdue().exists()
    withhold(reply)
    assert cases.overdue().exists()


def test_last_day_of_the_clock_is_not_late(cast: Cast) -> None:
    released(cast)
    CaseQuestion.objects.update(answer_before=timezone.localdate())
    assert not cases.overdue().exists()


def test_outcome_is_asked_after_six_weeks_once(cast: Cast) -> None:
    casus = released(cast)
    now = timezone.now()
    assert cases.ask_outcomes(now=now + timedelta(days=41)) == 0
    later = now + timedelta(days=43)
    assert [cases.ask_outcomes(now=later), cases.ask_outcomes(now=later)] == [1, 0]
    assert Notice.objects.filter(person=cast.member, url=f"/forum/casus/{casus.pk}/afloop/").count() == 1


def test_still_running_is_asked_again_but_an_end_is_not(cast: Cast) -> None:
    casus = released(cast)
    later = timezone.now() + timedelta(days=43)
    cases.ask_outcomes(now=later)
    cases.end(casus, code=CaseOutcome.Code.RUNNING, note="", by=cast.member)
    CaseOutcome.objects.update(at=later + timedelta(days=1))
    assert cases.ask_outcomes(now=later + timedelta(days=20)) == 0
    assert cases.ask_outcomes(now=later + timedelta(days=50)) == 1
    cases.end(casus, code=CaseOutcome.Code.MOVED, note="", by=cast.member)
    CaseOutcome.objects.filter(code=CaseOutcome.Code.MOVED).update(at=later + timedelta(days=51))
    assert cases.ask_outcomes(now=later + timedelta(days=400)) == 0


def test_outcome_is_for_the_asker_and_editors(cast: Cast) -> None:
    casus = released(cast)
    url = f"/forum/casus/{casus.pk}/afloop/"
    assert logged_in(cast.member).post(url, {"code": "less"}).status_code == 302
    assert logged_in(cast.editor).post(url, {"code": "solved"}).status_code == 302
    assert logged_in(cast.colleague).post(url, {"code": "solved"}).status_code == 403
    assert logged_in(cast.applicant).post(url, {"code": "solved"}).status_code in {302, 403}
    assert CaseOutcome.objects.count() == 2


def test_outcome_note_names_nobody(cast: Cast) -> None:
    casus = released(cast)
    posted = logged_in(cast.member).post(
        f"/forum/casus/{casus.pk}/afloop/", {"code": "less", "note": "Aan de Lindenstraat"}
    )
    assert posted.status_code == 422
    assert not CaseOutcome.objects.exists()


@pytest.mark.parametrize("code", CaseOutcome.Code)
def test_only_solved_counts_as_solved(cast: Cast, code: CaseOutcome.Code) -> None:
    cases.end(released(cast), code=code, note="", by=cast.member)
    assert cases.outcomes().solved == (1 if code == "solved" else 0)
    assert cases.outcomes().total == 1


def test_moved_away_is_never_solved() -> None:
    assert not CaseOutcome(code=CaseOutcome.Code.MOVED).is_solved
    assert CaseOutcome(code=CaseOutcome.Code.SOLVED).is_solved


def test_newest_outcome_counts(cast: Cast) -> None:
    casus = released(cast)
    cases.end(casus, code=CaseOutcome.Code.SOLVED, note="", by=cast.member)
    cases.end(casus, code=CaseOutcome.Code.MOVED, note="", by=cast.member)
    assert (cases.outcomes().solved, cases.outcomes().total) == (0, 1)


# Making more of it


def test_harvest_is_offered_once(cast: Cast) -> None:
    topic = ask_question(cast.member)
    for person in (cast.member, cast.colleague):
        assert logged_in(person).post(f"/forum/onderwerp/{topic.pk}/oogst/", {"kind": "guide"}).status_code == 302
    assert Harvest.objects.get().by == cast.member


def test_harvest_of_a_hidden_topic_is_not_there(cast: Cast) -> None:
    topic = ask_question(cast.member)
    withhold(topic.opening)
    url = f"/forum/onderwerp/{topic.pk}/oogst/"
    assert logged_in(cast.outsider).post(url, {"kind": "guide"}).status_code == 404
    assert logged_in(cast.outsider).get(url).status_code == 405
    assert not Harvest.objects.exists()


def test_editor_takes_a_harvest(cast: Cast) -> None:
    row = cases.harvest(ask_question(cast.member), kind="practice", note="", by=cast.member)
    url = f"/forum/oogst/{row.pk}/opgepakt/"
    assert logged_in(cast.member).post(url).status_code == 403
    assert logged_in(cast.editor).get(url).status_code == 405
    logged_in(cast.editor).post(url)
    row.refresh_from_db()
    assert row.taken_by == cast.editor
    assert "al op" in logged_in(cast.administrator).post(url, follow=True).content.decode()


# Nothing shines through


def test_unreleased_case_question_is_nowhere(cast: Cast) -> None:
    casus = asked_to_check(cast)
    Topic.objects.filter(pk=casus.topic_id).update(title="Kanarie in de kooi")
    subject().people.add(cast.outsider)
    paths = ["/forum/casus/", "/forum/casus/controle/", "/forum/gevraagd/", "/leden/kenners/?onderwerp=geluid"]
    for path in [*paths, f"/forum/vraag-aan/{cast.outsider.pk}/"]:
        assert "Kanarie" not in logged_in(cast.colleague).get(path).content.decode()
    assert "Kanarie" in logged_in(cast.member).get("/forum/casus/").content.decode()
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert "Kanarie" in logged_in(cast.colleague).get("/forum/casus/").content.decode()


def test_moderator_hiding_it_takes_it_from_the_list(cast: Cast) -> None:
    casus = released(cast)
    withhold(casus.topic.opening, kind=Withholding.Kind.HIDDEN)
    assert casus.topic.title not in logged_in(cast.colleague).get("/forum/casus/").content.decode()


def test_release_on_the_day_before_christmas_skips_the_holidays(cast: Cast) -> None:
    casus = asked_to_check(cast)
    with mock.patch("django.utils.timezone.localdate", return_value=date(2026, 12, 24)):
        cases.release(CaseQuestion.objects.get(pk=casus.pk), by=cast.outsider)
    assert CaseQuestion.objects.get(pk=casus.pk).answer_before == date(2027, 1, 4)


def test_instruments_that_were_tried_are_kept(cast: Cast) -> None:
    tool = Expertise.objects.filter(facet=Expertise.Facet.INSTRUMENT).first() or Expertise.objects.create(
        slug="brief", name="Brief", facet=Expertise.Facet.INSTRUMENT
    )
    post_casus(cast, tried=[tool.slug])
    assert list(CaseQuestion.objects.get().tried.all()) == [tool]


def test_after_two_days_another_reader_is_asked(cast: Cast) -> None:
    casus = asked_to_check(cast)
    assert cases.ask_more_checkers() == 0
    CheckRequest.objects.update(at=timezone.now() - timedelta(days=3))
    assert [cases.ask_more_checkers(), cases.ask_more_checkers()] == [1, 0]
    assert casus.check_requests.count() == 2


def test_editors_find_late_cases_and_harvests_in_their_queue(cast: Cast) -> None:
    waiting = put_case(cast.member)
    Topic.objects.filter(pk=waiting.topic_id).update(title="Wacht op een lezer")
    released(cast)
    CaseQuestion.objects.exclude(answer_before=None).update(answer_before=timezone.localdate() - timedelta(days=3))
    cases.harvest(ask_question(cast.member), kind="practice", note="", by=cast.member)
    pages = {kind: logged_in(cast.editor).get(f"/beheer/?soort={kind}").content.decode() for kind in QUEUES}
    assert "Wacht op een lezer" in pages["meelezen"]
    assert "Nog geen antwoord" in pages["casus"]
    assert "praktijkvoorbeeld" in pages["oogst"]


def test_one_button_puts_neutral_words_in_place(cast: Cast) -> None:
    answered = post_casus(cast, story=f"{STORY}<p>In Apeldoorn speelt dit ook.</p>", replace="ja")
    page = answered.content.decode()
    assert "In een andere gemeente speelt dit ook." in page
    assert "Er is nog niets verstuurd" in page
    assert not Topic.objects.exists()


def test_author_changes_it_by_its_own_form_only(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = f"/forum/reactie/{casus.topic.opening.pk}/wijzigen/"
    changed = logged_in(cast.member).post(url, {"title": "Dit is de Lindenstraat", "body": "<p>x</p>"})
    assert changed.headers["Location"] == f"/forum/casus/{casus.pk}/aanpassen/"
    assert Topic.objects.get().title == casus.topic.title


def test_page_of_the_topic_tells_where_the_case_stands(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = casus.topic.get_absolute_url()
    assert "Nog niet op het forum" in logged_in(cast.member).get(url).content.decode()
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert "Antwoord verwacht voor" in logged_in(cast.colleague).get(url).content.decode()
    cases.end(casus, code=CaseOutcome.Code.MOVED, note="", by=cast.member)
    assert "Afloop: verhuisd" in logged_in(cast.colleague).get(url).content.decode()


def test_reply_on_the_forum_answers_the_request(cast: Cast) -> None:
    subject().people.add(cast.other_steward)
    casus = released(cast)
    page = logged_in(cast.other_steward).get(casus.topic.get_absolute_url()).content.decode()
    assert "Ook jij bent gevraagd." in page
    logged_in(cast.other_steward).post(f"/forum/onderwerp/{casus.topic_id}/reageren/", {"body": "<p>Begin klein.</p>"})
    assert Ask.objects.get().response == Ask.Response.ANSWERED
    assert "(gaf antwoord)" in logged_in(cast.member).get(casus.topic.get_absolute_url()).content.decode()


def test_nobody_is_told_of_a_case_question_that_he_cannot_read(cast: Cast) -> None:
    casus = asked_to_check(cast)
    watching.follow_from_now(cast.colleague, casus.topic, reason="proef")
    body = f'<p><a href="/leden/{cast.colleague.pk}/">Collega</a>, kijk jij mee?</p>'
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    withhold(casus.topic.opening)
    Notice.objects.all().delete()
    posting.reply(casus.topic, writing=posting.Writing(body=body), by=cast.member)
    assert not Notice.objects.exists()
    Withholding.objects.active().update(lifted_at=timezone.now())
    posting.reply(casus.topic, writing=posting.Writing(body=body), by=cast.member)
    assert Notice.objects.filter(person=cast.colleague).exists()


def test_case_question_that_waits_cannot_be_answered(cast: Cast) -> None:
    casus = asked_to_check(cast)
    url = casus.topic.get_absolute_url()
    for person in (cast.member, cast.editor):
        page = logged_in(person).get(url).content.decode()
        assert "Reageren kan zodra iemand heeft meegelezen." in page
        assert ">Reageer<" not in page
        assert "citaat=" not in page
        assert "/reageren/" not in page
    answered = logged_in(cast.member).post(f"{url}reageren/", {"body": "<p>Nog iets.</p>", "form_key": str(uuid4())})
    assert answered.status_code == 422
    assert "Nog iets." in answered.content.decode()
    assert casus.topic.posts.count() == 1
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert ">Reageer<" in logged_in(cast.member).get(url).content.decode()


def test_what_was_found_is_not_in_the_words_for_a_log() -> None:
    finding = recognisability.Finding(0, 11, "Lindenstraat", "Een straat.", "een straat")
    assert "Lindenstraat" not in repr(finding)
