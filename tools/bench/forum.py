"""Addresses on the forum that are only known once it is filled, and how long posting a reply takes."""

import http.client
import re
import time
from urllib.parse import urlencode
from uuid import uuid4

from tools.bench.client import TOKEN, Failed, Visitor
from tools.bench.figures import Measured

LONG_TOPIC = re.compile(r'/forum/onderwerp/(\d+)/">[^\n]*>50 reacties<')
KEPT = re.compile(r'/forum/reactie/(\d+)/"')
TEXT = (
    "<p>Wij hebben dit vorig jaar ook meegemaakt in een flat met veel leefgeluid. Eerst hebben we met twee collega's "
    "geluisterd, boven en beneden, op het tijdstip van de klacht.</p><ul><li>Daarna een gesprek met beide bewoners "
    "samen.</li><li>De corporatie keek naar de vloer.</li></ul><p>Na zes weken hebben we opnieuw gebeld. "
    "Het was niet stil, maar het was goed genoeg.</p>"
)


def long_topic(port: int, cookies: str) -> str:
    """The topic with fifty replies that `populate` makes last, found as a reader finds it."""
    found = LONG_TOPIC.search(Visitor(port, cookies).plain("/forum/").decode())
    if not found:
        raise Failed("Op de voorpagina van het forum staat geen onderwerp met 50 reacties.")
    return f"/forum/onderwerp/{found[1]}/"


def measure_replies(port: int, cookies: str, *, count: int) -> Measured:
    """Post so many replies to a topic that people follow: with the guard, the notices, and the answer of the server.

    Nobody may post more than forty in an hour, so a second measurement may have to wait.
    """
    visitor = Visitor(port, cookies)
    kept = KEPT.search(visitor.plain("/forum/bewaard/").decode())
    if not kept:
        raise Failed("Het lid bewaarde geen bericht.")
    path = location(visitor, f"/forum/reactie/{kept[1]}/").split("#")[0].split("?")[0] + "reageren/"
    token = TOKEN.search(visitor.plain(path))
    form = {"csrfmiddlewaretoken": token[1].decode() if token else "", "body": TEXT}
    start = time.perf_counter()
    times = [seconds_to_post(visitor, path, form | {"form_key": str(uuid4())}) for _ in range(count)]
    return Measured(tuple(times), time.perf_counter() - start)


def seconds_to_post(visitor: Visitor, path: str, form: dict[str, str]) -> float:
    start = time.perf_counter()
    headers = {**visitor.headers, "Content-Type": "application/x-www-form-urlencoded"}
    visitor.connection.request("POST", path, urlencode(form), headers)
    if answer(visitor, path, expected=(302, 422)).status == 422:
        raise Failed("Het lid schreef het afgelopen uur al zo veel dat het niet meer mag: meet over een uur opnieuw.")
    return time.perf_counter() - start


def location(visitor: Visitor, path: str) -> str:
    visitor.connection.request("GET", path, headers=visitor.headers)
    return answer(visitor, path, expected=(302,)).headers["Location"]


def answer(visitor: Visitor, path: str, *, expected: tuple[int, ...]) -> http.client.HTTPResponse:
    response = visitor.connection.getresponse()
    response.read()
    if response.status not in expected:
        raise Failed(f"{path}: {response.status}")
    return response
