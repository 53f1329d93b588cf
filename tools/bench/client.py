"""Ask pages over kept connections, and count bytes."""

import http.client
import re
import threading
import time
from urllib.parse import urlencode

from tools.bench.figures import Measured

PASSWORD = "voorbeeld-woonoverlast"  # noqa: S105 the demonstration's
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
PARTS = re.compile(rb'(?:src|href)="(/static/[^"]+\.(?:css|js|svg|png|woff2))"')


class Failed(Exception):
    """A page that is measured did not answer 200."""


class Visitor:
    """One kept connection, with the cookies of a log-in."""

    def __init__(self, port: int, cookies: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Accept-Encoding": "gzip", "Host": f"localhost:{port}"}
        if cookies:
            self.headers["Cookie"] = cookies

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise Failed(f"{path}: {response.status}")
        return body

    def seconds(self, path: str) -> float:
        start = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start

    def plain(self, path: str) -> bytes:
        """The page without compression."""
        self.connection.request("GET", path, headers={**self.headers, "Accept-Encoding": "identity"})
        return self.connection.getresponse().read()


def log_in(port: int, email: str) -> str:
    """The cookies of this account, by its password as a browser would; "" for a visitor."""
    if not email:
        return ""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    host = {"Host": f"localhost:{port}"}
    connection.request("GET", "/inloggen/wachtwoord/", headers=host)
    response = connection.getresponse()
    token, cookies = TOKEN.search(response.read()), cookies_of(response)
    form = {"csrfmiddlewaretoken": token[1].decode() if token else "", "login": email, "password": PASSWORD}
    headers = {**host, "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/inloggen/wachtwoord/", urlencode(form), headers)
    response = connection.getresponse()
    response.read()
    if response.status != 302:
        raise Failed(f"inloggen als {email}: {response.status}")
    return cookies_of(response)


def cookies_of(response: http.client.HTTPResponse) -> str:
    lines = response.headers.get_all("Set-Cookie") or []
    return "; ".join(line.split(";", 1)[0] for line in lines)


def measure(port: int, path: str, *, cookies: str, connections: int, seconds: float) -> Measured:
    """Ask one page over and over by so many connections at once, after a first request that does not count."""
    times: list[float] = []
    visitors = [Visitor(port, cookies) for _ in range(connections)]
    for visitor in visitors:
        visitor.get(path)
    start = time.perf_counter()
    until = start + seconds
    threads = [threading.Thread(target=ask_until, args=(visitor, path, until, times)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(tuple(times), time.perf_counter() - start)


def ask_until(visitor: Visitor, path: str, until: float, times: list[float]) -> None:
    while time.perf_counter() < until:
        times.append(visitor.seconds(path))


def weight(port: int, path: str, *, cookies: str) -> tuple[int, int]:
    """Bytes of the page over the line, and of the page with all styles, scripts and pictures."""
    visitor = Visitor(port, cookies)
    page = len(visitor.get(path))
    parts = {match.decode() for match in PARTS.findall(visitor.plain(path))}
    return page, page + sum(len(visitor.get(part)) for part in sorted(parts))
