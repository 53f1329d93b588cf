"""Ten situations from the field, with the answer that the field gives, and why. Each begins as its user begins: by tapping."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.chooser import advising
from woonoverlast.chooser.advising import Advice
from woonoverlast.chooser.loading import tracks
from woonoverlast.chooser.questions import NAMES
from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules.models import Statement
from woonoverlast.places.models import Municipality

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Scenario:
    """`answers` in the order of the questions; slugs that must stand on a side now, later, or among what cannot be."""

    name: str
    answers: str
    why: str
    help: str = ""
    pressure: str = ""
    later: str = ""
    never: str = ""
    not_now: str = ""
    local: str = "onbekend"


SCENARIOS = [
    Scenario(
        "music at night in social housing, nothing tried",
        "GEL social lifestyle overlast niets",
        "Begin low: talk, write down, mediation; the landlord's letter comes after talking (ladder, steps 1 to 3).",
        help="buurtbemiddeling",
        pressure="zelf-aanspreken logboek huisbezoek-gesprek",
        later="waarschuwingsbrief",
        never="151d-lod",
    ),
    Scenario(
        "tenant, music at night, mediation refused, municipality without 151d",
        "GEL social lifestyle ernstig bemiddeling",
        "Nobody can be forced to mediate; without an article in the APV the road is by the landlord.",
        pressure="waarschuwingsbrief huisbezoek-gesprek apv",
        never="buurtbemiddeling 151d-lod",
        not_now="151d-lod",
        local="nee",
    ),
    Scenario(
        "the same with 151d, after a written warning",
        "GEL social lifestyle ernstig waarschuwing",
        "Lighter means were tried, the nuisance is serious and repeated: the mayor may give an order (art. 151d).",
        pressure="151d-lod ga-rechter",
        later="151d-lob",
        local="ja",
    ),
    Scenario(
        "owner-occupier, dog barks, warned",
        "DIE owner lifestyle ernstig waarschuwing",
        "There is no landlord: APV, order about animals, the mayor, or the civil judge (5:37 and 6:162 BW).",
        pressure="apv dieren 151d-lod burenrecht",
        never="waarschuwingsbrief ontbinding",
        local="ja",
    ),
    Scenario(
        "hoarding and dirt, cause is vulnerability",
        "VER social vulnerable ernstig niets",
        "Care first and outreaching; the building rules only together with care; no mediation.",
        help="bemoeizorg hulpaanbod-wijkteam",
        pressure="bouw-zorgplicht",
        never="buurtbemiddeling",
    ),
    Scenario(
        "confused behaviour, danger now",
        "VWG private vulnerable gevaar gesprek",
        "112 first; then the mayor's crisis measure (7:1 Wvggz), which is care and not punishment.",
        help="crisismaatregel",
        never="zelf-aanspreken buurtbemiddeling",
    ),
    Scenario(
        "drug dealing in a flat",
        "DRU private crime ernstig niets",
        "Trade: closing under 13b Opiumwet, and a report to the police; neighbours do not speak to dealers.",
        pressure="13b aangifte",
        never="zelf-aanspreken buurtbemiddeling",
    ),
    Scenario(
        "drug use without trade",
        "DRU social vulnerable overlast gesprek",
        "Use is no ground to close a home; care is the answer.",
        help="bemoeizorg",
        never="13b",
    ),
    Scenario(
        "bullied away because of origin",
        "DIS social untouchable ernstig gesprek",
        "Assistance of the anti-discrimination bureau and a report; the victim does not have to speak to anybody himself.",
        help="adv",
        pressure="aangifte",
        never="zelf-aanspreken buurtbemiddeling",
    ),
    Scenario(
        "apartment with owners' association, mediation failed",
        "GEL association lifestyle ernstig bemiddeling",
        "The association warns in writing before a fine, exactly by its regulations (5:128 BW).",
        pressure="vve-boete",
    ),
    Scenario(
        "rooms let without permission",
        "GEB room business overlast gesprek",
        "The letter of the law on good letting and the housing act reach who earns on it.",
        pressure="wgv huisvestingswet",
        local="ja",
    ),
    Scenario(
        "last resort in social housing",
        "INT social untouchable extreem aanwijzing",
        "Eviction only after a last chance; scale up to the Zorg- en Veiligheidshuis.",
        pressure="laatste-kans ontbinding zvh",
        later="skaeve-huse",
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_answer_of_the_field(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    slugs = list(tracks())
    monkeypatch.setattr(advising, "local_states", lambda municipality: dict.fromkeys(slugs, scenario.local))
    answers = dict(zip(NAMES, scenario.answers.split(), strict=True))
    advice = advising.advise(answers, None, day=timezone.localdate())
    assert advice is not None
    now = {"help": slugs_of(advice, "help"), "pressure": slugs_of(advice, "pressure")}
    assert now["help"]
    assert now["pressure"]
    assert set(scenario.help.split()) <= now["help"], scenario.why
    assert set(scenario.pressure.split()) <= now["pressure"], scenario.why
    assert set(scenario.later.split()) <= {step.entry.instrument.slug for step in advice.later}, scenario.why
    assert set(scenario.never.split()) <= {step.entry.instrument.slug for step in advice.never}, scenario.why
    assert not set(scenario.not_now.split()) & (now["help"] | now["pressure"]), scenario.why


def slugs_of(advice: Advice, name: str) -> set[str]:
    side = getattr(advice, name)
    return {step.entry.instrument.slug for step in (*side.now, *side.more)}


def test_six_taps_from_the_start_page(client: Client) -> None:
    """Without script: each tap is a link on the page before it."""
    path, taps = "/", 0
    for text in ("Geluid", "Sociale huur", "Leefstijl of gewoonte", "Overlast die terugkomt", "Nog niets"):
        path = link_on(client, path, text)
        taps += 1
    page = client.get(path).content.decode()
    assert "Dit kun je nu doen" in page
    assert taps <= 6
    assert client.cookies.keys() <= {"csrftoken"}


def link_on(client: Client, path: str, text: str) -> str:
    page = client.get(path).content.decode()
    found = [
        part for part in page.split("<a ")[1:] if f">{text}</a>" in part[:400] and "keuzehulp" in path + part[:200]
    ]
    assert found, f"no link {text} on {path}"
    href = found[0].split('href="')[1].split('"')[0].replace("&amp;", "&")
    return "/keuzehulp/" + href if href.startswith("?") else href


def test_danger_says_112_first(client: Client) -> None:
    page = client.get(
        "/keuzehulp/?soort=INT&bewoning=social&oorzaak=unknown&ernst=gevaar&gedaan=niets"
    ).content.decode()
    assert page.index('href="tel:112"') < page.index("Daarna kun je dit doen")


def test_every_question_offers_112(client: Client) -> None:
    assert 'href="tel:112"' in client.get("/keuzehulp/").content.decode()
    assert 'href="tel:112"' in client.get("/keuzehulp/?soort=GEL&bewoning=social").content.decode()


def test_municipality_says_whom_to_call(client: Client) -> None:
    place = Municipality.objects.current().get(name="Utrecht", province__name="Utrecht")
    answers = "soort=GEL&bewoning=social&oorzaak=lifestyle&ernst=overlast&gedaan=niets"
    page = client.get(f"/keuzehulp/?{answers}&gemeente={place.slug}").content.decode()
    assert "Wie bel je in Utrecht?" in page


def test_odd_answers_ask_the_question_again(client: Client) -> None:
    page = client.get("/keuzehulp/?soort=GEL&bewoning=kasteel&ernst=extreem").content.decode()
    assert "vraag 2 van 5" in page


@pytest.mark.parametrize(("said", "place"), [("yes", "now"), ("no", "never"), ("prepared", "never")])
def test_what_a_municipality_said_of_its_rule_decides(said: str, place: str) -> None:
    zwolle = Municipality.objects.current().get(name="Zwolle")
    order = Instrument.objects.get(slug="151d-lod")
    Statement.objects.create(municipality=zwolle, instrument=order, answer=said, article="2:79")
    answers = dict(zip(NAMES, "GEL social lifestyle ernstig waarschuwing".split(), strict=True))
    advice = advising.advise(answers, zwolle, day=timezone.localdate())
    assert advice is not None
    found = slugs_of(advice, "pressure") if place == "now" else {step.entry.instrument.slug for step in advice.never}
    assert "151d-lod" in found
