"""Joining, from the mail address to the membership."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from woonoverlast.people.models import Application, Discipline, MailDomain, Membership, Organisation, Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality


def profile(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Noor de Vries",
        "job_title": "Wijkagent",
        "discipline": Discipline.POLICE,
        "municipality": str(cast.here.municipality_id),
        "organisation_name": cast.here.name,
        "looking_for": "",
        "motivation": "",
    } | changes


def submit(cast: Cast, **changes: Any) -> Any:
    return logged_in(cast.applicant).post("/aanmelden/profiel/", profile(cast, **changes))


def test_known_domain_joins_at_once(cast: Cast) -> None:
    MailDomain.objects.create(organisation=cast.here, domain="werk.example")
    assert submit(cast).headers["Location"] == "/aanmelden/"
    assert Membership.objects.active().filter(person=cast.applicant, organisation=cast.here).count() == 1


def test_unknown_domain_waits_and_tells_the_steward(cast: Cast) -> None:
    submit(cast)
    application = Application.objects.get(person=cast.applicant)
    assert application.status == Application.Status.WAITING
    assert [message.to for message in mail.outbox] == [[cast.steward.email]]
    page = logged_in(cast.applicant).get("/aanmelden/")
    assert "wacht op controle" in page.content.decode()


def test_double_submit_makes_one_application(cast: Cast) -> None:
    submit(cast)
    submit(cast)
    assert Application.objects.filter(person=cast.applicant).count() == 1


def test_applicant_withdraws(cast: Cast) -> None:
    submit(cast)
    logged_in(cast.applicant).post("/aanmelden/intrekken/")
    assert Application.objects.get(person=cast.applicant).status == Application.Status.WITHDRAWN


def test_steward_accepts(cast: Cast) -> None:
    submit(cast)
    application = Application.objects.get(person=cast.applicant)
    logged_in(cast.steward).post(f"/aanmeldingen/{application.pk}/", {"decision": "accept", "reason": ""})
    assert Person.objects.members().filter(pk=cast.applicant.pk).exists()
    assert mail.outbox[-1].to == [cast.applicant.email]


def test_refusal_needs_a_reason_and_shows_it(cast: Cast) -> None:
    submit(cast)
    url = f"/aanmeldingen/{Application.objects.get(person=cast.applicant).pk}/"
    steward = logged_in(cast.steward)
    assert "Schrijf waarom je afwijst" in steward.post(url, {"decision": "refuse", "reason": " "}).content.decode()
    steward.post(url, {"decision": "refuse", "reason": "Je werkt bij de buurgemeente."})
    assert "Je werkt bij de buurgemeente." in logged_in(cast.applicant).get("/aanmelden/").content.decode()


def test_second_decision_changes_nothing(cast: Cast) -> None:
    submit(cast)
    url = f"/aanmeldingen/{Application.objects.get(person=cast.applicant).pk}/"
    logged_in(cast.steward).post(url, {"decision": "accept", "reason": ""})
    page = logged_in(cast.editor).post(url, {"decision": "refuse", "reason": "Toch niet."}, follow=True)
    assert "al aangenomen" in page.content.decode()
    assert Person.objects.members().filter(pk=cast.applicant.pk).exists()


def test_unknown_organisation_asks_for_its_kind_and_keeps_the_text(cast: Cast) -> None:
    page = submit(cast, organisation_name="Stichting Xyzzy")
    assert page.status_code == 422
    assert "Kies de soort" in page.content.decode()
    assert "Stichting Xyzzy" in page.content.decode()


def test_new_municipal_organisation_is_understood_by_its_name(cast: Cast) -> None:
    submit(cast, organisation_name="gemeente Utrecht")
    organisation = Organisation.objects.get(name__iexact="gemeente utrecht")
    assert (organisation.kind, organisation.municipality and organisation.municipality.name) == (
        Discipline.MUNICIPALITY,
        "Utrecht",
    )


def test_new_organisation_is_proposed(cast: Cast) -> None:
    submit(cast, organisation_name="Stichting Xyzzy", organisation_kind=Discipline.HOUSING)
    organisation = Organisation.objects.get(name="Stichting Xyzzy")
    assert organisation.proposed_by == cast.applicant
    assert not Organisation.objects.joinable().filter(pk=organisation.pk).exists()


@pytest.mark.parametrize("name", ["x" * 200, "D'Artagnan-Üçgül", "<script>alert(1)</script>"])
def test_difficult_names_are_kept_and_escaped(cast: Cast, name: str) -> None:
    submit(cast, name=name)
    assert Person.objects.get(pk=cast.applicant.pk).name == name
    page = logged_in(cast.editor).get(f"/leden/{cast.applicant.pk}/").content.decode()
    assert "<script>alert" not in page


def test_direction_marks_disappear_from_a_name(cast: Cast) -> None:
    submit(cast, name="Noor\u202e de\u200b Vries")
    assert Person.objects.get(pk=cast.applicant.pk).name == "Noor de Vries"


def test_merged_municipality_is_no_choice(cast: Cast) -> None:
    former = Municipality.objects.exclude(valid_to=None).earliest("code")
    assert submit(cast, municipality=str(former.pk)).status_code == 422


def test_visitor_starts_with_a_mail_address(places: None) -> None:
    assert "zakelijke e-mailadres" in Client().get("/aanmelden/").content.decode()
