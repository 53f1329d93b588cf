"""Two people at the same moment: each act stands once, nobody waits for ever and nothing that was typed is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from woonoverlast.forum import posting, reactions
from woonoverlast.forum.models import Acceptance, Lock, Topic
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import hiding, locking, merging, reporting
from woonoverlast.people.testing import Cast

WRITING = posting.Writing(body="<p>Antwoord.</p>")
pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 5


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Start all at one moment. What came of each: "" where it was done, else the sentence that said why not."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait(timeout=20)
        try:
            act()
        except NotPossible as problem:
            return str(problem)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_merging_each_into_the_other_gives_one_merger(cast: Cast) -> None:
    for _ in range(TURNS):
        one, other = ask_question(cast.colleague), ask_question(cast.outsider)
        came = at_once(
            partial(merging.merge, one, into=other, by=cast.editor),
            partial(merging.merge, other, into=one, by=cast.administrator),
        )
        assert sorted(map(bool, came)) == [False, True]
        assert Topic.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1


def test_reply_during_a_merger_arrives_or_is_refused_with_its_text(cast: Cast) -> None:
    for _ in range(TURNS):
        one, other = ask_question(cast.colleague), ask_question(cast.outsider)
        _, refused = at_once(
            partial(merging.merge, one, into=other, by=cast.editor),
            partial(posting.reply, one, writing=WRITING, by=cast.member),
        )
        assert not one.posts.exists()
        other.refresh_from_db()
        assert other.posts.filter(author=cast.member).count() == (0 if refused else 1)
        assert other.reply_count == other.posts.count() - 1


def test_two_answers_accepted_at_once_give_one(cast: Cast) -> None:
    for _ in range(TURNS):
        topic = ask_question(cast.colleague)
        first, second = answer(topic, cast.member), answer(topic, cast.outsider)
        came = at_once(
            partial(reactions.accept, first, by=cast.colleague),
            partial(reactions.accept, second, by=cast.editor),
        )
        assert sorted(map(bool, came)) == [False, True]
        assert Acceptance.objects.filter(topic=topic, withdrawn_at=None).count() == 1


def test_two_moderators_decide_one_report_once(cast: Cast) -> None:
    for _ in range(TURNS):
        post = answer(ask_question(cast.colleague), cast.outsider)
        mine = reporting.report(post, by=cast.member, reason="rude")
        other = reporting.report(post, by=cast.executive, reason="other")
        came = at_once(
            partial(reporting.settle, mine, by=cast.editor, hide=True),
            partial(reporting.settle, other, by=cast.administrator, hide=False),
        )
        assert sorted(map(bool, came)) == [False, True]
        assert post.reports.values("outcome").distinct().count() == 1


def test_hiding_and_locking_at_once_both_stand_once(cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    post = answer(topic, cast.outsider)
    acts: list[Callable[[], object]] = []
    for by in (cast.editor, cast.administrator):
        acts.append(partial(hiding.hide, post, by=by, reason="Zo."))
        acts.append(partial(locking.lock, topic, by=by, reason="Zo."))
    assert at_once(*acts) == ["", "", "", ""]
    topic.refresh_from_db()
    assert (post.withholdings.count(), Lock.objects.count(), topic.reply_count) == (1, 1, 0)


def test_vote_during_a_merger_counts_where_the_post_went(cast: Cast) -> None:
    for _ in range(TURNS):
        one, other = ask_question(cast.colleague), ask_question(cast.outsider)
        post = answer(one, cast.outsider)
        at_once(
            partial(merging.merge, one, into=other, by=cast.editor),
            partial(reactions.find_useful, post, by=cast.member, useful=True),
        )
        other.refresh_from_db()
        assert other.useful_count == 1
