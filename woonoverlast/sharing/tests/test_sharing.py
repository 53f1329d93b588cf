"""From a question about a partner to a sentence that can be said."""

from itertools import product

import pytest
from django.test import Client

from woonoverlast.lib import personal_data
from woonoverlast.sharing import flows
from woonoverlast.sharing.flows import PHASES, RECEIVERS, SENDERS
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db


def test_every_pair_and_phase_has_an_answer(client: Client) -> None:
    for sender, receiver, phase in product(SENDERS, RECEIVERS, PHASES):
        answer = client.get(f"/delen/?van={sender}&naar={receiver}&fase={phase}")
        assert flows.flow_of(sender, receiver, phase).example in text_of(answer)


def test_three_taps_without_script(client: Client) -> None:
    path = "/delen/"
    for text in ("Politie", "Woningcorporatie of verhuurder", "We pakken het samen aan"):
        page = client.get(path).content.decode()
        href = next(part for part in page.split('class="choice" href="')[1:] if f">{text}</a>" in part).split('"')[0]
        path = "/delen/" + href.replace("&amp;", "&")
    page = text_of(client.get(path))
    assert "Zo kun je het zeggen" in page
    assert "convenant" in page
    assert client.cookies.keys() <= {"csrftoken"}


def test_this_platform_never_gets_case_data() -> None:
    here = [flow for flow in flows.flows() if flow.receiver == "platform"]
    assert {flow.answer for flow in here} <= {"no", "careful"}
    assert all(flow.never for flow in here)


def test_odd_answers_ask_again(client: Client) -> None:
    assert "Vraag 1 van 3" in text_of(client.get("/delen/?van=<b>&naar=police"))
    assert "Vraag 2 van 3" in text_of(client.get("/delen/?van=police&naar=xyz&fase=signal"))


@pytest.mark.parametrize(
    "change", [('to = "police"', 'to = "krant"'), ('phases = ["signal"]', 'phases = ["weighing"]')]
)
def test_a_gap_or_a_double_is_refused(change: tuple[str, str]) -> None:
    text = flows.FLOWS_FILE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(flows.NotWhole):
        flows.read(text.replace(*change, 1))


def test_no_example_names_anybody() -> None:
    assert [flow.example for flow in flows.flows() if personal_data.find(flow.example)] == []


def test_overview_holds_every_flow(client: Client) -> None:
    page = text_of(client.get("/delen/overzicht/"))
    assert all(flow.ground.split(".")[0] in page for flow in flows.flows())
