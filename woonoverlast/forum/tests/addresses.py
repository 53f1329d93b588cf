"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from woonoverlast.forum import feeds
from woonoverlast.forum.models import Attachment, Revision, Theme
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, OTHER_MEMBERS, Cast, Example


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


def old_version(cast: Cast) -> str:
    post = ask_question(cast.member).opening
    revision = Revision.objects.create(post=post, by=cast.member, at=timezone.now(), body="<p>Oud.</p>")
    return f"/forum/reactie/{post.pk}/geschiedenis/{revision.pk}/wissen/"


def attachment(cast: Cast) -> str:
    public_theme(cast)
    file = SimpleUploadedFile("a.pdf", b"x")
    fields = {"by": cast.member, "name": "a.pdf", "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    post = ask_question(cast.member).opening
    return f"/forum/bijlagen/{Attachment.objects.create(post=post, file=file, **fields).pk}/"


def private_feed(cast: Cast) -> str:
    feeds.renew(cast.member)
    return f"/forum/feed/{feeds.address_key(cast.member)}/nieuw.atom"


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
    "forum:version_clearing": old_version,
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
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {}
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "forum:resolution": OTHER_MEMBERS,
    "forum:acceptance": OTHER_MEMBERS,
    "forum:version_clearing": OTHER_MEMBERS,
    "forum:edit_post": OTHER_MEMBERS,
    "forum:removal": EVERYONE_BUT_MEMBER,
    "forum:attachment_removal": EVERYONE_BUT_MEMBER,
}
