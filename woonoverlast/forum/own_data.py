"""What the forum holds about a person: shown to that person, and what goes when the person leaves for good."""

import html
import re
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from woonoverlast.forum import files, guarding, quoting
from woonoverlast.forum.models import (
    Attachment,
    Bookmark,
    Draft,
    FeedKey,
    Mention,
    MeToo,
    Post,
    Reader,
    ReadMark,
    Revision,
    Topic,
)
from woonoverlast.lib import richtext, searching
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

# Filled by `naming`: what the person may not read any more is not named.
WHERE, POST, WHEN = ("waar", "place"), ("bericht", "place"), ("op", "at")
GONE = "iets wat je niet meer kunt lezen"


def section(relation: str, title: str, *columns: tuple[str, str]) -> Section:
    if {WHERE, POST}.isdisjoint(columns):
        return Section(relation, title, columns)
    return Section(relation, title, columns, partial(naming, relation))


def naming(relation: str, person: Person) -> list[Any]:
    """The rows of this relation, each with the topic or post that it is about in `place`."""
    model, _, field = relation.rpartition(".")
    rows: Any = apps.get_model(model)._default_manager.filter(**{field: person}).order_by("pk")
    about = "post" if hasattr(rows.model, "post") else "topic"
    if rows.model is Post:
        return as_read(placed(rows.select_related("topic"), Topic, "topic", person), person)
    rows = rows.select_related("post__topic" if about == "post" else "topic")
    return placed(rows, Post if about == "post" else Topic, about, person)


def placed(rows: Any, thing: Any, about: str, person: Person) -> list[Any]:
    found = list(rows)
    ids = {getattr(row, f"{about}_id") for row in found}
    visible = set(thing.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    for row in found:
        row.place = str(getattr(row, about)) if getattr(row, f"{about}_id") in visible else GONE
    return found


def as_read(posts: list[Any], person: Person) -> list[Any]:
    """One's own words; what one quoted of others as far as it can be read."""
    for post, body in zip(posts, quoting.read_by(person, [post.body for post in posts]), strict=True):
        post.text = richtext.plain(body)
    return posts


def drafts_of(person: Person) -> list[Any]:
    return [quoting.draft_for(person, draft) for draft in Draft.objects.filter(person=person).order_by("pk")]


SECTIONS = [
    section("forum.Topic.author", "Onderwerpen die je begon", ("titel", "title"), ("op", "started_at")),
    section("forum.Post.author", "Wat je schreef op het forum", WHERE, ("tekst", "text"), ("op", "posted_at")),
    section("forum.Revision.by", "Wat je veranderde in berichten", POST, ("reden", "reason"), WHEN),
    section("forum.Attachment.by", "Bijlagen", ("naam", "name"), ("bytes", "size"), WHEN),
    Section("forum.Draft.person", "Wat je aan het schrijven bent", (("formulier", "key"), ("tekst", "data"), ("op", "saved_at")), drafts_of),
    section("forum.Acceptance.by", "Antwoorden die je het beste vond", WHERE, WHEN),
    section("forum.Resolution.by", "Onderwerpen die je opgelost noemde", WHERE, ("toelichting", "note"), WHEN),
    section("forum.Useful.person", "Wat je nuttig vond", POST, WHEN),
    section("forum.MeToo.person", "Waar je wij ook bij zei", WHERE, ("gemeente", "municipality"), WHEN),
    section("forum.Mention.person", "Berichten die jou noemen", POST),
    section("forum.Bookmark.person", "Wat je bewaarde", POST, ("notitie", "note"), WHEN),
    section("forum.ReadMark.person", "Wat je las", WHERE, ("tot en met", "number"), WHEN),
    section("forum.Reader.person", "Wat als gelezen telt", ("alles tot", "read_until")),
    section("forum.Sanction.person", "Waarschuwingen", ("soort", "get_kind_display"), ("reden", "reason"), ("tot", "until"), WHEN),
    section("forum.Theme.moderators", "Thema's waarvan je moderator bent", ("thema", "name")),
]  # fmt: skip

MODERATION = "staat in het logboek van wie het deed, en bij het onderwerp zelf"
ONE_SIDED = "het andere einde van een rij die al in de uitvoer staat"
EXEMPT = {
    "forum.Acceptance.withdrawn_by": ONE_SIDED,
    "forum.Resolution.reopened_by": ONE_SIDED,
    "forum.Lock.by": MODERATION,
    "forum.Lock.lifted_by": MODERATION,
    "forum.Move.by": MODERATION,
    "forum.Sanction.by": MODERATION,
    "forum.Sanction.lifted_by": MODERATION,
    "forum.Purge.by": MODERATION,
    "forum.Revision.cleared_by": MODERATION,
    "forum.Withholding.by": MODERATION,
    "forum.Withholding.lifted_by": MODERATION,
    "forum.FeedKey.person": "een geheime sleutel om mee te lezen; intrekken kan op de bladzijde van je feed",
    "forum.Theme_moderators.person": "dezelfde rij als bij de thema's",
}


def register() -> None:
    for section in SECTIONS:
        exporting.register(section)
    for relation, reason in EXEMPT.items():
        exporting.exempt(relation, reason=reason)
    retention.on_erasure(erase)


def erase(person: Person) -> None:
    """What was written stays, without the name; what only served the person goes."""
    for model in (Draft, Bookmark, ReadMark, Reader, MeToo, FeedKey):
        model._default_manager.filter(person=person).delete()
    files.remove_all(Attachment.objects.filter(by=person, post=None))
    files.remove_all(file for file in Attachment.objects.filter(by=person) if guarding.names(file, person))
    own = set(Post.objects.filter(author=person).values_list("pk", flat=True))
    for post in Post.objects.filter(posts_naming(person)).distinct():
        unname(post, person, own=own)
    for draft in drafts_naming(person):
        draft.data["body"] = without(str(draft.data["body"]), person, own=own)
        draft.save(update_fields=["data"])
    Mention.objects.filter(person=person).delete()


def drafts_naming(person: Person) -> QuerySet[Draft]:
    """Drafts of others that name him, and those that quote anybody."""
    link = f'"/leden/{person.pk}/"'
    return Draft.objects.filter(Q(data__body__icontains=link) | Q(data__body__icontains="</a> schreef:"))


def posts_naming(person: Person) -> Q:
    """Posts that mention the person, and those that quote somebody where he wrote too; also as they read before."""
    here = Topic.objects.filter(pk__in=Post.objects.filter(author=person).values("topic"))
    changed = Revision.objects.filter(Q(body__contains=f'"/leden/{person.pk}/"') | Q(post__topic__in=here))
    quoting = Q(topic__in=here, body__contains="</a> schreef:")
    return Q(mentions__person=person) | quoting | Q(pk__in=changed.values("post"))


def unname(post: Post, person: Person, *, own: set[int]) -> None:
    """Take the name out of a text that names or quotes the person, also out of how it read before."""
    post.body = without(post.body, person, own=own)
    post.text = richtext.plain(post.body)
    post.save(update_fields=["body", "text"])
    for revision in Revision.objects.filter(post=post):
        revision.body = without(revision.body, person, own=own)
        revision.pieces = None
        revision.save(update_fields=["body", "pieces"])
    searching.changed(post)


def without(body: str, person: Person, *, own: set[int]) -> str:
    """Links and quotes by their number; elsewhere the whole name, never a part of a longer word."""
    linked = richtext.named_now(
        body, people={person.pk: retention.FORMER}, authors=dict.fromkeys(own, retention.FORMER)
    )
    if not person.name.strip():
        return linked
    name = re.escape(html.escape(person.name, quote=False))
    return re.sub(rf"(?<!\w){name}(?!\w)", retention.FORMER, linked)
