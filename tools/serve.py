"""From an installed checkout to a running platform: database, web server and worker, until Ctrl-C."""

import argparse
import contextlib
import errno
import hashlib
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools.children import Child, stop_all
from tools.data import CHECKOUT, data_folder, has_own_server, refuse_unusable_server
from tools.postgres import Lease, Refusal
from tools.safety import refuse_bad_settings

PACKAGE = CHECKOUT / "woonoverlast"
# What the database and the static files are made of; while these stay the same, a start skips the making.
DATABASE_SOURCES = ("**/*.py", "*/data/**/*")
STATIC_SOURCES = ("static/**/*", "*/static/**/*")
REASONS = {
    errno.EADDRINUSE: "hij is al in gebruik",
    errno.EACCES: "daarvoor is meer recht nodig",
    errno.EADDRNOTAVAIL: "dit adres is niet van deze machine",
}
# A mailing takes minutes: the other place is for log-in codes and the rest.
BATCH_SIZE = ["--concurrency", "2"]
# On a laptop replies by mail are taken in on the port of the web server and so much.
MAIL_PORT = 25


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, signal.default_int_handler)
    set_environment(options)
    try:
        refuse_bad_settings()
        refuse_taken_port(options.host, options.port)
        print("Platform Woonoverlast", flush=True)
        with database() as ensure_database:
            prepare(empty=options.empty)
            serve(options, ensure_database)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Gestopt.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bin/serve", description="Start het platform op deze machine.")
    parser.add_argument("--port", type=int, default=8000, help="poort van de webserver (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="adres van de webserver (127.0.0.1: alleen deze machine)")
    parser.add_argument("--data", type=Path, help="map met de gegevens (var)")
    parser.add_argument("--empty", action="store_true", help="een nieuwe database zonder voorbeeldomgeving")
    return parser.parse_args(arguments)


def set_environment(options: argparse.Namespace) -> None:
    if options.data:
        os.environ["WOONOVERLAST_DATA"] = str(options.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "woonoverlast.config.settings")
    os.environ.setdefault("SITE_URL", f"http://localhost:{options.port}")
    mail = options.port + MAIL_PORT
    if os.environ.get("WOONOVERLAST_ENV", "laptop") == "laptop" and is_free(mail):
        os.environ.setdefault("RECEIVE_MAIL", f"smtp://127.0.0.1:{mail}")


def is_free(port: int) -> bool:
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except (OSError, OverflowError):
        return False


def refuse_taken_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OverflowError as error:
        raise Refusal(f"Poort {port} bestaat niet: kies met --port een getal van 1 tot en met 65535.") from error
    except OSError as error:
        raise Refusal(
            f"Op {host} kan poort {port} niet open ({REASONS.get(error.errno or 0, os.strerror(error.errno or 0))}): "
            "kies een andere met --port, of stop het programma dat de poort gebruikt."
        ) from error


@contextlib.contextmanager
def database() -> Iterator[Callable[[], None]]:
    """Gives what starts the database again after an accident."""
    if not has_own_server():
        refuse_unusable_server()
        yield lambda: None
        return
    lease = Lease(data_folder())
    lease.take()
    try:
        yield lease.ensure
    finally:
        lease.leave()


def prepare(*, empty: bool) -> None:
    """Schema and static files side by side, each only when its sources changed."""
    steps = []
    schema = digest(DATABASE_SOURCES)
    if not has_own_server() or stamp("prepared") != schema:
        steps.append(Step("prepared", schema, ["tools.prepare", *(["--empty"] if empty else [])]))
    static = digest(STATIC_SOURCES)
    if stamp("collected") != static:
        collect = ["django", "collectstatic", "--noinput", "--verbosity", "0", "--ignore", "ext"]
        steps.append(Step("collected", static, collect))
    try:
        for step in steps:
            step.finish()
    finally:
        stop_all(step.child for step in steps)


class Step:
    """A process that makes something once, and the stamp that says that it is made."""

    def __init__(self, name: str, sources: str, module: list[str]) -> None:
        self.name = name
        self.sources = sources
        self.child = Child(name, [sys.executable, "-m", *module])
        self.child.start()

    def finish(self) -> None:
        if self.child.wait() != 0:
            raise Refusal("Het klaarzetten is niet gelukt: de melding staat hierboven.")
        (data_folder() / self.name).write_text(self.sources)


def stamp(name: str) -> str:
    try:
        return (data_folder() / name).read_text()
    except OSError:
        return ""


def digest(patterns: Iterable[str]) -> str:
    total = hashlib.sha256((CHECKOUT / "requirements" / "runtime.txt").read_bytes())
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}):
        if path.suffix != ".pyc":
            total.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def serve(options: argparse.Namespace, ensure_database: Callable[[], None]) -> None:
    children = [
        Child("De webserver", web_server(options)),
        Child("De achtergrondwerker", [sys.executable, "-m", "django", "procrastinate", "worker", *BATCH_SIZE]),
    ]
    if os.environ.get("RECEIVE_MAIL"):
        children.append(Child("De mailontvanger", [sys.executable, "-m", "django", "receive_mail"]))
    try:
        for child in children:
            child.start()
        wait_until_answering(options, children[0])
        welcome(options)
        while True:
            time.sleep(0.5)
            ensure_database()
            for child in children:
                child.restart_when_dead()
    finally:
        stop_all(children)


# Without these the C library keeps what each thread once needed: large forms made a worker 80 MB larger for good.
SMALL = ("MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=65536", "MALLOC_TRIM_THRESHOLD_=65536")


def web_server(options: argparse.Namespace) -> list[str]:
    settings = {
        "interface": "wsgi",
        "host": options.host,
        "port": str(options.port),
        "workers": os.environ.get("WEB_WORKERS", "2"),
        "blocking-threads": os.environ.get("WEB_THREADS", "4"),
        "respawn-interval": "0.5",
        "workers-kill-timeout": "8",
        "log-level": "warning",
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    application = "woonoverlast.config.wsgi:application"
    python = ["env", *SMALL, sys.executable]
    return [*python, "-m", "granian", *flags, "--no-ws", "--respawn-failed-workers", application]


def wait_until_answering(options: argparse.Namespace, web: Child) -> None:
    deadline = time.monotonic() + 60
    while not is_answering(options):
        if web.is_dead() or time.monotonic() > deadline:
            raise Refusal("De webserver start niet: de melding staat hierboven.")
        time.sleep(0.05)


def is_answering(options: argparse.Namespace) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.host, options.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, options.port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def welcome(options: argparse.Namespace) -> None:
    host = "localhost" if options.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else options.host  # noqa: S104
    print(f"\n  Open http://{host}:{options.port}/\n")
    with contextlib.suppress(OSError):
        for line in (data_folder() / "demonstration.txt").read_text().splitlines():
            print(f"  {line}")
        print()
    if where := os.environ.get("RECEIVE_MAIL"):
        print(f"  Antwoorden per mail komen binnen op {where}")
    print("  Ctrl-C stopt alles.", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
