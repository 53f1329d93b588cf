"""The benchmarks: pages as multiples of a plain reference in the same run, then the programs."""

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from tools.bench import attack
from tools.bench.cases import CASES, LENIENCE, LONG_TOPIC, MEMBER, POSTING_AIM, PROGRAMS, REFERENCE, Case
from tools.bench.client import log_in, measure, weight
from tools.bench.figures import Measured, percentile, rate, ratio, together
from tools.bench.forum import long_topic, measure_replies
from tools.children import Child, stop_all
from tools.data import CHECKOUT, data_folder
from tools.postgres import Refusal, running
from tools.serve import refuse_taken_port, wait_until_answering, web_server

CONNECTIONS = (1, 8)
FORGET = "from woonoverlast.web.models import RateCount; RateCount.objects.all().delete()"
Rounds = dict[int, list[Measured]]


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    set_environment(options)
    try:
        refuse_taken_port(options.host, options.port)
        with running(data_folder()):
            fill(options)
            if options.attack:
                return 0 if attack_it(options) else 1
            within = measure_pages(options)
            for program in [] if options.only else PROGRAMS:
                manage(*program)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0 if within else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bin/bench", description="Meet snelheid en omvang naast een ijkpunt.")
    parser.add_argument("--quick", action="store_true", help="weinig gegevens, korte metingen")
    parser.add_argument("--only", default="", help="alleen bladzijden met dit woord in de naam")
    parser.add_argument("--rounds", type=int, default=3, help="aantal ronden (3)")
    parser.add_argument("--attack", action="store_true", help="val het platform aan in plaats van te meten")
    parser.add_argument("--port", type=int, default=8047)
    parser.add_argument("--data", type=Path, help="map met de gegevens (var/bench)")
    parser.set_defaults(host="127.0.0.1")
    return parser.parse_args(arguments)


def set_environment(options: argparse.Namespace) -> None:
    folder = options.data or CHECKOUT / "var" / ("bench-quick" if options.quick else "bench")
    os.environ["WOONOVERLAST_DATA"] = str(folder.resolve())
    os.environ["WOONOVERLAST_BENCH"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "woonoverlast.config.settings"
    os.environ["SITE_URL"] = f"http://localhost:{options.port}"
    os.environ.pop("DATABASE_URL", None)


def fill(options: argparse.Namespace) -> None:
    """The demonstration and the masses, once per folder."""
    manage("collectstatic", "--noinput", "--verbosity", "0", "--ignore", "ext")  # the demonstration opens pages itself
    run("tools.prepare")
    filled = data_folder() / "filled"
    if not filled.exists():
        members, topics, replies = (5_000, 2_000, 20_000) if options.quick else (100_000, 100_000, 1_000_000)
        events = 500 if options.quick else 5_000
        print(
            f"Vullen: {members} leden, {topics} onderwerpen, {replies} reacties, {events} bijeenkomsten (eenmalig)",
            flush=True,
        )
        manage(
            "populate",
            "--members",
            str(members),
            "--topics",
            str(topics),
            "--replies",
            str(replies),
            "--events",
            str(events),
        )
        filled.touch()


def manage(*arguments: str) -> None:
    run("django", *arguments)


def run(module: str, *arguments: str) -> None:
    if subprocess.run([sys.executable, "-m", module, *arguments], check=False).returncode:
        raise Refusal(f"{module} {' '.join(arguments[:1])} is niet gelukt: de melding staat hierboven.")


def measure_pages(options: argparse.Namespace) -> bool:
    """Whether every page is within a tenth of its aim."""
    web = Child("De webserver", web_server(options))
    web.start()
    try:
        wait_until_answering(options, web)
        cookies = {who: log_in(options.port, who) for who in {case.who for case in CASES}}
        print_head()
        chosen = [case for case in CASES if options.only in case.name]
        missed = [
            case.name
            for case in chosen
            if not print_case(options, with_path(case, options.port, cookies[MEMBER]), cookies[case.who])
        ]
        if options.only in "plaatsen":
            print_posting(measure_replies(options.port, cookies[MEMBER], count=15 if options.quick else 30))
        print(f"\nGeheugen van een webwerker: {memory(web)} MB")
        if missed:
            print(f"\nMeer dan een tiende boven het doel: {', '.join(missed)}", flush=True)
    finally:
        stop_all([web])
    return not missed


def attack_it(options: argparse.Namespace) -> bool:
    """What was counted in an earlier attack is forgotten: it would keep this one out."""
    manage("shell", "--verbosity", "0", "--command", FORGET)
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    web = Child("De webserver", web_server(options))
    web.start()
    try:
        wait_until_answering(options, web)
        return attack.run(options.port, web, cookies=log_in(options.port, MEMBER), seconds=5 if options.quick else 20)
    finally:
        stop_all([web])


def with_path(case: Case, port: int, cookies: str) -> Case:
    return replace(case, path=long_topic(port, cookies)) if case.path == LONG_TOPIC else case


def print_posting(replies: Measured) -> None:
    worst = percentile(replies.times, 95) * 1000
    verdict = "goed" if worst <= POSTING_AIM else f"boven {POSTING_AIM} ms"
    print(f"\nEen reactie plaatsen: p50 {replies.p50 * 1000:.0f} ms, p95 {worst:.0f} ms  {verdict}", flush=True)


def print_head() -> None:
    print(f"\n{'':32}{'1 verbinding':^34}{'8 verbindingen':^34}")
    one = f"{'/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'tijd x':>8}  "
    eight = f"{'/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'aantal x':>9} "
    print(f"{'':32}{one}{eight}{'kB':>7}{'alles kB':>9}  doel")


def print_case(options: argparse.Namespace, case: Case, cookies: str) -> bool:
    """One line: the page, each figure beside the reference that ran right before it. Whether it is within its aim."""
    seconds = 0.4 if options.quick else 1.5
    plain: Rounds = {count: [] for count in CONNECTIONS}
    page: Rounds = {count: [] for count in CONNECTIONS}
    for _ in range(options.rounds):
        for count in CONNECTIONS:
            ask = partial(measure, options.port, connections=count, seconds=seconds)
            plain[count].append(ask(REFERENCE.path, cookies=""))
            page[count].append(ask(case.path, cookies=cookies))
    sizes = weight(options.port, case.path, cookies=cookies)
    print(line(case, page, plain, sizes), flush=True)
    return ratio(page[1], plain[1]) <= case.aim * LENIENCE


def line(case: Case, page: Rounds, plain: Rounds, sizes: tuple[int, int]) -> str:
    one, eight = together(page[1]), together(page[8])
    times = ratio(page[1], plain[1])
    verdict = "goed" if times <= case.aim else f"boven {case.aim:g} x"
    return (
        f"{case.name:32}{figures(one)}{times:>8.2f}  {figures(eight)}{rate(page[8], plain[8]):>9.2f} "
        f"{sizes[0] / 1000:>7.1f}{sizes[1] / 1000:>9.1f}  {verdict}"
    )


def figures(measured: Measured) -> str:
    return f"{measured.per_second:>8.0f}{measured.p50 * 1000:>8.1f}{measured.p99 * 1000:>8.1f}"


def memory(web: Child) -> int:
    """Megabytes that the largest process of the web server holds."""
    assert web.process
    parent = psutil.Process(web.process.pid)
    return max(process.memory_info().rss for process in parent.children(recursive=True)) // 2**20


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
