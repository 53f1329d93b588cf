"""Mail for what is addressed to somebody, soon: one mail per thread, after a short wait.

What was read on the site meanwhile is not mailed. Quiet hours hold a mail until they end. What exceeds the daily limit
goes into the digest. Each person is handled in one transaction under a lock on his choices: safe to run twice.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from woonoverlast.mail import letters
from woonoverlast.mail.letters import Letter
from woonoverlast.notifications import moments, muting, seeing, things
from woonoverlast.notifications.models import Choices, Group, Notice, NoticeMail, Route, Watch
from woonoverlast.notifications.models.notices import NoticeQuerySet
from woonoverlast.notifications.replies import addressing, answerable
from woonoverlast.people.models import Person

logger = logging.getLogger(__name__)

BATCH_SIZE = 500
MAX_REFERENCES = 10
KEPT_FOR = addressing.VALID_FOR
# When the limit is near, what waits for an answer goes first.
ORDER = [Group.ASK, Group.MENTION, Group.REPLY, Group.NEWS]


def send_due(*, now: datetime | None = None) -> int:
    """Returns how many mails went into the outbox."""
    moment = now or timezone.now()
    people = Notice.objects.due(moment).order_by("person").values_list("person", flat=True).distinct()
    return sum(try_to_send(person, now=moment) for person in list(people[:BATCH_SIZE]))


def try_to_send(person: int, *, now: datetime) -> int:
    """What goes wrong for one person must not keep the mail of the others; it is tried again the next minute."""
    try:
        return send_to(person, now=now)
    except Exception:
        logger.exception("notices_not_mailed", extra={"person": person})
        return 0


@transaction.atomic
def send_to(person: int, *, now: datetime) -> int:
    choices = lock(person)
    waiting = Notice.objects.waiting().filter(person=person).select_related("by")
    if not choices.person.is_active:
        waiting.update(route=Route.SITE)
        return 0
    if moments.is_quiet(choices, now):
        postpone(choices, waiting.due(now), until=moments.end_of_quiet(choices, now))
        return 0
    threads = still_wanted(choices.person, gather(waiting, now=now))
    room = mails_left(choices, now)
    for notices in threads[:room]:
        send(choices.person, notices, now=now)
    for notices in threads[room:]:
        postpone(choices, Notice.objects.filter(pk__in=[n.pk for n in notices]), until=tomorrow(now), digest=True)
    return len(threads[:room])


def lock(person: int) -> Choices:
    Choices.objects.get_or_create(person_id=person)
    return Choices.objects.select_for_update(of=("self",)).select_related("person").get(person=person)


def gather(waiting: Iterable[Notice], *, now: datetime) -> list[list[Notice]]:
    """The threads of which something is due, each with all that waits; the most urgent thread first."""
    threads: dict[str, list[Notice]] = {}
    for notice in sorted(waiting, key=lambda notice: (notice.at, notice.pk)):
        threads.setdefault(notice.thread or f"notice:{notice.pk}", []).append(notice)
    due = [notices for notices in threads.values() if any(n.mail_due_at and n.mail_due_at <= now for n in notices)]
    return sorted(due, key=urgency)


def urgency(notices: list[Notice]) -> int:
    return min(ORDER.index(Group(notice.group)) for notice in notices)


def still_wanted(person: Person, threads: list[list[Notice]]) -> list[list[Notice]]:
    """Without what was muted or withheld since, or is not for this person any more; that stays on the site."""
    muted = set(Watch.objects.filter(person=person, level=Watch.Level.MUTED).values_list("thing", flat=True))
    readable = things.find(notice.about for notices in threads for notice in notices)
    seen = seeing.may_be_mailed(person, (notice.pk for notices in threads for notice in notices))
    wanted = [
        [n for n in notices if n.pk in seen and n.thread not in muted and may_be_told(n, readable)]
        for notices in threads
    ]
    kept = {notice.pk for notices in wanted for notice in notices}
    dropped = [notice.pk for notices in threads for notice in notices if notice.pk not in kept]
    Notice.objects.filter(pk__in=dropped).update(route=Route.SITE)
    return [notices for notices in wanted if notices]


def may_be_told(notice: Notice, readable: dict[str, things.Thing]) -> bool:
    return not things.is_known(notice.about) or notice.about in readable


def mails_left(choices: Choices, now: datetime) -> int:
    """How many mails may still go today; the digest of today keeps its place."""
    gone = NoticeMail.objects.filter(person=choices.person_id, at__gte=moments.start_of_day(now)).count()
    return max(choices.daily_cap - gone - moments.digest_still_comes(choices, now), 0)


def tomorrow(now: datetime) -> datetime:
    return moments.start_of_day(now + timedelta(days=1))


def postpone(choices: Choices, notices: NoticeQuerySet, *, until: datetime | None, digest: bool = False) -> None:
    """To the digest, or to a later moment; to the site alone where the person left no moment at all."""
    if (digest or until is None) and choices.digest != Choices.Digest.NEVER:
        notices.update(route=Route.DIGEST, mail_due_at=None)
    elif until is None:
        notices.update(route=Route.SITE, mail_due_at=None)
    else:
        notices.update(mail_due_at=until)


def send(person: Person, notices: list[Notice], *, now: datetime) -> None:
    """One mail, as a row in the outbox; from here on these notices have been mailed."""
    thread = notices[0].thread
    found = things.find([thread, *(notice.about for notice in notices)])
    about = found.get(thread)
    subject = about.title if about else notices[0].sentence
    mail = NoticeMail.objects.create(person=person, thread=thread, subject=letters.one_line(subject)[:250], at=now)
    earlier = earlier_mails(mail) if thread else []
    reply_to = addressing.reply_address(mail) if thread and answerable.invites(person, thread) else ""
    letter = letter_of(mail, notices, found=found, earlier=earlier, reply_to=reply_to)
    letters.write(letter).send()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)


def earlier_mails(mail: NoticeMail) -> list[int]:
    earlier = NoticeMail.objects.filter(person=mail.person_id, thread=mail.thread, pk__lt=mail.pk)
    return list(earlier.order_by("-pk").values_list("pk", flat=True)[:MAX_REFERENCES])[::-1]


def letter_of(
    mail: NoticeMail,
    notices: list[Notice],
    *,
    found: dict[str, things.Thing],
    earlier: list[int],
    reply_to: str = "",
) -> Letter:
    """`reply_to` is where an answer becomes a reply; empty where that cannot be."""
    group = min((Group(notice.group) for notice in notices), key=ORDER.index)
    stop = muting.link(mail.person, thread=mail.thread, group=group)
    context = {
        "title": mail.subject,
        "name": mail.person.name,
        "entries": [
            (letters.shortened(notice.sentence, under=mail.subject), found.get(notice.about)) for notice in notices
        ],
        "url": notices[0].url,
        "reasons": list(dict.fromkeys(notice.reason for notice in notices)),
        "stop_url": stop,
        "has_thread": bool(mail.thread),
        "takes_replies": bool(reply_to),
    }
    headers = {**threading_headers(mail, earlier), **list_headers(mail.thread or group, stop=stop)}
    if reply_to:
        headers["Reply-To"] = reply_to
    return Letter(mail.person.email, mail.subject, "notifications/mail/thread", context, headers)


def message_id(pk: int) -> str:
    """Stable: whoever asks later for the mail of this row gets the same id."""
    return f"<melding.{pk}@{letters.host()}>"


def threading_headers(mail: NoticeMail, earlier: list[int]) -> dict[str, str]:
    """Mail programs show a thread together: its first mail answers the thread itself, each next one the one before."""
    headers = {"Message-ID": message_id(mail.pk)}
    if mail.thread:
        root = f"<{letters.slug(mail.thread)}.meldingen@{letters.host()}>"
        chain = [root, *map(message_id, earlier)]
        headers |= {"In-Reply-To": chain[-1], "References": " ".join(chain)}
    return headers


def list_headers(name: str, *, stop: str) -> dict[str, str]:
    """RFC 2919, 2369 and 8058."""
    return {
        "List-Id": f"<{letters.slug(name)}.meldingen.{letters.host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def forget_old(*, now: datetime | None = None) -> int:
    """Which mails went to whom is needed for threads only."""
    return NoticeMail.objects.filter(at__lt=(now or timezone.now()) - KEPT_FOR).delete()[0]
