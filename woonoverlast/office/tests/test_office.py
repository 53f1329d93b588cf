"""What editors do at /beheer/."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from woonoverlast.mail.models import OutgoingMail
from woonoverlast.office import queue, urlwalk
from woonoverlast.people import departures, inviting, joining, vetting
from woonoverlast.people.models import (
    Act,
    Application,
    DepartureReport,
    Discipline,
    Invitation,
    MailDomain,
    Organisation,
    Person,
)
from woonoverlast.people.testing import Cast, logged_in, make_cast, make_person
from woonoverlast.places.models import Municipality, Region

pytestmark = pytest.mark.django_db

PAGES = ["/beheer/", "/beheer/personen/", "/beheer/organisaties/", "/beheer/logboek/", "/beheer/toegang/"]


@pytest.fixture
def cast(no_places: None) -> Cast:
    province = Region.objects.create(kind=Region.Kind.PROVINCE, code="PV23", name="Overijssel")
    towns = [
        Municipality.objects.create(
            code=code, name=name, slug=name.lower(), province=province, latitude=52, longitude=6, q=place, r=0
        )
        for place, (code, name) in enumerate([("GM0193", "Zwolle"), ("GM0150", "Deventer")])
    ]
    return make_cast(*towns)


@pytest.fixture
def office(cast: Cast) -> Client:
    return logged_in(cast.editor)


def apply(cast: Cast, *, days: int = 0) -> Application:
    application = joining.apply(by=cast.applicant, organisation=cast.here, motivation="Ik ben nieuw.")
    Application.objects.filter(pk=application.pk).update(submitted_at=timezone.now() - timedelta(days=days))
    return application


@pytest.mark.parametrize("path", PAGES)
def test_only_editors_come_in(cast: Cast, path: str) -> None:
    assert logged_in(cast.editor).get(path).status_code == 200
    assert logged_in(cast.administrator).get(path).status_code == 200
    assert logged_in(cast.steward).get(path).status_code == 403
    assert logged_in(None).get(path).status_code == 302


def test_empty_queue_says_that_all_is_done(office: Client) -> None:
    assert "Alles is gedaan" in office.get("/beheer/?soort=mail").content.decode()


def test_older_application_comes_first(cast: Cast) -> None:
    old = apply(cast, days=5)
    fresh = joining.apply(by=make_person("second"), organisation=cast.here)
    titles = [item.url for item in queue.items("aanmelding")]
    assert titles == [f"/aanmeldingen/{old.pk}/", f"/aanmeldingen/{fresh.pk}/"]


def test_application_is_decided_on_its_own_page_with_what_is_known(cast: Cast, office: Client) -> None:
    application = apply(cast)
    queue_page = office.get("/beheer/").content.decode()
    assert "besluit/" not in queue_page.partition("wil lid worden")[2].partition("</li>")[0]
    path = f"/aanmeldingen/{application.pk}/"
    assert path in queue_page
    assert "Wat we weten" in office.get(path).content.decode()
    office.post(path, {"decision": "accept", "reason": ""})
    assert Person.objects.get(pk=cast.applicant.pk).is_member
    assert Act.objects.get().by == cast.editor


@pytest.mark.parametrize(
    ("email", "for_it", "says"),
    [
        ("nieuw@gmail.com", False, "kan iedereen maken"),
        ("nieuw@werk.example", True, "ook een adres op @werk.example"),
        ("nieuw@onbekend.example", False, "Niemand van"),
    ],
)
def test_what_speaks_for_and_against_is_said(cast: Cast, email: str, for_it: bool, says: str) -> None:
    MailDomain.objects.all().delete()
    cast.applicant.email = email
    cast.applicant.save()
    facts = vetting.about_address(apply(cast))
    assert [(fact.speaks_for, says in fact.text) for fact in facts] == [(for_it, True)]


def test_a_domain_of_another_organisation_and_an_invitation_are_said(cast: Cast) -> None:
    MailDomain.objects.all().delete()
    application = apply(cast)
    domain = application.person.email.rpartition("@")[2]
    MailDomain.objects.create(organisation=cast.elsewhere, domain=domain)
    invitation = inviting.invite(by=cast.member, email="x@elders.example")
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=cast.applicant)
    found = [(fact.speaks_for, fact.text) for fact in vetting.facts(application)]
    assert (False, f"Adressen op @{domain} horen bij {cast.elsewhere}, niet bij {cast.here}.") in found
    assert (True, f"{cast.member} nodigde deze persoon uit.") in found
    assert found == sorted(found, key=lambda fact: not fact[0])


def test_an_editor_lets_the_domain_in_at_once(cast: Cast, office: Client) -> None:
    MailDomain.objects.all().delete()
    application = apply(cast)
    domain = application.person.email.rpartition("@")[2]
    path = f"/aanmeldingen/{application.pk}/"
    assert f"een adres op @{domain} heeft voortaan meteen toe" in office.get(path).content.decode()
    assert "voortaan meteen toe" not in logged_in(cast.steward).get(path).content.decode()
    office.post(path, {"decision": "accept", "reason": "", "with_domain": "on"})
    assert MailDomain.objects.get(domain=domain).organisation == cast.here


def test_a_domain_that_everybody_has_is_not_offered(cast: Cast, office: Client) -> None:
    cast.applicant.email = "nieuw@gmail.com"
    cast.applicant.save()
    path = f"/aanmeldingen/{apply(cast).pk}/"
    assert "voortaan meteen toe" not in office.get(path).content.decode()
    office.post(path, {"decision": "accept", "reason": "", "with_domain": "on"})
    assert not MailDomain.objects.filter(domain="gmail.com").exists()


def test_a_departure_leads_to_its_own_page(cast: Cast, office: Client) -> None:
    report = departures.report_departure(cast.colleague, by=cast.member)
    assert f"/vertrekmeldingen/{report.pk}/" in office.get("/beheer/?soort=vertrek").content.decode()
    office.post(f"/vertrekmeldingen/{report.pk}/", {"outcome": DepartureReport.Outcome.LEFT})
    assert not Person.objects.get(pk=cast.colleague.pk).is_member


def test_stale_profiles_are_one_thing_to_do_with_a_list(cast: Cast, office: Client) -> None:
    long_ago = timezone.now() - timedelta(days=420)
    Person.objects.update(profile_confirmed_at=timezone.now())
    Person.objects.filter(pk__in=[cast.member.pk, cast.colleague.pk, cast.outsider.pk]).update(
        profile_confirmed_at=long_ago
    )
    assert [item.title for item in queue.items("profiel")] == ["Kloppen 3 profielen nog?"]
    page = office.get("/beheer/profielen/").content.decode()
    assert cast.outsider.name in page
    nothing = office.post("/beheer/profielen/", {"besluit": "still_here"})
    assert "Vink aan over wie het gaat." in nothing.content.decode()
    office.post("/beheer/profielen/", {"wie": [cast.member.pk, cast.outsider.pk], "besluit": "still_here"})
    assert [item.title for item in queue.items("profiel")] == ["Klopt 1 profiel nog?"]
    office.post("/beheer/profielen/", {"wie": [cast.colleague.pk], "besluit": "left"})
    assert queue.items("profiel") == []
    assert not Person.objects.get(pk=cast.colleague.pk).is_member


@pytest.mark.parametrize(("value", "ended"), [("accept", False), ("remove", True)])
def test_proposed_organisation_is_settled(cast: Cast, office: Client, value: str, ended: bool) -> None:
    new = joining.propose_organisation(by=cast.applicant, name="De Brug", kind=Discipline.MEDIATION)
    assert [item.kind for item in queue.items("organisatie")] == ["organisatie"]
    office.post(f"/beheer/organisaties/{new.pk}/besluit/", {"besluit": value})
    new.refresh_from_db()
    assert (new.proposed_by, new.ended_on is not None) == (None, ended)


def test_undeliverable_mail_is_dismissed(cast: Cast, office: Client) -> None:
    mail = OutgoingMail.objects.create(to="weg@x.example", subject="Hoi", refused_at=timezone.now())
    assert "weg@x.example" in office.get("/beheer/?soort=mail").content.decode()
    office.post(f"/beheer/mails/{mail.pk}/afhandeling/", {"besluit": "dismiss"})
    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_blocked_person_is_logged_out_at_once(cast: Cast, office: Client) -> None:
    theirs = logged_in(cast.member)
    theirs.get("/account/")
    office.post(f"/beheer/personen/{cast.member.pk}/blokkade/", {"reden": "Account is gestolen."})
    assert Person.objects.get(pk=cast.member.pk).suspended_at is not None
    assert not UserSession.objects.filter(user=cast.member).exists()
    assert theirs.get("/account/").status_code == 302
    assert Act.objects.get().note == "Account is gestolen."


def test_block_needs_a_reason(cast: Cast, office: Client) -> None:
    answer = office.post(f"/beheer/personen/{cast.member.pk}/blokkade/", {"reden": " "})
    assert answer.status_code == 422
    assert Person.objects.get(pk=cast.member.pk).suspended_at is None


def test_blocked_person_comes_back(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/personen/{cast.suspended.pk}/herstel/", {"reden": "Opgelost."})
    assert Person.objects.get(pk=cast.suspended.pk).suspended_at is None


def test_editor_blocks_neither_oneself_nor_an_administrator(cast: Cast, office: Client) -> None:
    for person in (cast.editor, cast.administrator):
        assert office.post(f"/beheer/personen/{person.pk}/blokkade/", {"reden": "x"}).status_code == 403


def test_editor_adds_a_mail_domain(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/organisaties/{cast.here.pk}/domeinen/", {"domein": "@Zwolle.Example "})
    assert MailDomain.objects.get().domain == "zwolle.example"


@pytest.mark.parametrize("domain", ["geen domein", "a@b.nl", "-x.nl", "x..nl", "nl", "a.nl\nb.nl"])
def test_bad_domain_is_explained(cast: Cast, office: Client, domain: str) -> None:
    answer = office.post(f"/beheer/organisaties/{cast.here.pk}/domeinen/", {"domein": domain})
    assert answer.status_code == 422
    assert not MailDomain.objects.exists()


def test_editor_appoints_a_steward(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/organisaties/{cast.here.pk}/beheerders/", {"adres": cast.member.email})
    assert Person.objects.get(pk=cast.member.pk).is_steward_of(cast.here)


def test_merging_moves_members_and_ends_the_double(cast: Cast, office: Client) -> None:
    double = Organisation.objects.create(name="De Brug 2", slug="de-brug-2", kind=Discipline.MEDIATION)
    moved = make_person("moved", double)
    data = {"organisatie": cast.here.slug, "reden": "Stond er dubbel in."}
    office.post(f"/beheer/organisaties/{double.pk}/samenvoeging/", data)
    double.refresh_from_db()
    assert double.ended_on == timezone.localdate()
    assert [m.organisation for m in moved.memberships.all()] == [cast.here]
    old_page = office.get("/organisaties/de-brug-2/")
    assert (old_page.status_code, old_page.headers["Location"]) == (301, cast.here.get_absolute_url())


def test_merging_keeps_one_of_two_equal_roles(cast: Cast, office: Client) -> None:
    double = Organisation.objects.create(name="De Brug 2", slug="de-brug-2", kind=Discipline.MEDIATION)
    cast.member.memberships.create(organisation=double, started_on="2016-01-01")
    office.post(f"/beheer/organisaties/{double.pk}/samenvoeging/", {"organisatie": cast.here.slug, "reden": "x"})
    kept = cast.member.memberships.get()
    assert (kept.organisation, kept.started_on.year) == (cast.here, 2016)


def test_merging_with_itself_is_refused(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/organisaties/{cast.here.pk}/samenvoeging/", {"organisatie": cast.here.slug, "reden": "x"})
    cast.here.refresh_from_db()
    assert cast.here.ended_on is None


def test_logbook_is_filtered_by_person(cast: Cast, office: Client) -> None:
    office.post(f"/beheer/personen/{cast.member.pk}/blokkade/", {"reden": "Gestolen account."})
    assert "Gestolen account." in office.get("/beheer/logboek/?wie=editor").content.decode()
    assert "Gestolen account." not in office.get("/beheer/logboek/?wie=niemand").content.decode()


def test_every_address_declares_access() -> None:
    everything = list(urlwalk.addresses())
    assert len(everything) > 50
    assert [address.route for address in everything if address.access is None] == []


def test_queue_costs_the_same_for_many_items(cast: Cast, office: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        joining.apply(by=make_person(f"applicant{number}"), organisation=cast.here)
    office.get("/beheer/")  # the first visit begins the session of an editor
    with django_assert_max_num_queries(25):
        office.get("/beheer/")


def test_administration_is_for_administrators(cast: Cast) -> None:
    assert logged_in(cast.administrator).get("/beheer/gegevens/").status_code == 200
    assert logged_in(cast.editor).get("/beheer/gegevens/").status_code == 403
    assert logged_in(None).get("/beheer/gegevens/login/").headers["Location"].startswith("/inloggen/")
