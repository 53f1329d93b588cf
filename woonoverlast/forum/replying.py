"""A reply to a topic that came by mail: the same rights, limits, checks on files and guard as on the page."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.http import Http404

from woonoverlast.forum import allowance, files, guarding, posting
from woonoverlast.forum.access import get_topic_or_target
from woonoverlast.forum.forms.writing import MAX_FILES, MAX_LENGTH
from woonoverlast.forum.models import Attachment, Kind, Topic, Withholding
from woonoverlast.forum.posting import Writing
from woonoverlast.lib import richtext
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications.replies import answerable
from woonoverlast.notifications.replies.answerable import Answerable, Posted, Reply
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.replies.reading import File
from woonoverlast.people.models import Person

HELD_BECAUSE = "Deze reactie kwam per mail. De schrijver kreeg geen vraag of dit mag blijven staan."


def register() -> None:
    answerable.register(Answerable("topic", invites, post))


def invites(person: Person, pk: int) -> bool:
    topic = Topic.objects.visible_to(person).select_related("theme").filter(pk=pk).first()
    return topic is not None and topic.can_be_answered_by(person)


def post(person: Person, pk: int, reply: Reply) -> Posted:
    if not person.is_member and not person.is_editor:
        return Posted(Outcome.NO_MEMBER)
    try:
        topic = get_topic_or_target(person, pk)
    except Http404:
        return Posted(Outcome.GONE)
    refusal = refused(person, topic, reply)
    if refusal:
        return refusal
    kept, complaints = store(reply.files, by=person)
    return write(topic, reply, kept, complaints, by=person, moved=topic.pk != pk)


def refused(person: Person, topic: Topic, reply: Reply) -> Posted | None:
    """What does not depend on the words."""
    url = topic.get_absolute_url()
    if why := allowance.suspension_of(person):
        return Posted(Outcome.SANCTIONED, "/forum/maatregelen/", [without_promise(why)])
    if not topic.can_be_answered_by(person):
        return Posted(Outcome.LOCKED, url)
    if why := allowance.over_limit(person):
        return Posted(Outcome.TOO_MANY, url, [without_promise(why)])
    return Posted(Outcome.TOO_LARGE, url) if len(reply.text) > MAX_LENGTH else None


def without_promise(why: str) -> str:
    """On the page the text stays in the form; a mail brings it back itself."""
    return why.replace(" Je tekst staat er nog.", "")


def store(sent: list[File], *, by: Person) -> tuple[list[Attachment], list[str]]:
    """The files that may be kept, and why others may not."""
    kept: list[Attachment] = []
    complaints = [f"Bij een bericht kunnen ten hoogste {MAX_FILES} bestanden."] if len(sent) > MAX_FILES else []
    for file in sent[:MAX_FILES]:
        try:
            kept.append(files.store(ContentFile(file.data, name=file.name), by=by))  # type: ignore[arg-type]
        except files.SizeProblem as problem:
            complaints.append(str(problem))
    return kept, complaints


def write(
    topic: Topic, reply: Reply, kept: list[Attachment], complaints: list[str], *, by: Person, moved: bool
) -> Posted:
    """Look it over and post it. What cannot be posted leaves no files behind."""
    body = richtext.from_text(reply.text)
    hits = look(body, kept, topic=topic, by=by)
    if hits and topic.kind == Kind.CASE:
        remove(kept)
        return Posted(Outcome.PERSONAL_DATA, topic.get_absolute_url(), said(hits))
    try:
        written = posting.reply(topic, writing=writing_of(reply, body, kept, held=bool(hits)), by=by)
    except NotPossible:
        remove(kept)
        return Posted(Outcome.LOCKED, topic.get_absolute_url())
    url = written.get_absolute_url()
    if hits:
        return Posted(Outcome.HELD, url, [*said(hits), *complaints])
    if complaints:
        return Posted(Outcome.WITHOUT_FILES, url, complaints)
    return Posted(Outcome.ELSEWHERE if moved else Outcome.POSTED, url)


def look(body: str, kept: Iterable[Attachment], *, topic: Topic, by: Person) -> list[guarding.Hit]:
    texts = {"body": richtext.plain(body), "links": richtext.links(body)}
    return guarding.look_here(texts, body, by=by, files=kept, topic_id=topic.pk)


def writing_of(reply: Reply, body: str, kept: list[Attachment], *, held: bool) -> Writing:
    return Writing(
        body=body,
        form_key=reply.key,
        attachments=kept,
        held=Withholding.Kind.REVIEW if held else None,
        held_because=HELD_BECAUSE if held else "",
    )


def said(hits: Iterable[guarding.Hit]) -> list[str]:
    """Each once, with the words that it is about; a mail has no @ to name a colleague with."""
    reasons = [(hit.text, hit.reason.replace(guarding.COLLEAGUE, "")) for hit in hits]
    return list(dict.fromkeys(f"‘{text}’: {reason}" if text else reason for text, reason in reasons))


def remove(kept: Iterable[Attachment]) -> None:
    for attachment in kept:
        files.remove(attachment)
