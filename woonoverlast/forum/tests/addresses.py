"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from woonoverlast.forum import feeds, hiding, objecting, reporting, sanctioning
from woonoverlast.forum.models import Attachment, Theme, Withholding
from woonoverlast.forum.tests.talk import a_theme, answer, ask_question, withhold
from woonoverlast.people.testing import BUT_EDITORS, EVERYONE_BUT_MEMBER, OTHER_MEMBERS, Cast, Example


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


EXAMPLES: Mapping[str, Example] = {
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
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "forum:report": BUT_EDITORS,
    "forum:review": BUT_EDITORS,
    "forum:objection": BUT_EDITORS,
    "forum:objection_to_hiding": EVERYONE_BUT_MEMBER,
    "forum:objection_to_sanction": EVERYONE_BUT_MEMBER,
}
MODERATED = "moderation hiding showing_again sanction lock unlocking move merge split".split()
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    **{f"forum:{name}": BUT_EDITORS for name in MODERATED},
    "forum:resolution": OTHER_MEMBERS,
    "forum:acceptance": OTHER_MEMBERS,
    "forum:edit_post": OTHER_MEMBERS,
    "forum:removal": EVERYONE_BUT_MEMBER,
    "forum:attachment_removal": EVERYONE_BUT_MEMBER,
}
