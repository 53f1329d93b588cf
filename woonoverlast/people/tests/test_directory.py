"""The list of members: who is found, who may look, and that its cost does not grow with its length."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from woonoverlast.people.models import Expertise, Person, VisibleField
from woonoverlast.people.testing import Cast, logged_in, make_person


def names(cast: Cast, query: str) -> str:
    return logged_in(cast.member).get(f"/leden/?{query}").content.decode()


def test_name_is_found_without_accents(cast: Cast) -> None:
    person = make_person("zoe", cast.here)
    Person.objects.filter(pk=person.pk).update(name="Zoë Yıldız")
    assert "Zoë Yıldız" in names(cast, "q=zoe")


def test_percent_sign_is_only_text(cast: Cast) -> None:
    assert "Niemand gevonden" in names(cast, "q=%25")


def test_organisation_name_finds_its_people(cast: Cast) -> None:
    assert "Outsider" in names(cast, f"q={cast.elsewhere.name}")


def test_suspended_people_and_applicants_are_not_listed(cast: Cast) -> None:
    page = names(cast, "")
    assert "Colleague" in page
    assert "Suspended" not in page
    assert "Applicant" not in page


def test_hidden_expertise_does_not_find_the_person(cast: Cast) -> None:
    noise = Expertise.objects.create(slug="test-kennis", name="Testkennis")
    cast.colleague.expertise.add(noise)
    assert "Colleague" in names(cast, "expertise=test-kennis")
    Person.objects.filter(pk=cast.colleague.pk).update(hidden_fields=[VisibleField.EXPERTISE])
    assert "Niemand gevonden" in names(cast, "expertise=test-kennis")


def test_hidden_mail_address_shows_to_nobody_but_editors(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(hidden_fields=[VisibleField.EMAIL])
    url = f"/leden/{cast.colleague.pk}/"
    assert cast.colleague.email not in logged_in(cast.member).get(url).content.decode()
    assert cast.colleague.email in logged_in(cast.editor).get(url).content.decode()


def test_applicant_is_sent_to_the_application(cast: Cast) -> None:
    assert logged_in(cast.applicant).get("/leden/").headers["Location"] == "/aanmelden/"


def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    client = logged_in(cast.member)
    client.get("/leden/")
    with CaptureQueriesContext(connection) as few:
        client.get("/leden/")
    for number in range(20):
        make_person(f"extra-{number}", cast.here)
    client.get("/leden/")
    with CaptureQueriesContext(connection) as many:
        client.get("/leden/")
    assert len(many) == len(few) <= 15
