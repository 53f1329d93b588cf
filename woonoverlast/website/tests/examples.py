"""For each address with a variable part: an object of the cast, and who may not know that it exists."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from woonoverlast.events.tests.day_examples import DAY_EXAMPLES, ORGANISED
from woonoverlast.forum import casus as cases
from woonoverlast.forum import feeds, hiding, objecting, reporting, sanctioning
from woonoverlast.forum.models import Ask, Attachment, Casus, Check, Theme, Withholding
from woonoverlast.forum.tests.talk import a_theme, answer, ask_question, put_casus, withhold
from woonoverlast.newsletter import subscribing
from woonoverlast.newsletter.models import Block, Edition, Picture, Subscriber
from woonoverlast.notifications import muting
from woonoverlast.notifications.bulk import composing
from woonoverlast.notifications.models import Notice, OutgoingMail, Recipient
from woonoverlast.notifications.tests.mailings import a_mailing
from woonoverlast.people import upkeep
from woonoverlast.people.models import Application, DepartureReport, Invitation, InvitationBatch, Person
from woonoverlast.people.testing import Cast
from woonoverlast.plans.models import Cycle
from woonoverlast.search.models import SynonymGroup
from woonoverlast.website.tests import calendar_examples, event_examples

Example = Callable[[Cast], str]

DRAFT_PAGES = {
    "edition": "",
    "items": "items/",
    "new_text": "tekst/",
    "preview": "voorbeeld/",
    "preview_as_html": "voorbeeld/opmaak/",
    "test_mail": "proef/",
    "recipients": "ontvangers/",
    "preflight": "controle/",
    "send": "versturen/",
    "taking_back": "terug/",
    "correction": "correctie/",
    "removal": "weg/",
}

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


def mail_that_takes_answers(cast: Cast) -> str:
    raw = b"Reply-To: reactie@woonoverlast.example\r\n\r\nHoi"
    return f"/postbak/{OutgoingMail.objects.create(to='lid@werk.example', message=raw).pk}/antwoord/"


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


def report(cast: Cast) -> str:
    post = answer(ask_question(cast.member), cast.member)
    return f"/forum/meldingen/{reporting.report(post, by=cast.colleague, reason='rude').pk}/"


def review(cast: Cast) -> str:
    post = answer(ask_question(cast.member), cast.member)
    return f"/forum/nakijken/{withhold(post, kind=Withholding.Kind.REVIEW).pk}/"


def hidden(cast: Cast) -> Withholding:
    return hiding.hide(answer(ask_question(cast.colleague), cast.member), by=cast.editor, reason="Zo.")


def objection(cast: Cast) -> str:
    return f"/forum/weerwoord/{objecting.object_to_hiding(hidden(cast), by=cast.member, text='Nee.').pk}/"


def sanction(cast: Cast) -> str:
    until = timezone.now() + timedelta(days=7)
    row = sanctioning.suspend(cast.member, by=cast.editor, reason="Zo.", until=until)
    return f"/forum/maatregelen/{row.pk}/"


def notice(cast: Cast) -> str:
    fields = {"kind": "x", "title": "Nieuws", "url": "/forum/", "reason": "je lid bent", "at": timezone.now()}
    return f"/meldingen/{Notice.objects.create(person=cast.member, **fields).pk}/"


def synonym_group(cast: Cast) -> str:
    return f"/beheer/zoekwoorden/{SynonymGroup.objects.create(words='duif; vogel').pk}/"


def unsubscription(cast: Cast) -> str:
    """Of a mail that everybody may have in hand."""
    return composing.unsubscribe_address(a_mailing(1).recipients.get().pk).removeprefix(settings.SITE_URL)


def edition() -> Edition:
    """With one text in it, and everything that it takes to be looked at."""
    made = Edition.objects.create(subject="Nieuws uit het land", preview="En meer", introduction="<p>Dag</p>")
    Block.objects.create(edition=made, position=1, kind=Block.Kind.TEXT, title="Stuk", text="<p>Tekst.</p>")
    return made


def draft(cast: Cast) -> str:
    return f"/beheer/nieuwsbrief/{edition().pk}/"


def block(cast: Cast) -> str:
    found = edition().blocks.get()
    return f"/beheer/nieuwsbrief/{found.edition_id}/blok/{found.pk}/"


def published(cast: Cast) -> str:
    made = edition()
    made.mailing, made.slug = a_mailing(1), "2026-11-nieuws-uit-het-land"
    made.save()
    Recipient.objects.update(state="sent", settled_at=timezone.now())
    return made.get_absolute_url()


def confirmation(cast: Cast) -> str:
    subscriber = Subscriber.objects.create(address="lezer@thuis.example")
    return f"/nieuwsbrief/bevestigen/{subscribing.token_for(subscriber)}/"


def picture(cast: Cast) -> str:
    made = Picture(media_type="image/png", width=1, height=1)
    made.file.save("x.png", ContentFile(b"x"))
    return made.get_absolute_url()


def mailing(cast: Cast) -> str:
    return f"/beheer/mailings/{a_mailing(1).pk}/"


def recipient_of_mailing(cast: Cast) -> str:
    row = a_mailing(1).recipients.get()
    return f"/beheer/mailings/{row.mailing_id}/ontvangers/{row.pk}/"


EXAMPLES: Mapping[str, Example] = {
    **calendar_examples.EXAMPLES,
    **event_examples.EXAMPLES,
    **DAY_EXAMPLES,
    **{f"editions:{name}": lambda cast, path=path: draft(cast) + path for name, path in DRAFT_PAGES.items()},  # type: ignore[misc]
    "editions:block": block,
    "editions:block_removal": lambda cast: block(cast) + "weg/",
    "newsletter:edition": published,
    "newsletter:confirmation": confirmation,
    "newsletter:picture": picture,
    "mailings:mailing": mailing,
    "mailings:recipients": lambda cast: mailing(cast) + "ontvangers/",
    "mailings:recipients_csv": lambda cast: mailing(cast) + "ontvangers.csv",
    "mailings:standstill": lambda cast: mailing(cast) + "stilstand/",
    "mailings:resumption": lambda cast: mailing(cast) + "hervatting/",
    "mailings:stop": lambda cast: mailing(cast) + "einde/",
    "mailings:second_try": lambda cast: recipient_of_mailing(cast) + "opnieuw/",
    "forum:theme": public_theme,
    "forum:theme_feed": lambda cast: public_theme(cast) + "nieuw.atom",
    "forum:theme_level": lambda cast: public_theme(cast) + "volgen/",
    "forum:topic": lambda cast: f"/forum/onderwerp/{(public_theme(cast), ask_question(cast.member))[1].pk}/",
    "forum:first_unread": lambda cast: topic(cast) + "ongelezen/",
    "forum:read_mark": lambda cast: topic(cast) + "gelezen/",
    "forum:reply": lambda cast: topic(cast) + "reageren/",
    "forum:found_answer": lambda cast: topic(cast) + "gevonden/",
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
    "notifications:muting": lambda cast: muting.link(cast.member, thread="", group="").removeprefix(settings.SITE_URL),
    "mail_previews:mail": lambda cast: "/beheer/mails/voorbeeld/overzicht/",
    "mail_previews:mail_as_html": lambda cast: "/beheer/mails/voorbeeld/overzicht/opmaak/",
    "notifications:own_unsubscription": lambda cast: "/meldingen/mail/nieuwsbrief/afmelding/",
    "notifications:own_return": lambda cast: "/meldingen/mail/nieuwsbrief/aanmelding/",
    "mail:unsubscription": unsubscription,
    "mail:return_to_list": lambda cast: unsubscription(cast) + "terug/",
    "people:application": application,
    "people:settle_departure": departure,
    "people:reminder": lambda cast: f"/uitnodigen/{invitation(cast).pk}/herinnering/",
    "people:invitation_withdrawal": lambda cast: f"/uitnodigen/{invitation(cast).pk}/intrekken/",
    "people:invitation_batch": batch,
    "people:invitation_batch_csv": lambda cast: batch(cast) + "resultaten.csv",
    "demo:mail": mail,
    "demo:mail_answer": mail_that_takes_answers,
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
    "office:theme": lambda cast: f"/beheer/themas/{a_theme().pk}/",
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
    "forum:reporting": lambda cast: own_post(cast) + "melden/",
    "forum:report": report,
    "forum:review": review,
    "forum:objection": objection,
    "forum:objection_to_hiding": lambda cast: f"/forum/verborgen/{hidden(cast).pk}/weerwoord/",
    "forum:objection_to_sanction": lambda cast: sanction(cast) + "weerwoord/",
    "forum:lifting": lambda cast: sanction(cast) + "opheffing/",
    "forum:hiding": lambda cast: own_post(cast) + "verbergen/",
    "forum:showing_again": lambda cast: own_post(cast) + "laten-zien/",
    "forum:sanction": lambda cast: own_post(cast) + "maatregel/",
    "forum:lock": lambda cast: topic(cast) + "sluiten/",
    "forum:unlocking": lambda cast: topic(cast) + "openen/",
    "forum:move": lambda cast: topic(cast) + "verplaatsen/",
    "forum:merge": lambda cast: topic(cast) + "samenvoegen/",
    "forum:split": lambda cast: topic(cast) + "splitsen/",
    "synonyms:group": synonym_group,
    "synonyms:group_removal": lambda cast: synonym_group(cast) + "weg/",
    "places:municipality": lambda cast: "/gemeenten/utrecht/",
    "plans:cycle": lambda cast: f"/doelen/{cycle().slug}/",
    "plans:target": lambda cast: f"/doelen/{cycle().slug}/1/",
    "plans:download": lambda cast: f"/doelen/{cycle().slug}/1/cijfers.csv",
    "plans:municipalities": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten/",
    "plans:municipalities_csv": lambda cast: f"/doelen/{Cycle.objects.latest('starts_on').slug}/1/gemeenten.csv",
}

MODERATED = "moderation hiding showing_again sanction lock unlocking move merge split".split()
BUT_EDITORS = frozenset({"member"}) | EVERYONE_BUT_MEMBER - {"editor", "administrator"}

# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "notifications:notice": EVERYONE_BUT_MEMBER | {"applicant"},
    "events:request": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "events:own_certificate": EVERYONE_BUT_MEMBER,
    "forum:declining": EVERYONE_BUT_MEMBER,
    "forum:passing_on": EVERYONE_BUT_MEMBER,
    "forum:check": frozenset("member steward other_steward coordinator other_coordinator executive".split()),
    "forum:change_casus": EVERYONE_BUT_MEMBER - {"editor", "administrator"},
    "forum:report": BUT_EDITORS,
    "forum:review": BUT_EDITORS,
    "forum:objection": BUT_EDITORS,
    "forum:objection_to_hiding": EVERYONE_BUT_MEMBER,
    "forum:objection_to_sanction": EVERYONE_BUT_MEMBER,
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
    **{f"forum:{name}": BUT_EDITORS for name in MODERATED},
    **{f"events:{name}": EVERYONE_BUT_MEMBER - {"editor", "administrator"} for name in calendar_examples.ORGANISED},
    **{f"events:{name}": EVERYONE_BUT_MEMBER - {"editor", "administrator"} for name in event_examples.ORGANISED},
    **{f"events:{name}": BUT_EDITORS for name in ORGANISED},
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
