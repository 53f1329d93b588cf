"""Attacks on the running platform, from this machine and with an end: does it go on answering, and does it stay small?

While each attack goes on, somebody else asks the page that says whether the platform lives.
"""

import http.client
import io
import itertools
import random
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import psutil
from openpyxl import Workbook

from tools.bench.client import Visitor
from tools.children import Child

SENDERS = 4
SLOWEST = 1.0  # seconds, of the health page
LARGEST = 200  # MB of a worker
HEALTH = "/gezond/"
EVERY = 0.05
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = (b"<worksheet " + SPACE + b"><sheetData><row>", b"</row></sheetData></worksheet>")
BOUNDARY = "grens-van-het-formulier"


@dataclass(frozen=True)
class Shot:
    """One request. A form when there is a body."""

    path: str
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Attack:
    name: str
    shots: Callable[[str], Iterator[Shot]]  # takes the token of the form
    member: bool = False


@dataclass
class Watcher:
    """Asks the health page until told to stop."""

    port: int
    times: list[float] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.stopped.wait(EVERY):
            start = time.perf_counter()
            Visitor(self.port).get(HEALTH)
            self.times.append(time.perf_counter() - start)


def form(path: str, token: str, **values: str) -> Shot:
    return Shot(path, urlencode(values | {"csrfmiddlewaretoken": token}).encode())


def signs_that_never_close(token: str) -> Iterator[Shot]:
    for path in itertools.cycle(["/forum/nieuw/", "/bestaat-niet/", "/forum/onderwerp/1/reageren/"]):
        yield form(path, token, body="<" * 60_000, title="<a" * 30_000)


def streets(token: str) -> Iterator[Shot]:
    for story in itertools.cycle(["A-" * 10_000, "A'" * 10_000, "Ab " * 6_500, "Kerk-straa" * 2_000]):
        yield form("/forum/casus/nieuw/", token, story=story, story_as="text", title=story[:160])


def deep_markup(token: str) -> Iterator[Shot]:
    tags = itertools.cycle(["<ul><li>", "<b><i>", "<blockquote><p>", "<table><tr><td>", "<p>", "<a href=x><p>"])
    for tag in tags:
        yield form("/forum/nieuw/", token, body=tag * (60_000 // len(tag)), title="Een vraag over hekken")


def drafts(token: str) -> Iterator[Shot]:
    for data in itertools.cycle(["[" * 100_000, '{"body": "' + "<" * 100_000 + '"}', '{"body": "\\u0000\\ud83d"}']):
        yield form("/forum/concepten/bewaren/", token, key="topic", data=data)


def changed_words(token: str) -> Iterator[Shot]:
    """Ordinary words in another order each time, in the form to ask a question: what is typed comes back."""
    chance = random.Random(18)  # noqa: S311 the same each time
    words = "de het een van en in is dat op te buren overlast nacht".split()
    while True:
        yield form("/forum/nieuw/", token, body=" ".join(chance.choices(words, k=5_000)), body_as="text", title="kort")


def workbooks(token: str) -> Iterator[Shot]:
    content = heavy_workbook()
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n',
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="lijst.xlsx"\r\n',
        f"Content-Type: {WORKBOOK}\r\n\r\n",
    ]
    body = "".join(lines).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    while True:
        yield Shot("/uitnodigen/lijst/", body, f"multipart/form-data; boundary={BOUNDARY}")


def heavy_workbook() -> bytes:
    """Small, and one row of millions of cells: reading it takes a minute and a gigabyte."""
    made, book = io.BytesIO(), Workbook()
    book.save(made)
    with zipfile.ZipFile(made) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    cells = b"<c><v>1</v></c>" * 2_800_000
    parts["xl/worksheets/sheet1.xml"] = SHEET[0] + cells + SHEET[1]
    heavy = io.BytesIO()
    with zipfile.ZipFile(heavy, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return heavy.getvalue()


def made_up_addresses(token: str) -> Iterator[Shot]:
    for number in itertools.count():
        yield Shot(f"/gemeenten/?q=verzonnen{number}&x={'y' * 80}")
        yield Shot(f"/gemeenten/zwolle/?x={number}")
        yield Shot(f"/zoeken/?q={quote(f'verzonnenwoord{number} overlast{number}')}")


def names_of_everybody(token: str) -> Iterator[Shot]:
    body = " ".join(f'<a href="/leden/{number}/">Lid</a>' for number in range(1, 1_500))
    while True:
        yield form("/forum/nieuw/", token, body=body, title="Wie weet dit?", kind="question")


def invitations(token: str) -> Iterator[Shot]:
    for number in itertools.count():
        addresses = "\n".join(f"gast{number}x{place}@elders.example" for place in range(10_000))
        yield form("/uitnodigen/lijst/", token, pasted=addresses, note="Eigen tekst")


ATTACKS = (
    Attack("tekens die niet sluiten", signs_that_never_close),
    Attack("straten in een casusvraag", streets, member=True),
    Attack("diepe opmaak", deep_markup, member=True),
    Attack("concepten", drafts, member=True),
    Attack("veel gewone woorden", changed_words, member=True),
    Attack("zware werkmappen", workbooks, member=True),
    Attack("verzonnen adressen", made_up_addresses),
    Attack("iedereen noemen", names_of_everybody, member=True),
    Attack("iedereen uitnodigen", invitations, member=True),
)


def run(port: int, web: Child, *, cookies: str, seconds: float) -> bool:
    """Prints a line for each attack; whether the platform held."""
    print(f"\n{'aanval':28}{'aantal':>8}{'traagste /gezond/ ms':>22}{'MB per werker':>15}  antwoorden", flush=True)
    for path in ("/", "/forum/", "/gemeenten/", "/zoeken/?q=overlast"):
        for _ in range(4):
            Visitor(port).get(path)  # what a process does once is no part of the attack
    print(f"{'vooraf':28}{'':>30}{largest_worker(web):>15}", flush=True)
    held = [one(port, web, attack, cookies=cookies, seconds=seconds) for attack in ATTACKS]
    print("Alles hield." if all(held) else f"Niet alles hield: hoogstens {SLOWEST:g} s en {LARGEST} MB.", flush=True)
    return all(held)


def one(port: int, web: Child, attack: Attack, *, cookies: str, seconds: float) -> bool:
    own = cookies if attack.member else visitor_cookies(port)
    answers: Counter[int] = Counter()
    watcher, until = Watcher(port), time.perf_counter() + seconds
    watching = threading.Thread(target=watcher.watch)
    senders = [threading.Thread(target=send, args=(port, own, attack, until, answers)) for _ in range(SENDERS)]
    for thread in (watching, *senders):
        thread.start()
    for thread in senders:
        thread.join()
    watcher.stopped.set()
    watching.join()
    slowest, largest = max(watcher.times, default=0.0), largest_worker(web)
    told = " ".join(f"{status}x{count}" for status, count in sorted(answers.items()))
    print(f"{attack.name:28}{answers.total():>8}{slowest * 1000:>22.0f}{largest:>15}  {told}", flush=True)
    return slowest < SLOWEST and largest < LARGEST


def visitor_cookies(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/inloggen/", headers={"Host": f"localhost:{port}"})
    response = connection.getresponse()
    response.read()
    return "; ".join(line.split(";", 1)[0] for line in response.headers.get_all("Set-Cookie") or [])


def send(port: int, cookies: str, attack: Attack, until: float, answers: Counter[int]) -> None:
    token = dict(part.split("=", 1) for part in cookies.split("; ") if part).get("csrftoken", "")
    headers = {"Host": f"localhost:{port}", "Cookie": cookies if attack.member else f"csrftoken={token}"}
    for shot in attack.shots(token):
        if time.perf_counter() >= until:
            return
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        more = {"Content-Type": shot.content_type} if shot.body else {}
        plain = {} if shot.body else {"Cookie": ""}
        connection.request("POST" if shot.body else "GET", shot.path, shot.body or None, headers | more | plain)
        response = connection.getresponse()
        response.read()
        answers[response.status] += 1
        connection.close()


def largest_worker(web: Child) -> int:
    """In MB: what the largest process of the web server holds."""
    assert web.process
    workers = psutil.Process(web.process.pid).children(recursive=True)
    return int(max(worker.memory_info().rss for worker in workers) // 2**20)
