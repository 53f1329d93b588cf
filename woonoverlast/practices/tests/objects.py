"""Practices in each state, planted with words of their own; for the matrix over objects."""

from collections.abc import Iterator

from woonoverlast.people.testing import EVERYBODY, MEMBERS, Cast, Planted, Words
from woonoverlast.practices import models, reviewing, writing
from woonoverlast.practices.models import Practice, Review, Revision
from woonoverlast.practices.tests.making import begun, fresh, published, texts, waiting

NOBODY = {
    models.Writer: "says who writes along; his practices are read here",
    models.Publication: "for everybody: stands on a page that everybody reads",
    models.Use: "for everybody: stands on a page that everybody reads",
}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    own = word()
    practice = begun(cast, own)
    page = practice.get_absolute_url()
    yield Planted(Practice, "just begun", own, frozenset({"member", "editor"}), (page,), ("/praktijk/",))
    handed = word()
    to_review = waiting(cast, "Wacht op nakijken", problem=handed)
    page = to_review.get_absolute_url()
    yield Planted(Revision, "handed in", handed, MEMBERS, (page,), ("/praktijk/", page + "nakijken/"))
    remark = word()
    reviewing.review(to_review.newest, agrees=False, text=remark, by=fresh(cast.outsider))
    yield Planted(
        Review, "for the writers", remark, frozenset({"member", "editor", "outsider"}), (), (page, page + "plaatsen/")
    )
    shown = word()
    page = published(cast, "Op de site", problem=shown).get_absolute_url()
    yield Planted(Revision, "published", shown, EVERYBODY, (page,), (page + "gebruik/",))
    on_site, newer = published(cast, "Al op de site"), word()
    writing.write_on(on_site, texts(problem=newer), title="Al op de site", read=2, by=fresh(cast.member))
    page = on_site.get_absolute_url()
    readers = frozenset({"member", "editor"})
    yield Planted(Revision, "written on", newer, readers, (page, page + "schrijven/"), (page + "meeschrijvers/",))
