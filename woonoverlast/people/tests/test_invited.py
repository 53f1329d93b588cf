"""Who is invited and new: one link, one form, and member."""

import pytest
from django.core import mail
from django.test import Client

from woonoverlast.people.models import Application, Invitation, MailDomain, Membership, Organisation, Person
from woonoverlast.people.testing import Cast, logged_in, make_person
from woonoverlast.people.tests.test_inviting import link_in
from woonoverlast.people.tests.test_join import profile
from woonoverlast.places.models import Municipality

NEW = "nieuw@elders.example"
FORM = "/aanmelden/profiel/"


@pytest.fixture
def link(cast: Cast) -> str:
    logged_in(cast.steward).post("/uitnodigen/een/", {"email": NEW, "organisation": cast.here.pk})
    return link_in(mail.outbox.pop())


def test_from_the_link_to_member_without_a_second_mail(cast: Cast, link: str) -> None:
    visitor = Client()
    assert visitor.post(link).headers["Location"] == FORM
    assert mail.outbox == []
    page = visitor.get(FORM)
    assert f"nodigt je uit namens <strong>{cast.here.name}</strong>" in page.content.decode()
    assert page.context["form"]["organisation_name"].value() == cast.here.name
    visitor.post(FORM, profile(cast))
    person = Person.objects.get(email=NEW)
    assert Membership.objects.active().filter(person=person, organisation=cast.here).exists()
    assert Invitation.objects.get().accepted_by == person
    assert "wacht op controle" not in visitor.get("/aanmelden/").content.decode()


def test_pressing_the_button_alone_makes_no_member_without_a_name(cast: Cast, link: str) -> None:
    visitor = Client()
    visitor.post(link)
    assert visitor.post(link).headers["Location"] == FORM
    assert not Membership.objects.filter(person__email=NEW).exists()
    assert Invitation.objects.get().accepted_at is None


def test_somebody_with_an_account_logs_in_first(cast: Cast, link: str) -> None:
    Person.objects.filter(pk=make_person("nieuw").pk).update(email=NEW)
    assert Client().post(link).headers["Location"] == f"/inloggen/?next={link}"


def test_another_organisation_than_the_invitation_names_waits(cast: Cast, link: str) -> None:
    """The invitation opens the door of the organisation that it names, and no other."""
    visitor = Client()
    visitor.post(link)
    visitor.post(FORM, profile(cast, organisation_name=cast.elsewhere.name))
    person = Person.objects.get(email=NEW)
    assert not Membership.objects.filter(person=person, organisation=cast.elsewhere).exists()
    assert Application.objects.filter(person=person, organisation=cast.elsewhere, status="waiting").exists()


def test_address_proves_no_other_address(cast: Cast, link: str) -> None:
    """Opening the link proves the mailbox of the invitation only."""
    visitor = Client()
    visitor.get(link)
    visitor.post("/aanmelden/mailadres/", {"email": NEW})
    assert visitor.get("/account/").status_code == 302
    assert len(mail.outbox) == 1


def test_known_domain_is_filled_in(cast: Cast) -> None:
    MailDomain.objects.create(organisation=cast.here, domain=cast.applicant.email.partition("@")[2])
    form = logged_in(cast.applicant).get(FORM).context["form"]
    assert form["organisation_name"].value() == cast.here.name
    assert form["discipline"].value() == cast.here.kind
    assert form["municipality"].value() == cast.here.municipality_id


def test_page_of_a_municipality_leads_to_its_name_filled_in(cast: Cast) -> None:
    place = Municipality.objects.current().get(slug="zeewolde")
    client = logged_in(cast.applicant)
    client.get("/aanmelden/?gemeente=zeewolde")
    form = client.get(FORM).context["form"]
    assert (form["organisation_name"].value(), form["municipality"].value()) == ("Gemeente Zeewolde", place.pk)
    assert form["discipline"].value() == "municipality"


def test_what_is_missing_is_named(cast: Cast) -> None:
    page = logged_in(cast.applicant).post(FORM, {"name": ""}).content.decode()
    for words in ("Vul je naam in.", "Vul je functie in.", "Vul in waar je werkt.", "Kies je vakgebied."):
        assert words in page
    assert "Dit veld is verplicht" not in page
    assert "Welke organisatie bedoel je?" not in page


@pytest.mark.parametrize("typed", ["Gemeente Zeewolde", "gemeente zeewolde", "Zeewolde", "zeew"])
def test_municipality_where_nobody_is_yet_is_offered_first(cast: Cast, typed: str) -> None:
    rows = logged_in(cast.applicant).get("/organisaties/zoeken/", {"q": typed}).json()["results"]
    assert rows[0] == {
        "value": "Gemeente Zeewolde",
        "label": "Gemeente Zeewolde",
        "detail": "nog niet aangesloten, jij bent de eerste",
    }
    assert not [row for row in rows if row["value"] in {"Gemeente Zeist", "Gemeente Zederik"}]


def test_connected_municipality_is_offered_as_the_organisation_that_it_is(cast: Cast) -> None:
    place = Municipality.objects.current().get(slug="zeewolde")
    Organisation.objects.create(
        name="Gemeente Zeewolde (stad)", kind="municipality", slug="zeewolde", municipality=place
    )
    rows = logged_in(cast.applicant).get("/organisaties/zoeken/", {"q": "Gemeente Zeewolde"}).json()["results"]
    assert rows[0] == {"value": "Gemeente Zeewolde (stad)", "label": "Gemeente Zeewolde (stad)", "detail": "Gemeente"}


def test_nobody_reads_a_mail_address_for_a_name() -> None:
    assert str(Person(email="geheim@werk.example")) == "Naam nog niet ingevuld"
