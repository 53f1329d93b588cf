"""For each address with a variable part: an object of the cast, and who may not know that it exists."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from woonoverlast.forum import casus as cases
from woonoverlast.forum import feeds
from woonoverlast.forum.models import Ask, Attachment, Casus, Check, Theme
from woonoverlast.forum.tests.talk import a_theme, answer, ask_question, put_casus
from woonoverlast.notifications.models import Notice, OutgoingMail
from woonoverlast.people import upkeep
from woonoverlast.people.models import Application, DepartureReport, Invitation, InvitationBatch, Person
from woonoverlast.people.testing import Cast
from woonoverlast.plans.models import Cycle

Example = Callable[[Cast], str]

EVERYONE_BUT_MEMBER = frozenset(
    "outsider steward other_steward coordinator other_coordinator executive editor administrator".split()
)


def application(cast: Cast) -> str:
    return f"/aanmeldingen/{Application.objects.create(person=cast.applicant, organisation=cast.here).pk}/"


def departure(cast: Cast) -> str:
    report = DepartureReport.objects.create(person=cast.colleague, reported_by=cast.member)
    return f"/vertrekmeldingen/{report.pk}/"


def invitation(cast: Cast) -> Invitation:
    return Invitation.objects.create(
        by=cast.member,
        email="nieuw@werk.example",
        token_digest="0" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )


def batch(cast: Cast) -> str:
    return f"/uitnodigen/lijst/{InvitationBatch.objects.create(by=cast.member).pk}/"


def mail(cast: Cast) -> str:
    found = OutgoingMail.objects.create(to="lid@werk.example", subject="Dag", message=b"Subject: Dag\r\n\r\nHoi")
    return f"/postbak/{found.pk}/"


def session(cast: Cast) -> UserSession:
    return UserSession.objects.create(user=cast.member, ip="127.0.0.1", session_key="x" * 32)


def key(cast: Cast) -> Authenticator:
    data = {"name": "Telefoon", "credential": {}}
    return Authenticator.objects.create(user=cast.member, type=Authenticator.Type.WEBAUTHN, data=data)


def cycle() -> Cycle:
    return Cycle.objects.earliest("starts_on")


def token(person: Person) -> str:
    return upkeep.confirmation_token(person)


def ask(cast: Cast) -> str:
    asked = Ask.objects.create(topic=ask_question(cast.outsider), person=cast.member, at=timezone.now(), evidence="-")
    return f"/forum/gevraagd/{asked.pk}/"


def casus(cast: Cast) -> Casus:
    return put_casus(cast.member, checker=cast.outsider)


def released_casus(cast: Cast) -> Casus:
    found = casus(cast)
    cases.check(found, by=cast.outsider, verdict=Check.Verdict.SAFE)
    return found


def harvest(cast: Cast) -> int:
    return cases.harvest(ask_question(cast.member), kind="guide", note="", by=cast.member).pk


def topic(cast: Cast) -> str:
    return f"/forum/onderwerp/{ask_question(cast.member).pk}/"


def own_post(cast: Cast) -> str:
    return f"/forum/reactie/{ask_question(cast.member).opening.pk}/"


def reply_to_own(cast: Cast) -> str:
    return f"/forum/reactie/{answer(ask_question(cast.member), cast.colleague).pk}/"


def public_theme(cast: Cast) -> str:
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    return f"/forum/{a_theme().slug}/"


def public_post(cast: Cast) -> str:
    public_theme(cast)
    return own_post(cast)


def attachment(cast: Cast) -> str:
    public_theme(cast)
    file = SimpleUploadedFile("a.pdf", b"x")
    fields = {"by": cast.member, "name": "a.pdf", "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    post = ask_question(cast.member).opening
    return f"/forum/bijlagen/{Attachment.objects.create(post=post, file=file, **fields).pk}/"


def private_feed(cast: Cast) -> str:
    feeds.renew(cast.member)
    return f"/forum/feed/{feeds.address_key(cast.member)}/nieuw.atom"


def notice(cast: Cast) -> str:
    fields = {"kind": "x", "title": "Nieuws", "url": "/forum/", "reason": "je lid bent", "at": timezone.now()}
    return f"/meldingen/{Notice.objects.create(person=cast.member, **fields).pk}/"


EXAMPLES: Mapping[str, Example] = {
    "forum:theme": public_theme,
    "forum:theme_feed": lambda cast: public_theme(cast) + "nieuw.atom",
    "forum:theme_level": lambda cast: public_theme(cast) + "volgen/",
    "forum:topic": lambda cast: f"/forum/onderwerp/{(public_theme(cast), ask_question(cast.member))[1].pk}/",
    "forum:first_unread": lambda cast: topic(cast) + "ongelezen/",
    "forum:read_mark": lambda cast: topic(cast) + "gelezen/",
    "forum:reply": lambda cast: topic(cast) + "reageren/",
    "forum:me_too": lambda cast: topic(cast) + "wij-ook/",
    "forum:resolution": lambda cast: topic(cast) + "opgelost/",
    "forum:topic_level": lambda cast: topic(cast) + "volgen/",
    "forum:post": public_post,
    "forum:history": lambda cast: public_post(cast) + "geschiedenis/",
    "forum:edit_post": lambda cast: own_post(cast) + "wijzigen/",
    "forum:removal": lambda cast: own_post(cast) + "weghalen/",
    "forum:useful": lambda cast: own_post(cast) + "nuttig/",
    "forum:acceptance": lambda cast: reply_to_own(cast) + "beste-antwoord/",
    "forum:bookmark": lambda cast: own_post(cast) + "bewaren/",
    "forum:bookmark_removal": lambda cast: own_post(cast) + "bewaard-weg/",
    "forum:draft_removal": lambda cast: "/forum/concepten/1/weg/",
    "forum:attachment": attachment,
    "forum:attachment_removal": lambda cast: attachment(cast) + "weg/",
    "forum:private_feed": private_feed,
    "notifications:notice": notice,
    "people:application": application,
    "people:settle_departure": departure,
    "people:reminder": lambda cast: f"/uitnodigen/{invitation(cast).pk}/herinnering/",
    "people:invitation_withdrawal": lambda cast: f"/uitnodigen/{invitation(cast).pk}/intrekken/",
    "people:invitation_batch": batch,
    "people:invitation_batch_csv": lambda cast: batch(cast) + "resultaten.csv",
    "demo:mail": mail,
    "demo:mail_as_html": lambda cast: mail(cast) + "opmaak/",
    "people:end_session": lambda cast: f"/account/sessies/{session(cast).pk}/beeindigen/",
    "people:confirm_profile": lambda cast: f"/profiel/bevestigen/{token(cast.member)}/",
    "people:invitation_landing": lambda cast: "/uitnodiging/bestaat-niet/",
    "people:profile": lambda cast: f"/leden/{cast.colleague.pk}/",
    "people:report_departure": lambda cast: f"/leden/{cast.colleague.pk}/vertrokken/",
    "people:organisation": lambda cast: cast.here.get_absolute_url(),
    "people:organisation_management": lambda cast: cast.here.get_absolute_url() + "beheer/",
    "people:stewardship_change": lambda cast: cast.here.get_absolute_url() + "beheerders/",
    "people:organisation_domains": lambda cast: cast.here.get_absolute_url() + "maildomeinen/",
    "people:leave": lambda cast: cast.here.get_absolute_url() + "verlaten/",
    "office:application_decision": lambda cast: f"/beheer{application(cast)}besluit/",
    "office:departure_decision": lambda cast: (
        departure(cast).replace("/vertrekmeldingen", "/beheer/vertrek") + "besluit/"
    ),
    "office:profile_check": lambda cast: f"/beheer/profielen/{cast.colleague.pk}/controle/",
    "office:mail_dismissal": lambda cast: mail(cast).replace("/postbak", "/beheer/mails") + "afhandeling/",
    "office:job_retry": lambda cast: "/beheer/taken/999999/herstart/",
    "office:organisation": lambda cast: f"/beheer/organisaties/{cast.here.pk}/",
    "office:organisation_decision": lambda cast: f"/beheer/organisaties/{cast.here.pk}/besluit/",
    "office:domain": lambda cast: f"/beheer/organisaties/{cast.here.pk}/domeinen/",
    "office:steward": lambda cast: f"/beheer/organisaties/{cast.here.pk}/beheerders/",
    "office:merger": lambda cast: f"/beheer/organisaties/{cast.here.pk}/samenvoeging/",
    "office:person": lambda cast: f"/beheer/personen/{cast.colleague.pk}/",
    "office:suspension": lambda cast: f"/beheer/personen/{cast.colleague.pk}/blokkade/",
    "office:restoration": lambda cast: f"/beheer/personen/{cast.colleague.pk}/herstel/",
    "account_reset_password_from_key": lambda cast: "/account/wachtwoord/vergeten/1-fout/",
    "mfa_remove_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/verwijderen/",
    "mfa_edit_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/wijzigen/",
    "openid_connect_login": lambda cast: "/inloggen/organisatie/geen/",
    "openid_connect_callback": lambda cast: "/inloggen/organisatie/geen/terug/",
    "forum:declining": lambda cast: ask(cast) + "afzien/",
    "forum:passing_on": lambda cast: ask(cast) + "doorgeven/",
    "forum:ask_person": lambda cast: f"/forum/vraag-aan/{cast.colleague.pk}/",
    "forum:check": lambda cast: f"/forum/casus/{casus(cast).pk}/controle/",
    "forum:change_casus": lambda cast: f"/forum/casus/{casus(cast).pk}/aanpassen/",
    "forum:outcome": lambda cast: f"/forum/casus/{released_casus(cast).pk}/afloop/",
    "forum:harvests": lambda cast: f"/forum/onderwerp/{ask_question(cast.member).pk}/oogst/",
    "forum:harvest_taking": lambda cast: f"/forum/oogst/{harvest(cast)}/opgepakt/",
    "places:municipality": lambda cast: "/gemeenten/utrecht/",
    "plans:cycle": lambda cast: f"/doelen/{cycle().slug}/",
    "plans:target": lambda cast: f"/doelen/{cycle().slug}/1/",
    "plans:download": lambda cast: f"/doelen/{cycle().slug}/1/cijfers.csv",
    "plans:municipalities": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten/",
    "plans:municipalities_csv": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten.csv",
}

# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "notifications:notice": EVERYONE_BUT_MEMBER | {"applicant"},
    "forum:declining": EVERYONE_BUT_MEMBER,
    "forum:passing_on": EVERYONE_BUT_MEMBER,
    "forum:check": frozenset("member steward other_steward coordinator other_coordinator executive".split()),
    "forum:change_casus": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "people:end_session": EVERYONE_BUT_MEMBER | {"applicant"},
    "people:application": frozenset({"other_steward"}),
    "people:settle_departure": frozenset({"other_steward"}),
    "people:leave": frozenset({"outsider", "other_steward", "other_coordinator", "editor", "administrator"}),
    "people:reminder": EVERYONE_BUT_MEMBER,
    "people:invitation_withdrawal": EVERYONE_BUT_MEMBER,
    "people:invitation_batch": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_csv": EVERYONE_BUT_MEMBER,
}

# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "forum:resolution": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "forum:acceptance": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "forum:edit_post": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "forum:removal": EVERYONE_BUT_MEMBER,
    "forum:attachment_removal": EVERYONE_BUT_MEMBER,
    "forum:change_casus": frozenset({"editor", "administrator"}),
    "forum:outcome": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "people:organisation_management": frozenset({"other_steward"}),
    "people:stewardship_change": frozenset({"other_steward"}),
}

# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset(
    "people:invitation_landing office:job_retry office:mail_dismissal office:organisation_decision"
    " demo:mail_as_html openid_connect_login openid_connect_callback".split()
)

# Ends on the same page that refuses others, so that the two cannot be told apart by the answer.
RETURNS_TO_JOIN = frozenset({"people:withdrawal"})
