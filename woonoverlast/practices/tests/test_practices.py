"""From a first sentence to a practice on the site that others use."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.practices import reviewing, writing
from woonoverlast.practices.forms import initial_of
from woonoverlast.practices.models import Practice
from woonoverlast.practices.tests.making import agreed, begun, fresh, published, texts, waiting, written
from woonoverlast.practices.worksheet import NAMES
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db


def test_from_begin_to_site(cast: Cast, client: Client) -> None:
    member = logged_in(cast.member)
    start = {"title": "Elke maandag overleg", "summary": "Een uur per week.", "organisation": cast.here.pk}
    page = member.post("/praktijk/nieuw/", start, follow=True)
    assert "Het begin staat er." in text_of(page)
    practice = Practice.objects.get()
    sheet = initial_of(practice.newest) | {name: f"Iets over {name}." for name in NAMES}
    sheet |= {"nuisance": ["GEL"], "housing": ["social"], "contact": "", "instruments": []}
    assert member.post(practice.get_absolute_url() + "schrijven/", sheet).status_code == 302
    page = member.post(practice.get_absolute_url() + "inleveren/", follow=True)
    assert "Ingeleverd." in text_of(page)
    for person in (cast.outsider, cast.other_coordinator):
        reviewer = logged_in(person)
        assert "Elke maandag overleg" in text_of(reviewer.get("/praktijk/"))
        answer = reviewer.post(practice.get_absolute_url() + "nakijken/", {"agrees": "ja", "text": ""})
        assert answer.status_code == 302
    editor = logged_in(cast.editor)
    assert "Plaatsen? Elke maandag overleg" in text_of(editor.get("/beheer/"))
    form = {"evidence": "1", "effect": "+", "note": "Eén plek, goed beschreven."}
    assert editor.post(practice.get_absolute_url() + "plaatsen/", form).status_code == 302
    assert "Iets over problem." in text_of(client.get(practice.get_absolute_url()))
    assert "Elke maandag overleg" in text_of(client.get("/praktijk/?soort=GEL"))
    assert "Elke maandag overleg" not in text_of(client.get("/praktijk/?soort=DIE"))
    assert "Elke maandag overleg" in client.get("/praktijk/nieuw.atom").content.decode()
    assert "Elke maandag overleg" in text_of(client.get(f"/gemeenten/{cast.here.municipality.slug}/"))  # type: ignore[union-attr]


def test_half_a_worksheet_is_kept_and_cannot_be_handed_in(cast: Cast) -> None:
    practice, member = begun(cast), logged_in(cast.member)
    sheet = initial_of(practice.newest) | {"problem": "Dit was er aan de hand.", "contact": ""}
    assert member.post(practice.get_absolute_url() + "schrijven/", sheet).status_code == 302
    page = member.post(practice.get_absolute_url() + "inleveren/", follow=True)
    assert "Vul eerst nog in: Wat wilden jullie bereiken?" in text_of(page)
    assert practice.newest.problem == "Dit was er aan de hand."


def test_two_writers_do_not_overwrite_each_other(cast: Cast) -> None:
    practice, member = begun(cast), logged_in(cast.member)
    writing.add_writer(practice, cast.colleague, by=cast.member)
    writing.write_on(practice, texts(), title="Van de collega", read=1, by=cast.colleague)
    sheet = initial_of(practice.revisions.get(number=1)) | {"problem": "Mijn eigen zin.", "contact": ""}
    answer = member.post(practice.get_absolute_url() + "schrijven/", sheet)
    assert answer.status_code == 422
    assert "Iemand anders schreef net verder" in text_of(answer)
    assert "Mijn eigen zin." in text_of(answer)
    assert practice.newest.number == 2


def test_writing_on_ends_the_review(cast: Cast) -> None:
    revision = agreed(cast)
    writing.write_on(revision.practice, texts(problem="Anders."), title="Maandagoverleg", read=2, by=cast.member)
    with pytest.raises(NotPossible, match="nieuwere tekst"):
        reviewing.publish(revision, evidence=1, effect="+", note="x", by=cast.editor)


def test_editor_cannot_publish_before_two_agree(cast: Cast) -> None:
    practice = waiting(cast)
    reviewing.review(practice.newest, agrees=True, text="", by=fresh(cast.outsider))
    reviewing.review(practice.newest, agrees=False, text="Er mist iets.", by=fresh(cast.other_coordinator))
    form = {"evidence": "1", "effect": "+", "note": "Goed beschreven."}
    answer = logged_in(cast.editor).post(practice.get_absolute_url() + "plaatsen/", form)
    assert "Eerst moeten 2 leden van andere organisaties" in text_of(answer)
    assert not Practice.objects.published().exists()


def test_site_keeps_the_former_text_while_a_newer_is_written(cast: Cast, client: Client) -> None:
    practice = published(cast, problem="De oude zin.")
    writing.write_on(practice, texts(problem="De nieuwe zin."), title="Maandagoverleg", read=2, by=cast.member)
    assert "De oude zin." in text_of(client.get(practice.get_absolute_url()))
    assert "De nieuwe zin." in text_of(logged_in(cast.member).get(practice.get_absolute_url()))


def test_own_organisation_and_writers_cannot_review(cast: Cast) -> None:
    practice = waiting(cast)
    assert not reviewing.can_review(fresh(cast.colleague), practice)
    assert not reviewing.can_review(fresh(cast.member), practice)
    assert reviewing.can_review(fresh(cast.outsider), practice)


def test_nobody_reviews_twice(cast: Cast) -> None:
    practice = waiting(cast)
    reviewing.review(practice.newest, agrees=True, text="", by=fresh(cast.outsider))
    answer = logged_in(cast.outsider).post(practice.get_absolute_url() + "nakijken/", {"agrees": "ja"})
    assert "Je hebt deze tekst al nagekeken" in text_of(answer)


def test_no_needs_a_reason(cast: Cast) -> None:
    practice = waiting(cast)
    answer = logged_in(cast.outsider).post(practice.get_absolute_url() + "nakijken/", {"agrees": "nee"})
    assert "Schrijf wat er nog bij of anders moet" in text_of(answer)


def test_another_municipality_does_this_too(cast: Cast, client: Client) -> None:
    practice = published(cast)
    elsewhere = logged_in(cast.other_coordinator)
    form = {"since": "2024", "result": "Het scheelt ons veel mails."}
    assert elsewhere.post(practice.get_absolute_url() + "gebruik/", form).status_code == 302
    page = text_of(client.get(practice.get_absolute_url()))
    assert f"{cast.elsewhere.municipality} sinds 2024" in page
    assert str(cast.other_coordinator) not in page
    assert str(cast.other_coordinator) in text_of(logged_in(cast.member).get(practice.get_absolute_url()))
    own = logged_in(cast.member).post(practice.get_absolute_url() + "gebruik/", form)
    assert "Dit is het voorbeeld van je eigen gemeente" in text_of(own)


@pytest.mark.parametrize("year", ["1066", "9999", "abc", ""])
def test_odd_year_is_refused_beside_the_field(cast: Cast, year: str) -> None:
    practice = published(cast)
    answer = logged_in(cast.outsider).post(
        practice.get_absolute_url() + "gebruik/", {"since": year, "result": "Bewaar dit."}
    )
    assert answer.status_code == 422
    assert "Bewaar dit." in text_of(answer)


def test_year_to_come_is_refused(cast: Cast) -> None:
    year = (timezone.localdate() + timedelta(days=400)).year
    answer = logged_in(cast.outsider).post(published(cast).get_absolute_url() + "gebruik/", {"since": str(year)})
    assert "Kies dit jaar of een jaar dat voorbij is" in text_of(answer)


def test_writer_added_hears_and_writes(cast: Cast) -> None:
    practice = begun(cast)
    member = logged_in(cast.member)
    member.post(practice.get_absolute_url() + "meeschrijvers/", {"person": cast.colleague.pk})
    colleague = logged_in(cast.colleague)
    assert "Schrijf mee aan" in text_of(colleague.get("/meldingen/"))
    assert colleague.get(practice.get_absolute_url() + "schrijven/").status_code == 200


def test_same_title_gets_its_own_address(cast: Cast) -> None:
    assert {begun(cast, "Nieuw").slug, begun(cast, "Nieuw").slug, begun(cast, "Nieuw").slug} == {
        "nieuw-2",
        "nieuw-3",
        "nieuw-4",
    }
    assert begun(cast, "???").slug == "praktijkvoorbeeld"


def test_names_of_residents_are_refused(cast: Cast) -> None:
    practice = begun(cast)
    sheet = initial_of(practice.newest) | {"problem": "Bel de melder op 06-28371940.", "contact": ""}
    answer = logged_in(cast.member).post(practice.get_absolute_url() + "schrijven/", sheet)
    assert answer.status_code == 422
    assert "06-28371940" in text_of(answer)


def test_number_of_questions_to_the_database(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        published(cast, f"Voorbeeld {number}")
    practice = published(cast, "Nog een")
    client.get("/praktijk/?soort=GEL")
    with django_assert_max_num_queries(6):
        client.get("/praktijk/?soort=GEL")
    with django_assert_max_num_queries(12):
        client.get(practice.get_absolute_url() + "?x=1")


def test_instrument_shows_practices(cast: Cast, client: Client) -> None:
    published(cast, "Samen op huisbezoek")
    assert "Samen op huisbezoek" in text_of(client.get("/instrumenten/huisbezoek-gesprek/"))
    assert "Samen op huisbezoek" not in text_of(client.get("/instrumenten/13b/"))


def test_written_but_not_handed_in_is_hidden(cast: Cast, client: Client) -> None:
    practice = written(cast)
    assert client.get(practice.get_absolute_url()).status_code == 404
    assert logged_in(cast.outsider).get(practice.get_absolute_url()).status_code == 404
