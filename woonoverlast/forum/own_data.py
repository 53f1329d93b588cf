"""What the forum holds about a person: shown to that person, and what goes when the person leaves for good."""

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
)
from woonoverlast.lib import searching
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

WHERE, WHEN = ("waar", "topic"), ("op", "at")

SECTIONS = [
    Section("forum.Topic.author", "Onderwerpen die je begon", (("titel", "title"), ("op", "started_at"))),
    Section("forum.Post.author", "Wat je schreef op het forum", (WHERE, ("tekst", "text"), ("op", "posted_at"))),
    Section("forum.Revision.by", "Wat je veranderde in berichten", (("bericht", "post"), ("reden", "reason"), WHEN)),
    Section("forum.Attachment.by", "Bijlagen", (("naam", "name"), ("bytes", "size"), WHEN)),
    Section("forum.Draft.person", "Wat je aan het schrijven bent", (("formulier", "key"), ("tekst", "data"), ("op", "saved_at"))),
    Section("forum.Acceptance.by", "Antwoorden die je het beste vond", (WHERE, WHEN)),
    Section("forum.Resolution.by", "Onderwerpen die je opgelost noemde", (WHERE, ("toelichting", "note"), WHEN)),
    Section("forum.Useful.person", "Wat je nuttig vond", (("bericht", "post"), WHEN)),
    Section("forum.MeToo.person", "Waar je wij ook bij zei", (WHERE, ("gemeente", "municipality"), WHEN)),
    Section("forum.Mention.person", "Berichten die jou noemen", (("bericht", "post"),)),
    Section("forum.Bookmark.person", "Wat je bewaarde", (("bericht", "post"), ("notitie", "note"), WHEN)),
    Section("forum.ReadMark.person", "Wat je las", (WHERE, ("tot en met", "number"), WHEN)),
    Section("forum.Reader.person", "Wat als gelezen telt", (("alles tot", "read_until"),)),
    Section("forum.Ask.person", "Vragen die aan jou zijn voorgelegd", (WHERE, ("omdat", "evidence"), WHEN)),
    Section("forum.Ask.by", "Vragen die je aan iemand voorlegde", (WHERE, WHEN)),
    Section("forum.Report.by", "Berichten die je meldde", (("bericht", "post"), ("toelichting", "text"), ("antwoord", "answer"), WHEN)),
    Section("forum.Sanction.person", "Waarschuwingen", (("soort", "get_kind_display"), ("reden", "reason"), ("antwoord", "reply"), WHEN)),
    Section("forum.Check.by", "Casusvragen die je controleerde", (("advies", "advice"), WHEN)),
    Section("forum.CheckRequest.person", "Casusvragen die je mocht controleren", (WHEN,)),
    Section("forum.CaseOutcome.by", "Hoe casussen afliepen", (("uitkomst", "get_code_display"), ("toelichting", "note"), WHEN)),
    Section("forum.Harvest.by", "Antwoorden die je voordroeg", (WHERE, ("toelichting", "note"), WHEN)),
    Section("forum.Theme.moderators", "Thema's waarvan je moderator bent", (("thema", "name"),)),
]  # fmt: skip

MODERATION = "staat in het logboek van wie het deed, en bij het onderwerp zelf"
ONE_SIDED = "het andere einde van een rij die al in de uitvoer staat"
EXEMPT = {
    "forum.Acceptance.withdrawn_by": ONE_SIDED,
    "forum.Resolution.reopened_by": ONE_SIDED,
    "forum.Ask.passed_to": ONE_SIDED,
    "forum.Harvest.taken_by": ONE_SIDED,
    "forum.Lock.by": MODERATION,
    "forum.Lock.lifted_by": MODERATION,
    "forum.Move.by": MODERATION,
    "forum.Report.settled_by": MODERATION,
    "forum.Sanction.by": MODERATION,
    "forum.Sanction.lifted_by": MODERATION,
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
    Attachment.objects.filter(by=person, post=None).delete()
    for post in Post.objects.filter(mentions__person=person).distinct():
        unname(post, person)
    Mention.objects.filter(person=person).delete()


def unname(post: Post, person: Person) -> None:
    """Take the name out of a text that names the person, also out of how it read before."""
    post.body = post.body.replace(person.name, retention.FORMER)
    post.text = post.text.replace(person.name, retention.FORMER)
    post.save(update_fields=["body", "text"])
    for revision in Revision.objects.filter(post=post):
        revision.body = revision.body.replace(person.name, retention.FORMER)
        revision.save(update_fields=["body"])
    searching.changed(post)
