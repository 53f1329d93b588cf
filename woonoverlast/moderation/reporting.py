"""Say that something is wrong with a post, and answer who said so."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import counting
from woonoverlast.forum.models import Post
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import hiding
from woonoverlast.moderation.models import Objection, Report
from woonoverlast.notifications import notices
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

# What the author reads when a moderator hides a reported post without words of his own.
REASONS = {
    Report.Reason.PERSONAL_DATA: "Er staan gegevens van personen in. Haal ze weg, dan laten we je bericht weer zien.",
    Report.Reason.RECOGNISABLE: "Bewoners zijn te herkennen. Schrijf het algemener, dan laten we je bericht weer zien.",
    Report.Reason.RUDE: "De toon is kwetsend. Schrijf het vriendelijker, dan laten we je bericht weer zien.",
    Report.Reason.ADVERTISING: "Dit is reclame. Daar is het forum niet voor.",
    Report.Reason.WRONG_PLACE: "Dit hoort niet in dit onderwerp. Begin er een nieuw onderwerp mee.",
    Report.Reason.INCORRECT: "Dit klopt niet, en anderen kunnen erop afgaan. Pas het aan, dan laten we het weer zien.",
    Report.Reason.OTHER: "Dit past niet op het forum.",
}
HIDDEN_ANSWER = "Dank je. We hebben het bericht verborgen en de schrijver verteld waarom."
KEPT_ANSWER = "Dank je. We hebben het bericht gelezen. Het blijft staan zoals het is."


@transaction.atomic
def report(post: Post, *, by: Person, reason: str, text: str = "") -> Report:
    """One open report of a person about a post; who says it again gets the report that is waiting."""
    if post.author_id == by.pk:
        raise NotPossible("Dit is je eigen bericht. Je kunt het zelf wijzigen of weghalen.")
    values = {"at": timezone.now(), "reason": reason, "text": text}
    found, new = Report.objects.get_or_create(post=post, by=by, settled_at=None, defaults=values)
    if new:
        logbook.record(by=by, verb="meldde een bericht", target=post, note=found.get_reason_display())
        tell_moderators(post, by=by)
    return found


def tell_moderators(post: Post, *, by: Person) -> None:
    notices.tell(
        post.topic.theme.moderators.exclude(pk=post.author_id),
        kind="forum.report",
        title=f"Er is een bericht gemeld in {post.topic.theme}",
        url="/forum/moderatie/",
        reason=f"je moderator bent van {post.topic.theme}",
        by=by,
    )


@transaction.atomic
def settle(report: Report, *, by: Person, hide: bool, reason: str = "", answer: str = "") -> None:
    """Hide the post or keep it, and answer. A decision counts for everybody who reported this post."""
    counting.lock_topic_of(report.post)  # before the report: two reports of one post may be decided at once
    locked = Report.objects.select_for_update(of=("self",)).select_related("post__topic__theme").get(pk=report.pk)
    if locked.settled_at:
        raise NotPossible(f"{locked.settled_by} was je net voor: {locked.get_outcome_display()}.")
    if locked.post.author_id == by.pk:
        raise NotPossible("Dit gaat over je eigen bericht. Laat een andere moderator of de redactie beslissen.")
    if hide:
        hiding.hide(locked.post, by=by, reason=reason or REASONS[Report.Reason(locked.reason)])
    outcome = Report.Outcome.ACTED if hide else Report.Outcome.KEPT
    settle_all(locked.post, by=by, outcome=outcome, answer=answer or (HIDDEN_ANSWER if hide else KEPT_ANSWER))
    logbook.record(by=by, verb="behandelde een melding", target=locked.post, note=outcome.label)


def settle_all(post: Post, *, by: Person, outcome: Report.Outcome, answer: str) -> None:
    for waiting in Report.objects.select_for_update(of=("self",)).filter(post=post, settled_at=None).order_by("pk"):
        waiting.settled_by, waiting.settled_at = by, timezone.now()
        waiting.outcome, waiting.answer = outcome, answer
        waiting.save(update_fields=["settled_by", "settled_at", "outcome", "answer"])
        tell_reporter(waiting, by=by)


def tell_reporter(report: Report, *, by: Person) -> None:
    """Without the title of the topic: that may just have been hidden."""
    notices.tell(
        [report.by],
        kind="forum.report_settled",
        title=f"Je melding is bekeken: {report.get_outcome_display()}",
        url=f"/forum/meldingen/{report.pk}/",
        reason="jij dit bericht meldde",
        by=by,
    )


def forget_words(post: Post) -> None:
    """The post was wiped: who reported it may have repeated what it said."""
    Report.objects.filter(post=post).update(text="", answer="")
    Objection.objects.filter(withholding__post=post).update(text="-", answer="")
