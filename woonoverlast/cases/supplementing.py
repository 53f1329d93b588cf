"""What the asker adds to a case question that stands on the forum: through the same guard and the same second reader.

A supplement is a post of the topic, withheld until somebody of another organisation read it. The question itself stays as
it is. One waits at a time, so who reads along knows what it adds to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases.models import CaseQuestion, Check, CheckRequest, Supplement
from woonoverlast.forum import counting, following, posting
from woonoverlast.forum.models import Draft, Post, Withholding
from woonoverlast.lib import richtext, searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices
from woonoverlast.people.models import Person

NOT_NOW = "Je kunt deze casusvraag nu niet aanvullen. Je tekst staat er nog."
DECIDED = "Over je vorige aanvulling is net beslist. Verstuur deze nog een keer, dan wordt het een nieuwe aanvulling."
TO_BE_READ = timedelta(days=2)


@dataclass(frozen=True)
class Addition:
    """What the form hands over. `explained` says why what looks recognisable may stay."""

    story: str
    explained: str = ""

    @property
    def held_because(self) -> str:
        return cases.held_because(self.explained)


def draft_key(casus: CaseQuestion) -> str:
    return f"casus:{casus.pk}"


@transaction.atomic
def supplement(casus: CaseQuestion, addition: Addition, *, by: Person, form_key: UUID | None) -> Supplement:
    """Put one in, or change the one that waits. Nobody reads it before a second person found it not recognisable."""
    locked = cases.lock(casus)
    waiting = locked.waiting_supplement
    if waiting and waiting.post.form_key != form_key:
        return change(waiting, addition, by=by)
    if not locked.can_be_supplemented_by(by):
        raise NotPossible(NOT_NOW)
    writing = posting.Writing(
        body=addition.story,
        form_key=form_key,
        draft_key=draft_key(locked),
        held=Withholding.Kind.CHECK,
        held_because=addition.held_because,
    )
    row, new = Supplement.objects.get_or_create(
        post=posting.reply(locked.topic, writing=writing, by=by), defaults={"casus": locked}
    )
    if new:
        tell_checkers(row)
    return row


def change(waiting: Supplement, addition: Addition, *, by: Person) -> Supplement:
    """Before it is released. The old text is not kept: it may be what made people recognisable."""
    counting.lock_topic_of(waiting.post)
    if not waiting.is_being_checked:
        raise NotPossible(DECIDED)
    held = waiting.post.withholdings.active().filter(kind=Withholding.Kind.CHECK)
    held.update(reason=addition.held_because)
    body = richtext.normal(addition.story)
    changed = {"body": body, "text": richtext.plain(body), "edited_at": timezone.now()}
    Post.objects.filter(pk=waiting.post_id).update(**changed)
    Draft.objects.filter(person=by, key=draft_key(waiting.casus)).delete()
    waiting.post.refresh_from_db()
    searching.changed(waiting.post)
    tell_checkers(waiting)
    return waiting


def tell_checkers(waiting: Supplement) -> None:
    """Who read the question knows best what this adds. When nobody can be told, editors see it in their queue."""
    asked = Person.objects.filter(check_requests__casus=waiting.casus)
    tell(waiting, [person for person in asked if waiting.can_be_checked_by(person)])


def tell(waiting: Supplement, people: list[Person]) -> None:
    notices.tell(
        people,
        kind="forum.check",
        title="Kan een buurman dit herkennen? Lees een aanvulling op een casusvraag",
        url="/forum/casus/controle/",
        reason="elke aanvulling eerst door iemand van een andere organisatie wordt gelezen",
        by=waiting.post.author,
        thread=f"aanvulling:{waiting.pk}",
        mail=True,
    )


def ask_more_checkers(*, now: datetime | None = None) -> int:
    """After two days without a verdict somebody else is asked too. Returns how many were asked."""
    before = (now or timezone.now()) - TO_BE_READ
    fresh = CheckRequest.objects.filter(casus=OuterRef("casus"), at__gt=before)
    slow = Supplement.objects.being_checked().filter(~Exists(fresh), post__posted_at__lte=before)
    waiting = [row for row in slow.select_related("casus__topic__author", "post") if not row.waits_for_author]
    return sum(ask_one_more(row) for row in waiting[: cases.BATCH_SIZE])


def ask_one_more(waiting: Supplement) -> int:
    found = [request.person for request in cases.request_checks(waiting.casus, count=1)]
    tell(waiting, found)
    return len(found)


@transaction.atomic
def check(waiting: Supplement, *, by: Person, verdict: str, advice: str = "", read: str | None = None) -> Check:
    """Could a neighbour recognise this, together with the question? Of two at once the first counts."""
    casus = cases.lock(waiting.casus)
    counting.lock_topic_of(waiting.post)
    waiting = Supplement.objects.select_related("post__author").get(pk=waiting.pk)
    waiting.casus = casus
    if waiting.is_being_checked and read not in {None, waiting.read_mark}:
        raise cases.ChangedMeanwhile(cases.CHANGED)
    if not waiting.is_being_checked or waiting.waits_for_author:
        raise NotPossible("Iemand anders was je net voor. Bedankt voor het meelezen.")
    row = Check.objects.create(
        casus=casus, supplement=waiting, by=by, at=timezone.now(), verdict=verdict, advice=advice
    )
    if verdict == Check.Verdict.SAFE:
        release(waiting, by=by)
    else:
        url = f"/forum/casus/{casus.pk}/aanvullen/"
        cases.tell_author(casus, title="Pas je aanvulling nog aan: bewoners zijn herkenbaar", url=url)
    return row


def release(waiting: Supplement, *, by: Person) -> None:
    """Now everybody reads it, as new from this moment."""
    post, topic = waiting.post, counting.lock_topic_of(waiting.post)
    held = post.withholdings.active().filter(kind=Withholding.Kind.CHECK)
    held.update(lifted_by=by, lifted_at=timezone.now())
    posting.arrive(post, topic)
    Post.objects.filter(pk=post.pk).update(edited_at=None)
    counting.recount(topic)
    searching.changed(post)
    title = f"Je aanvulling staat op het forum: {topic.title}"
    cases.tell_author(waiting.casus, title=title, url=post.get_absolute_url())
    following.tell_of_reply(post)


def forget_words(post: Post) -> None:
    """A post was wiped: with a supplement go the words of who read along."""
    Check.objects.filter(supplement__post=post).update(advice="")
