"""Moving, splitting and merging topics."""

import pytest
from django.utils import timezone

from woonoverlast.forum import posting, reactions, unread
from woonoverlast.forum.models import (
    Acceptance,
    Bookmark,
    Draft,
    Kind,
    MeToo,
    Move,
    Post,
    Theme,
    Topic,
    Withholding,
)
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question, subject, withhold
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import merging, moving
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Notice, Watch
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

MODERATING = ("verplaatsen", "samenvoegen", "splitsen")


@pytest.fixture
def old(cast: Cast) -> Topic:
    """A question of `colleague` with two replies, that becomes part of the other."""
    a_theme().moderators.set([cast.coordinator, cast.steward])
    topic = ask_question(cast.colleague, hours=3)
    for author in (cast.outsider, cast.executive):
        answer(topic, author)
    Topic.objects.filter(pk=topic.pk).update(title="Nog eens over muziek")
    return Topic.objects.get(pk=topic.pk)


@pytest.fixture
def new(cast: Cast) -> Topic:
    topic = ask_question(cast.outsider, hours=5)
    answer(topic, cast.steward)
    return topic


def merge(old: Topic, new: Topic, cast: Cast) -> Topic:
    merging.merge(old, into=new, by=cast.editor)
    return Topic.objects.get(pk=new.pk)


def test_moderator_merges_and_the_old_address_leads_on(cast: Cast, old: Topic, new: Topic) -> None:
    values = {"into": f"https://voorbeeld.example/forum/onderwerp/{new.pk}/?pagina=1", "note": "Zelfde vraag."}
    response = logged_in(cast.coordinator).post(f"/forum/onderwerp/{old.pk}/samenvoegen/", values)
    assert response.url == new.get_absolute_url()  # type: ignore[attr-defined]
    client = logged_in(cast.member)
    assert client.get(old.get_absolute_url()).url == new.get_absolute_url()  # type: ignore[attr-defined]
    page = client.get(new.get_absolute_url()).content.decode()
    assert "Samengevoegd met “Nog eens over muziek” door Coordinator" in page
    assert "Zelfde vraag." in page
    assert Act.objects.filter(by=cast.coordinator, verb="voegde een onderwerp samen").exists()


def test_other_moderator_merges_too(cast: Cast, old: Topic, new: Topic) -> None:
    logged_in(cast.steward).post(f"/forum/onderwerp/{old.pk}/samenvoegen/", {"into": str(new.pk)})
    old.refresh_from_db()
    assert old.merged_into == new


@pytest.mark.parametrize("act", MODERATING)
def test_reader_moderates_nothing(cast: Cast, old: Topic, act: str) -> None:
    assert logged_in(cast.member).post(f"/forum/onderwerp/{old.pk}/{act}/", {}).status_code == 403


@pytest.mark.parametrize("act", MODERATING)
def test_who_does_not_see_it_gets_404(cast: Cast, old: Topic, act: str) -> None:
    withhold(old.opening)
    assert logged_in(cast.member).post(f"/forum/onderwerp/{old.pk}/{act}/", {}).status_code == 404


@pytest.mark.parametrize("act", MODERATING)
def test_opening_the_page_changes_nothing(cast: Cast, old: Topic, act: str) -> None:
    assert logged_in(cast.coordinator).get(f"/forum/onderwerp/{old.pk}/{act}/").status_code == 200
    assert not Move.objects.exists()


def test_moderator_of_one_theme_does_not_merge_into_another(cast: Cast, old: Topic, new: Topic) -> None:
    Topic.objects.filter(pk=new.pk).update(theme=Theme.objects.exclude(pk=old.theme_id)[0])
    response = logged_in(cast.coordinator).post(f"/forum/onderwerp/{old.pk}/samenvoegen/", {"into": str(new.pk)})
    assert response.status_code == 422
    assert "geen moderator van dat thema" in response.content.decode()


def test_links_to_each_reply_keep_working(cast: Cast, old: Topic, new: Topic) -> None:
    posts = list(old.posts.order_by("number"))
    merge(old, new, cast)
    client = logged_in(cast.member)
    for post in posts:
        place = client.get(f"/forum/reactie/{post.pk}/").url  # type: ignore[attr-defined]
        assert place == f"/forum/onderwerp/{new.pk}/#bericht-{post.pk}"
    assert list(new.posts.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_counts_of_the_merged_topic_are_those_of_both(cast: Cast, old: Topic, new: Topic) -> None:
    reactions.find_useful(old.posts.get(number=2), by=cast.member, useful=True)
    merged = merge(old, new, cast)
    assert (merged.reply_count, merged.last_number, merged.useful_count) == (4, 5, 1)
    assert merged.last_posted_at == max(post.posted_at for post in merged.posts.all())


def test_followers_and_their_levels_go_along(cast: Cast, old: Topic, new: Topic) -> None:
    watching.watch(cast.member, old, level=Watch.Level.MUTED, reason="x")
    watching.watch(cast.executive, old, level=Watch.Level.EVERYTHING, reason="x")
    watching.watch(cast.executive, new, level=Watch.Level.FOLLOW, reason="y")
    merge(old, new, cast)
    assert watching.level_of(cast.member, new) == Watch.Level.MUTED
    assert watching.level_of(cast.executive, new) == Watch.Level.FOLLOW


def test_me_too_labels_and_who_asked_the_same_go_along(cast: Cast, old: Topic, new: Topic) -> None:
    old.labels.add(subject())
    for topic in (old, new):
        reactions.say_me_too(topic, by=cast.member, plays=True)
    merged = merge(old, new, cast)
    assert set(MeToo.objects.filter(topic=new).values_list("person", flat=True)) == {cast.member.pk, cast.colleague.pk}
    assert merged.me_too_count == 2
    assert list(merged.labels.all()) == [subject()]


def test_bookmarks_and_drafts_go_along(cast: Cast, old: Topic, new: Topic) -> None:
    now = timezone.now()
    kept = Bookmark.objects.create(person=cast.member, post=old.posts.get(number=2), at=now)
    for topic, text in ((new, "Eerst. "), (old, "Daarna.")):
        Draft.objects.create(person=cast.member, key=f"reply:{topic.pk}", data={"body": text}, saved_at=now)
    merge(old, new, cast)
    assert Draft.objects.get(person=cast.member).data["body"] == "Eerst. Daarna."
    page = logged_in(cast.member).get("/forum/bewaard/").content.decode()
    assert kept.post.get_absolute_url() in page


def test_best_answer_goes_along_where_there_was_none(cast: Cast, old: Topic, new: Topic) -> None:
    reactions.accept(old.posts.get(number=2), by=cast.colleague)
    merge(old, new, cast)
    assert Acceptance.objects.get(withdrawn_at=None).topic == new
    assert "post--accepted" in logged_in(cast.member).get(new.get_absolute_url()).content.decode()


def test_best_answer_that_stands_stays(cast: Cast, old: Topic, new: Topic) -> None:
    mine = reactions.accept(new.posts.get(number=2), by=cast.outsider)
    reactions.accept(old.posts.get(number=2), by=cast.colleague)
    merge(old, new, cast)
    assert Acceptance.objects.get(topic=new, withdrawn_at=None) == mine


def test_who_had_read_both_has_nothing_unread(cast: Cast, old: Topic, new: Topic) -> None:
    for topic in (old, new):
        unread.mark_read(cast.member, topic, number=topic.last_number)
    merged = merge(old, new, cast)
    assert unread.first_unread(cast.member, merged) is None


def test_what_was_not_read_is_still_unread(cast: Cast, old: Topic, new: Topic) -> None:
    unread.mark_read(cast.member, old, number=2)
    unread.mark_read(cast.member, new, number=2)
    last = old.posts.get(number=3)
    merged = merge(old, new, cast)
    assert unread.first_unread(cast.member, merged) == last


def test_who_had_not_read_the_target_misses_nothing_of_it(cast: Cast, old: Topic, new: Topic) -> None:
    unread.mark_read(cast.member, old, number=3)
    merged = merge(old, new, cast)
    assert unread.first_unread(cast.member, merged) == new.posts.get(number=2)


def test_notices_of_the_old_topic_are_settled_by_reading_the_new(cast: Cast, old: Topic, new: Topic) -> None:
    watching.follow_from_now(cast.member, old, reason="x")
    posting.reply(old, writing=posting.Writing(body="<p>Zo.</p>"), by=cast.outsider)
    merged = merge(old, new, cast)
    unread.mark_read(cast.member, merged, number=merged.last_number)
    assert not Notice.objects.unread().filter(person=cast.member).exists()


def test_hidden_reply_stays_hidden(cast: Cast, old: Topic, new: Topic) -> None:
    post = old.posts.get(number=2)
    Post.objects.filter(pk=post.pk).update(body="<p>Kanarievogel.</p>")
    assert "Kanarievogel" in logged_in(cast.member).get(old.get_absolute_url()).content.decode()
    withhold(post)
    merged = merge(old, new, cast)
    assert "Kanarievogel" not in logged_in(cast.member).get(new.get_absolute_url()).content.decode()
    assert merged.reply_count == 3


def test_what_members_wrote_is_not_made_public(cast: Cast, old: Topic, new: Topic) -> None:
    public = Theme.objects.exclude(pk=old.theme_id)[0]
    Theme.objects.filter(pk=public.pk).update(public_since=timezone.now())
    public.refresh_from_db()
    Topic.objects.filter(pk=new.pk).update(theme=public)
    for act in (
        lambda: merging.merge(old, into=new, by=cast.editor),
        lambda: moving.move(old, to=public, by=cast.editor),
    ):
        with pytest.raises(NotPossible, match="openbaar"):
            act()


def test_hidden_topic_is_not_merged(cast: Cast, old: Topic, new: Topic) -> None:
    withhold(old.opening, kind=Withholding.Kind.HIDDEN)
    with pytest.raises(NotPossible, match="verborgen"):
        merge(old, new, cast)


def test_case_question_is_not_merged(cast: Cast, old: Topic, new: Topic) -> None:
    Topic.objects.filter(pk=old.pk).update(kind=Kind.CASE)
    with pytest.raises(NotPossible, match="casusvraag"):
        merge(old, new, cast)


def test_ring_is_refused(cast: Cast, old: Topic, new: Topic) -> None:
    merge(old, new, cast)
    with pytest.raises(NotPossible, match="samengevoegd"):
        merging.merge(new, into=old, by=cast.editor)


def test_reply_typed_for_a_topic_merged_twice_arrives(cast: Cast, old: Topic, new: Topic) -> None:
    last = ask_question(cast.outsider, hours=1)
    merge(old, new, cast)
    merge(new, last, cast)
    logged_in(cast.member).post(f"/forum/onderwerp/{old.pk}/reageren/", {"body": "<div>Antwoord.</div>"})
    assert last.posts.filter(author=cast.member).exists()


def test_moved_topic_says_so_in_its_new_theme(cast: Cast, old: Topic) -> None:
    target = Theme.objects.exclude(pk=old.theme_id)[0]
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{old.pk}/verplaatsen/", {"theme": target.slug})
    page = logged_in(cast.member).get(old.get_absolute_url()).content.decode()
    assert f"Verplaatst van Proef naar {target}".replace("'", "&#x27;") in page
    assert Notice.objects.filter(person=cast.colleague, kind="forum.moved").exists()
    assert old.title in logged_in(cast.member).get(target.get_absolute_url()).content.decode()


def split(cast: Cast, topic: Topic, *posts: Post) -> Topic:
    values = {"title": "Een andere vraag", "kind": "discussion", "posts": [post.pk for post in posts]}
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{topic.pk}/splitsen/", values)
    return Topic.objects.get(title="Een andere vraag")


def test_split_replies_are_a_topic_of_their_own(cast: Cast, old: Topic) -> None:
    second, third = old.posts.filter(number__gt=1)
    made = split(cast, old, third, second)
    assert [post.pk for post in made.posts.order_by("number")] == [second.pk, third.pk]
    assert (made.author, made.reply_count, made.last_number) == (cast.outsider, 1, 2)
    old.refresh_from_db()
    assert old.reply_count == 0
    client = logged_in(cast.member)
    assert "Afgesplitst naar een ander onderwerp" in client.get(old.get_absolute_url()).content.decode()
    assert old.title in client.get(made.get_absolute_url()).content.decode()
    assert client.get(f"/forum/reactie/{third.pk}/").url == f"/forum/onderwerp/{made.pk}/#bericht-{third.pk}"  # type: ignore[attr-defined]


def test_title_of_a_split_topic_that_was_hidden_is_not_told(cast: Cast, old: Topic) -> None:
    made = split(cast, old, old.posts.get(number=2))
    client = logged_in(cast.member)
    assert made.title in client.get(old.get_absolute_url()).content.decode()
    withhold(made.opening)
    assert made.title not in client.get(old.get_absolute_url()).content.decode()


def test_read_replies_are_read_after_the_split(cast: Cast, old: Topic) -> None:
    unread.mark_read(cast.member, old, number=2)
    second, third = old.posts.filter(number__gt=1)
    made = split(cast, old, second, third)
    assert unread.first_unread(cast.member, made) == third


def test_best_answer_follows_into_a_question_only(cast: Cast, old: Topic) -> None:
    reactions.accept(old.posts.get(number=3), by=cast.colleague)
    split(cast, old, *old.posts.filter(number__gt=1))
    assert not Acceptance.objects.filter(withdrawn_at=None).exists()


def test_hidden_reply_is_not_split_off(cast: Cast, old: Topic) -> None:
    withhold(old.posts.get(number=2))
    with pytest.raises(NotPossible):
        moving.split(old, numbers=[2], title="Een andere vraag", kind=Kind.DISCUSSION, by=cast.editor)


def test_case_question_is_not_split(cast: Cast, old: Topic) -> None:
    Topic.objects.filter(pk=old.pk).update(kind=Kind.CASE)
    with pytest.raises(NotPossible, match="casusvraag"):
        moving.split(old, numbers=[2], title="Een andere vraag", kind=Kind.DISCUSSION, by=cast.editor)
