"""Markup that is put together by hand lets nothing out of its place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from woonoverlast.forum import printing
from woonoverlast.forum.models import Attachment, Theme, Topic, Withholding
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.people.models import Discipline, Organisation, Person
from woonoverlast.people.testing import Cast, logged_in

BREAK = "\"'><b id=out>&lt;"


def test_nothing_that_people_write_becomes_markup(cast: Cast) -> None:
    """Name, function, organisation, title, theme, file name and reason of withholding, on every page that shows them."""
    Person.objects.filter(pk=cast.outsider.pk).update(name=BREAK, job_title=BREAK, discipline=Discipline.POLICE)
    Organisation.objects.filter(pk=cast.elsewhere.pk).update(name=BREAK)
    topic = ask_question(Person.objects.get(pk=cast.outsider.pk))
    Topic.objects.filter(pk=topic.pk).update(title=BREAK)
    Theme.objects.filter(pk=topic.theme_id).update(name=BREAK)
    post = answer(Topic.objects.get(pk=topic.pk), cast.outsider, best=True)
    fields = {"by": cast.outsider, "name": BREAK, "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    Attachment.objects.create(post=post, **fields)
    Withholding.objects.filter(pk=withhold(post).pk).update(reason=BREAK)
    for path in ("/", "/forum/", "/forum/proef/", topic.get_absolute_url()):
        page = logged_in(cast.editor).get(path).content.decode()
        assert "<b id=out" not in page, path
        assert "&lt;b id=out&gt;" in page or path == "/", path


def test_the_check_bites(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Person.objects.filter(pk=cast.outsider.pk).update(name=BREAK)
    topic = ask_question(cast.outsider)
    monkeypatch.setattr(printing, "escape", str)
    assert "<b id=out" in logged_in(cast.editor).get(topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "zojuist"),
        (1, "1 minuut geleden"),
        (59, "59 minuten geleden"),
        (60, "1 uur geleden"),
        (60 * 24, "1 dag geleden"),
        (60 * 24 * 6, "6 dagen geleden"),
    ],
)
def test_near_moments_are_told_by_distance(minutes: int, words: str) -> None:
    assert printing.ago(timezone.now() - timedelta(minutes=minutes, seconds=5)) == words


def test_far_moments_are_told_by_their_day() -> None:
    moment = timezone.now() - timedelta(days=40)
    assert printing.ago(moment) == printing.day(timezone.localtime(moment))
