"""Nobody finds what he may not see: not on the page, not while typing, not in an excerpt, not as a mended word.

Each secret holds one word that stands nowhere else. Who may see it finds it: that shows that the test would bite.
"""

from collections.abc import Callable

import pytest
from django.utils import timezone

from woonoverlast.forum.models import Kind, Topic, Withholding
from woonoverlast.forum.tests.helpers import withhold
from woonoverlast.people.models import Discipline, Organisation, Person, VisibleField
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search.tests.corpus import a_theme, index, put_post, put_topic

CANARY = "kwartelkoning"
MISSPELT = "kwartelkonign"


def hidden_topic(cast: Cast) -> None:
    topic = put_topic(cast.colleague, f"Vraag over de {CANARY}", f"Tekst met {CANARY}.")
    withhold(topic.posts.get(number=1))


def hidden_reply(cast: Cast) -> None:
    topic = put_topic(cast.colleague, "Vraag over vogels", "Tekst.")
    withhold(put_post(topic, cast.colleague, f"De {CANARY} roept.", number=2))


def waiting_case(cast: Cast) -> None:
    topic = put_topic(cast.colleague, f"Casus {CANARY}", "Tekst.")
    Topic.objects.filter(pk=topic.pk).update(kind=Kind.CASE)
    withhold(topic.posts.get(number=1), kind=Withholding.Kind.CHECK)


def members_topic(cast: Cast) -> None:
    put_topic(cast.colleague, f"Vraag over de {CANARY}", f"Tekst met {CANARY}.")


def public_case(cast: Cast) -> None:
    """Case questions are never public, whatever the theme is."""
    theme = a_theme("openbaar", "Openbaar")
    theme.public_since = timezone.now()
    theme.save()
    topic = put_topic(cast.colleague, f"Casus {CANARY}", "Tekst.", theme=theme)
    Topic.objects.filter(pk=topic.pk).update(kind=Kind.CASE)


def suspended_person(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(name=f"Kees {CANARY.title()}")
    index()
    Person.objects.filter(pk=cast.colleague.pk).update(suspended_at=timezone.now())


def hidden_job_title(cast: Cast) -> None:
    hidden = [VisibleField.JOB_TITLE, VisibleField.LOOKING_FOR]
    Person.objects.filter(pk=cast.colleague.pk).update(job_title=CANARY, looking_for=CANARY, hidden_fields=hidden)


def name_of_member(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(name=f"Kees {CANARY.title()}")


def proposed_organisation(cast: Cast) -> None:
    fields = {"kind": Discipline.HOUSING, "slug": "nieuw", "proposed_by": cast.colleague}
    Organisation.objects.create(name=f"Stichting {CANARY.title()}", **fields)


Secret = Callable[[Cast], None]
CASES: list[tuple[Secret, str, str]] = [
    (hidden_topic, "visitor member", "editor colleague"),
    (hidden_reply, "visitor member", "editor colleague"),
    (waiting_case, "visitor member", "editor colleague"),
    (members_topic, "visitor applicant", "member editor"),
    (public_case, "visitor applicant", "member"),
    (suspended_person, "visitor member editor", ""),
    (hidden_job_title, "visitor member", ""),
    (name_of_member, "visitor applicant", "member editor"),
    (proposed_organisation, "visitor member", "editor"),
]


def everything_said_to(cast: Cast, who: str) -> str:
    """All that the pages and the suggestions say, asked rightly and misspelt, without the question itself."""
    client = logged_in(getattr(cast, who, None))
    said = ""
    for text in (CANARY, MISSPELT, f"{CANARY} vogels", f"{MISSPELT} vogels"):
        page = client.get("/zoeken/", {"q": text})
        assert page.status_code == 200
        found = page.context["found"]
        said += found.corrected + "".join(hit.plain_title + hit.detail for hit in found.hits)
        said += "".join(piece.text for hit in found.hits for piece in hit.excerpt)
    said += client.get("/zoeken/suggesties/", {"q": CANARY[:6]}).content.decode()
    return said.lower()


@pytest.mark.parametrize(("secret", "denied", "allowed"), CASES, ids=[case[0].__name__ for case in CASES])
def test_only_who_may_see_it_finds_it(cast: Cast, secret: Secret, denied: str, allowed: str) -> None:
    secret(cast)
    if secret is not suspended_person:
        index()
    for who in denied.split():
        assert CANARY not in everything_said_to(cast, who), who
    for who in allowed.split():
        assert CANARY in everything_said_to(cast, who), who


def test_a_shown_job_title_is_found(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(job_title=CANARY)
    index()
    assert CANARY in everything_said_to(cast, "member")


def test_a_person_is_found_again_when_the_suspension_ends(cast: Cast) -> None:
    suspended_person(cast)
    Person.objects.filter(pk=cast.colleague.pk).update(suspended_at=None)
    assert CANARY in everything_said_to(cast, "member")


def test_nothing_is_counted_that_the_reader_may_not_see(cast: Cast) -> None:
    for _ in range(3):
        hidden_topic(cast)
    index()
    assert logged_in(cast.member).get("/zoeken/", {"q": CANARY}).context["found"].shown == 0
    assert logged_in(cast.editor).get("/zoeken/", {"q": CANARY}).context["found"].shown == 3


def test_visitor_has_no_filter_for_people(cast: Cast) -> None:
    index()
    assert "Leden</option>" not in logged_in(None).get("/zoeken/").content.decode()
    assert "Leden</option>" in logged_in(cast.member).get("/zoeken/").content.decode()
