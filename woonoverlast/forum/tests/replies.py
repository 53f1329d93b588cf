"""What became of replies by mail on the forum."""

from woonoverlast.forum.models import Post
from woonoverlast.notifications.models import NoticeMail
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.tests.inbox import TEXT, answered_to, answers, receive, reply_to


def replies() -> list[str]:
    return list(Post.objects.filter(number__gt=1).values_list("text", flat=True))


def refused(notice: NoticeMail, outcome: Outcome, told: str, *, posts: int = 0) -> None:
    """Nothing is posted, and the writer reads why, with his words."""
    assert receive(reply_to(notice)).outcome == outcome
    assert len(replies()) == posts
    assert answered_to() == [notice.person.email]
    assert told in answers()[0]
    assert TEXT in answers()[0]
