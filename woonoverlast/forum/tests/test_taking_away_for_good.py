"""Old versions are for members, and can be cleared; an editor wipes a post with all that we keep of it."""

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import posting, purging
from woonoverlast.forum.models import Attachment, Bookmark, Draft, Post, Purge, Revision, Theme
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

NUMBER = "06-28371940"


@pytest.fixture
def post(cast: Cast) -> Post:
    """Public, and a telephone number was edited out of it in two steps."""
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    found = posting.reply(
        ask_question(cast.colleague), writing=Writing(body=f"<p>Bel {NUMBER} eens.</p>"), by=cast.member
    )
    for text in ("Bel de wijkagent eens.", "Vraag het de wijkagent."):
        posting.edit(found, writing=Writing(body=f"<p>{text}</p>"), by=cast.member)
    return found


def history(post: Post) -> str:
    return f"/forum/reactie/{post.pk}/geschiedenis/"


def oldest(post: Post) -> Revision:
    return post.revisions.order_by("at", "pk")[0]


def clearing(post: Post) -> str:
    return f"{history(post)}{oldest(post).pk}/wissen/"


def test_visitor_reads_no_history_of_a_public_post(post: Post) -> None:
    client = Client()
    page = client.get(post.topic.get_absolute_url()).content.decode()
    assert "wijkagent" in page
    assert "gewijzigd" in page
    assert history(post) not in page
    assert client.get(history(post)).status_code == 302


def test_member_reads_what_it_was(post: Post, cast: Cast) -> None:
    page = logged_in(cast.outsider).get(history(post)).content.decode()
    assert NUMBER in page
    assert "Wis deze oude tekst" not in page


@pytest.mark.parametrize("who", ["member", "steward", "editor"])
def test_author_moderator_and_editor_clear_a_version(post: Post, cast: Cast, who: str) -> None:
    a_theme().moderators.set([cast.steward])
    client, address = logged_in(getattr(cast, who)), clearing(post)
    assert "voorgoed weg" in client.get(address).content.decode()
    assert NUMBER in client.get(history(post)).content.decode()  # asking changes nothing
    assert client.post(address, follow=True).status_code == 200
    page = client.get(history(post)).content.decode()
    assert NUMBER not in page
    assert "Deze oude tekst is gewist" in page
    assert "wijkagent" in page
    assert not Revision.objects.filter(body__contains=NUMBER).exists()
    assert NUMBER not in str(list(Revision.objects.values_list("pieces", flat=True)))


def test_other_member_clears_nothing(post: Post, cast: Cast) -> None:
    assert logged_in(cast.outsider).post(clearing(post)).status_code == 403
    assert oldest(post).cleared_at is None


def test_clearing_is_in_the_logbook_without_the_text(post: Post, cast: Cast) -> None:
    logged_in(cast.member).post(clearing(post))
    act = Act.objects.get(verb="wiste een oude versie")
    assert (act.by, act.note) == (cast.member, "persoonsgegevens")


def test_version_of_another_post_is_not_there(post: Post, cast: Cast) -> None:
    address = f"/forum/reactie/{post.topic.opening.pk}/geschiedenis/{oldest(post).pk}/wissen/"
    assert logged_in(cast.editor).post(address).status_code == 404


def test_editor_wipes_a_post_for_good(post: Post, cast: Cast) -> None:
    Bookmark.objects.create(post=post, person=cast.colleague, at=timezone.now())
    Draft.objects.create(person=cast.member, key=f"edit:{post.pk}", data={"body": "x"}, saved_at=timezone.now())
    file = {"by": cast.member, "name": "a.pdf", "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    Attachment.objects.create(post=post, **file)
    client = logged_in(cast.editor)
    assert "Wis voorgoed" in client.get(post.topic.get_absolute_url()).content.decode()
    assert "Dit kun je niet ongedaan maken" in client.get(f"/forum/reactie/{post.pk}/wissen/").content.decode()
    client.post(f"/forum/reactie/{post.pk}/wissen/")
    page = logged_in(cast.outsider).get(post.topic.get_absolute_url()).content.decode()
    assert "Een redacteur heeft dit bericht gewist." in page
    assert "wijkagent" not in page
    kept = [model.objects.filter(post=post).exists() for model in (Revision, Bookmark, Attachment)]
    assert kept == [False, False, False]
    assert not Draft.objects.exists()
    assert not Notice.objects.filter(url=post.get_absolute_url()).exists()
    assert Purge.objects.get().by == cast.editor


def test_wiped_post_is_not_written_again(post: Post, cast: Cast) -> None:
    purging.purge(post, by=cast.editor)
    client = logged_in(cast.member)
    assert f"/forum/reactie/{post.pk}/wijzigen/" not in client.get(post.topic.get_absolute_url()).content.decode()
    assert client.post(f"/forum/reactie/{post.pk}/wijzigen/", {"body": "Nieuw"}).status_code == 403


def test_wiping_twice_is_wiping_once(post: Post, cast: Cast) -> None:
    purging.purge(post, by=cast.editor)
    purging.purge(post, by=cast.editor)
    assert Act.objects.filter(verb="wiste een bericht").count() == 1


@pytest.mark.parametrize("who", ["member", "steward", "outsider"])
def test_only_editors_wipe(post: Post, cast: Cast, who: str) -> None:
    a_theme().moderators.set([cast.steward])
    assert logged_in(getattr(cast, who)).post(f"/forum/reactie/{post.pk}/wissen/").status_code == 403
    assert not Purge.objects.exists()
