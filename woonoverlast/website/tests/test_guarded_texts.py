"""Every text that people write goes through the guard, in every context: a form or a column that is new must say how."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.http import QueryDict

import woonoverlast
from woonoverlast.cases.forms import GuardedNote, StoryForm
from woonoverlast.events.tests.making import make_event
from woonoverlast.forum.forms.writing import WritingForm
from woonoverlast.forum.models import Post
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.lib import personal_data
from woonoverlast.lib.personal_data import Kind
from woonoverlast.people.guarded import Guarded, guarded_fields, is_text
from woonoverlast.people.testing import Cast

CANARIES = {
    Kind.BSN: "De melder is 123456782 en belt elke week.",
    Kind.ADDRESS: "Zij woont op Kastanjelaan 14 en hoort alles.",
    Kind.PHONE: "Bel de melder op 06-28371940 na vijf uur.",
    Kind.MAIL: "De melder mailt met h.vandenbrink83@gmail.com over de buren.",
    Kind.IBAN: "De huur komt van NL91 ABNA 0417 1643 00 deze maand.",
    Kind.PLATE: "Er staat een auto met kenteken VK-803-T voor de deur.",
    Kind.BIRTH: "De melder is geboren op 14 februari 1971 in de stad.",
    Kind.DOCUMENT: "Het paspoort NXR4H81F2 lag bij de buren.",
    Kind.NAME: "Het gaat om Sharon Wijnaldum van hierboven.",
}
GATES = (Guarded, WritingForm, StoryForm, GuardedNote)
# Forms with a text that another gate looks over, by their module.
ELSEWHERE = {
    "woonoverlast.demo.": "only on the demonstration",
    "woonoverlast.website.views.style": "an example of how forms look",
    "woonoverlast.newsletter.forms.editions": "newsletter.preflight stops the edition",
    "woonoverlast.accounts.forms": "to log in",
}
# Forms whose text nobody reads: what is searched for, codes, what is only shown again to who typed it.
NOT_READ = {
    "SearchForm", "LogbookFilter", "DomainForm", "FindForm", "ArrivalForm", "FindEventForm", "DirectoryForm", "SearchTermForm", "SuggestionForm",
    "ExpertForm", "PickForm", "MunicipalityFilter", "CoverageFilter", "RecipientFilter", "SimilarForm", "PrefillForm", "PostedForm", "DraftForm",
    "AnswersForm", "PracticeFilter", "SharingForm", "CodeForm", "SyncForm", "LevelForm", "InviteForm", "SubscribeForm", "MunicipalityNameForm", "RuleFilter",
}  # fmt: skip
# Which columns a guarded field is kept in; also where the text comes in by mail or with a file.
WRITTEN = {
    "TopicForm": "Topic.title Post.body", "ReplyForm": "Post.body", "EditForm": "Topic.title Post.body Revision.title Revision.body Revision.reason",
    "WritingForm": "Withholding.reason Attachment.name Attachment.file", "CaseForm": "Topic.title Post.body", "SupplementForm": "Post.body", "CheckForm": "Check.advice",
    "OutcomeForm": "CaseOutcome.note", "HarvestForm": "Harvest.note", "BookmarkForm": "Bookmark.note", "LockForm": "Lock.reason",
    "ReportForm": "Report.text", "SettleReportForm": "Report.answer", "ObjectionForm": "Objection.text", "SettleObjectionForm": "Objection.answer",
    "SanctionForm": "Sanction.reason", "MoveForm": "Move.note", "SplitForm": "Topic.title", "ThemeForm": "Theme.name Theme.description",
    "EventForm": "Event.title Event.summary Event.body", "PartForm": "Part.title Part.text", "RepeatForm": "Series.title",
    "ReasonForm": "Cancellation.reason Act.note", "RemovalForm": "Step.why", "WishForm": "SignUp.wish", "TrackForm": "Track.title Track.description",
    "ItemForm": "TrackItem.title TrackItem.text", "FileForm": "Material.title Material.file Material.name Material.text",
    "MinutesForm": "Material.body", "RaisedQuestionForm": "RaisedQuestion.text",
    "EvaluationForm": "EvaluationAnswer.differently EvaluationAnswer.better", "WithdrawForm": "Certificate.withdrawn_why", "QuestionForm": "Question.label",
    "ReminderForm": "Reminder.subject Reminder.text", "GroupMailForm": "GroupMail.subject GroupMail.text",
    "RequestForm": "Request.title Request.text Request.period", "RefusalForm": "Request.refusal", "RemarkForm": "Remark.text",
    "SubjectWordsForm": "SubjectWords.words", "ProfileForm": "Person.job_title Person.looking_for", "JoinForm": "Application.motivation", "DecisionForm": "Application.reason",
    "InviteManyForm": "Invitation.note InvitationBatch.note", "DepartureForm": "DepartureReport.note", "FalseAlarmForm": "FalseAlarm.words FalseAlarm.why",
    "SynonymForm": "SynonymGroup.words SynonymGroup.note", "DoubtForm": "Doubt.text", "SettleForm": "Doubt.answer",
    "VersionForm": "Version.changed Version.summary Version.duration Version.protection Version.privacy Version.costs Version.effect_text"
    " Version.certainty_text Version.mechanism Version.moderators Version.implementation Version.why_empty LegalBasis.law LegalBasis.article"
    " LegalBasis.paragraph LegalBasis.about Ruling.ecli Ruling.about Relation.why", "RuleTableForm": "RuleTable.note RuleTable.text",
    "WorksheetForm": "Practice.title Revision.summary Revision.problem Revision.goal Revision.target_group Revision.approach Revision.partners"
    " Revision.data_sharing Revision.conditions Revision.costs Revision.duration Revision.result Revision.measuring Revision.not_worked Revision.tips"
    " Revision.transfer", "ReviewForm": "Review.text", "PublishForm": "Publication.note", "UseForm": "Use.result Use.text",
    "StatementForm": "Statement.title Statement.text Statement.note Statement.source", "TakeAwayForm": "Statement.refusal",
    "preflight": "Edition.subject Edition.preview Edition.introduction Block.title Block.text Block.button Block.url Block.picture_text",
}  # fmt: skip
# Columns that say who somebody is, where an event is or what an answer about oneself is; and those that we fill ourselves.
OURS = {
    "who it is": "Person.name Person.email Person.password SignUp.guest_name SignUp.guest_email SignUp.guest_organisation Speaker.name Speaker.role"
    " Certificate.name Certificate.organiser Subscriber.address Invitation.email InvitationLine.address Recipient.address Recipient.name"
    " OutgoingMail.to IncomingMail.to IncomingMail.sender PausedAddress.address Unsubscription.address Organisation.name Organisation.website"
    " Event.location Event.address Answer.text Review.reviewer",
    "made of guarded texts": "Revision.pieces Post.text Event.text Certificate.title Entry.title Notice.title NoticeMail.subject OutgoingMail.subject Mailing.subject"
    " Mailing.text Mailing.html Act.target_label Resolution.note Draft.data Import.good Import.report",
    "keys, kinds and links": "Statement.article Statement.url Statement.policy_url CheckedLink.url CheckedLink.why Import.file_name Entry.kind Entry.thread Word.word Word.lexeme SynonymGroup.key Edition.audience Edition.slug Picture.file Picture.media_type"
    " Block.source Theme.slug Attachment.media_type Draft.key Ask.evidence Event.link Track.slug Material.media_type Material.url RaisedQuestion.became"
    " Certificate.code Told.what Reminder.whom GroupMail.whom Unsubscription.list_name PausedAddress.reason Notice.kind Notice.url Notice.reason"
    " Notice.thread Notice.about NoticeMail.thread Watch.thing Watch.reason Mailing.list_name Mailing.trouble Mailing.recent Mailing.totals"
    " Recipient.worker Recipient.note TokenBucket.provider OutgoingMail.last_error IncomingMail.message_id Act.verb Organisation.slug MailDomain.domain"
    " Expertise.slug Expertise.name InvitationBatch.file_name InvitationBatch.column Invitation.token_digest RateCount.key Region.code Region.name Municipality.code"
    " Municipality.name Municipality.slug Municipality.other_names Municipality.search_names Shape.path Shape.source Version.digest RuleTable.digest Practice.slug",
    "facts that come with the platform": "Instrument.slug Instrument.name SampleText.slug SampleText.title SampleText.about SampleText.text Cycle.name Cycle.slug Cycle.introduction Cycle.source Target.slug Target.title Target.definition"
    " Target.baseline_note Target.baseline_source",
}


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(woonoverlast.__path__, "woonoverlast."):
        parts = module.name.split(".")
        if not {"tests", "migrations", "__main__"} & set(parts) and any(
            "form" in part or part == "views" for part in parts
        ):
            yield module.name


def all_forms() -> list[Any]:
    for name in modules():
        importlib.import_module(name)
    return sorted(set(below(forms.BaseForm)), key=lambda form: (form.__module__, form.__name__))


def below(form: Any) -> Iterator[Any]:
    for child in form.__subclasses__():
        if child.__module__.startswith("woonoverlast.") and ".tests" not in child.__module__:
            yield child
        yield from below(child)


def texts_of(form: Any) -> list[str]:
    return [name for name, field in getattr(form, "base_fields", {}).items() if is_text(field)]


WITH_TEXT = [form for form in all_forms() if texts_of(form)]
GUARDED = [(form, name) for form in WITH_TEXT if issubclass(form, Guarded) for name in guarded_fields(form)]


def test_every_form_with_a_text_goes_through_a_gate() -> None:
    beside = [form for form in WITH_TEXT if not issubclass(form, GATES) and form.__name__ not in NOT_READ]
    assert [form for form in beside if not form.__module__.startswith(tuple(ELSEWHERE))] == []


def test_every_column_of_text_says_how_it_is_guarded() -> None:
    known = " ".join([*WRITTEN.values(), *OURS.values()]).split()
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("woonoverlast.")
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
        and not field.choices
    ]
    assert sorted(set(columns) - set(known)) == []
    assert sorted(set(known) - set(columns)) == []


def test_every_field_has_a_sensible_maximum() -> None:
    read = [(form, name) for form in WITH_TEXT if issubclass(form, GATES) for name in texts_of(form)]
    most = {(form, name): form.base_fields[name].max_length or sys.maxsize for form, name in read}
    assert [place for place in most if most[place] > 200_000 and place[1] not in place[0].unguarded] == []


def stage(cast: Cast) -> dict[str, Any]:
    """Whatever a form asks for."""
    topic, event = ask_question(cast.colleague), make_event(cast.editor)
    post = answer(topic, cast.member)
    return {
        "by": cast.member, "user": cast.member, "person": cast.member, "topic": topic, "topic_id": topic.pk, "post_id": post.pk, "with_title": True, "event": event,
        "theme": None, "item": None, "wanted": "", "replies": Post.objects.all(), "rule": None, "current": None, "practice": None,
    }  # fmt: skip


def bound(form: Any, data: dict[str, str], about: dict[str, Any]) -> Any:
    asked = {
        name
        for base in form.__mro__
        if "__init__" in vars(base)
        for name in inspect.signature(base.__init__).parameters
    }
    query = QueryDict(mutable=True)
    query.update({name: f"{text}; en meer" if name == "words" else text for name, text in data.items()})
    return form(query, **{name: value for name, value in about.items() if name in asked})


def is_held(form: Any, name: str) -> bool:
    form.is_valid()
    return "lijkt op" in " ".join(map(str, form.errors.get(name, [])))


@pytest.mark.parametrize("kind", Kind)
def test_canary_in_every_field_is_held(cast: Cast, kind: Kind) -> None:
    about = stage(cast)
    passed = [
        f"{form.__name__}.{name}"
        for form, name in GUARDED
        if not is_held(bound(form, {name: CANARIES[kind]}, about), name)
    ]
    assert passed == []


def test_without_the_guard_no_canary_is_held(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    about = stage(cast)
    monkeypatch.setattr(personal_data, "find", lambda text, allowed=(): [])
    text = CANARIES[Kind.NAME]
    assert [name for form, name in GUARDED if is_held(bound(form, {name: text}, about), name)] == []
