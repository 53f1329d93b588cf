"""Everything held about me: complete by the registry of models, readable and as JSON."""

import json

from django.utils import timezone
from django.utils.formats import date_format

from woonoverlast.people import exporting
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in


def uncovered(sections: list[exporting.Section]) -> set[str]:
    covered = {section.relation for section in sections} | exporting.EXEMPT.keys()
    return set(exporting.relations()) - covered


def test_every_relation_to_a_person_is_exported_or_exempt_with_a_reason() -> None:
    assert uncovered(exporting.SECTIONS) == set()
    assert all(reason.strip() for reason in exporting.EXEMPT.values())


def test_a_forgotten_relation_is_noticed() -> None:
    assert uncovered(exporting.SECTIONS[1:]) == {exporting.SECTIONS[0].relation}


def test_every_own_field_is_exported_or_exempt() -> None:
    shown = {path.removeprefix("get_").removesuffix("_display") for _, path in exporting.PROFILE}
    own = {field.name for field in Person._meta.get_fields() if field.concrete}
    assert own - shown - exporting.PROFILE_EXEMPT.keys() == set()


def test_page_and_json_hold_the_same_and_only_mine(cast: Cast) -> None:
    client = logged_in(cast.member)
    page = client.get("/account/gegevens/").content.decode()
    held = json.loads(client.get("/account/gegevens.json").content)["gegevens"]
    assert held["Profiel"][0]["e-mailadres"] == cast.member.email
    assert held["Lidmaatschappen"][0]["organisatie"] == cast.here.name
    assert cast.member.email in page
    assert cast.here.name in page
    assert cast.outsider.email not in json.dumps(held)


def test_secrets_are_not_in_it(cast: Cast) -> None:
    content = logged_in(cast.editor).get("/account/gegevens.json").content.decode()
    assert "secret" not in content
    assert cast.editor.password not in content


def test_the_page_writes_dates_as_people_do_and_puts_what_is_empty_together(cast: Cast) -> None:
    page = logged_in(cast.member).get("/account/gegevens/").content.decode()
    today = date_format(timezone.localdate(), "j F Y")
    filled, _, empty = page.partition("Wat we niet over je hebben")
    assert today in filled
    assert timezone.localdate().isoformat() not in filled
    assert "Vertrekmeldingen die je afhandelde" in empty
    assert "Vertrekmeldingen die je afhandelde" not in filled
