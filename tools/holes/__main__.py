"""Makes each deliberate hole in a copy of the checkout, runs what should see it, and prints seen or not seen."""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.data import CHECKOUT
from tools.holes import Hole, all_holes, problems
from tools.postgres import Refusal, running

COPY = CHECKOUT / "var" / "holes"
LINKED = (".venv", "node_modules")
PYTEST = ["-m", "pytest", "-n", "0", "-q", "-x", "--tb=line", "-p", "no:randomly"]
GREEN, RED = 0, 1


def main(arguments: Sequence[str]) -> int:
    options = parse(arguments)
    holes = chosen(options)
    unusable = [problem for hole in holes for problem in problems(hole, CHECKOUT)]
    if unusable:
        print("\n".join(unusable), file=sys.stderr)
        return 2
    copy_checkout()
    use_copy()
    try:
        with running(COPY / "var" / "test"):
            return try_all(holes)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bin/holes", description="Maak gaten in rechten en kijk welke test ze ziet.")
    parser.add_argument("--sample", type=int, default=0, help="zoveel gaten, willekeurig (alle)")
    parser.add_argument("--seed", type=int, default=0, help="welke dat zijn")
    parser.add_argument("--only", default="", help="alleen gaten met dit woord in naam of bestand")
    return parser.parse_args(arguments)


def chosen(options: argparse.Namespace) -> list[Hole]:
    holes = [hole for hole in all_holes() if options.only in hole.name + hole.file]
    if not options.sample:
        return holes
    chance = random.Random(options.seed)  # noqa: S311 the same for the same seed
    return chance.sample(holes, min(options.sample, len(holes)))


def copy_checkout() -> None:
    """What git knows or would take in. The database of its tests stays from an earlier time."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and (CHECKOUT / name).is_file()]
    clear_copy()
    for name in names:
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, target)
    for name in LINKED:
        if (CHECKOUT / name).exists():
            (COPY / name).symlink_to(CHECKOUT / name)


def clear_copy() -> None:
    COPY.mkdir(parents=True, exist_ok=True)
    for path in COPY.iterdir():
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.name != "var":
            shutil.rmtree(path)


def use_copy() -> None:
    """Django and pytest of the copy: its code, its settings, its database."""
    os.environ["PYTHONPATH"] = str(COPY)
    os.environ["WOONOVERLAST_PG_FAST"] = "1"
    for name in ("WOONOVERLAST_DATA", "DATABASE_URL"):
        os.environ.pop(name, None)


def try_all(holes: list[Hole]) -> int:
    start = time.monotonic()
    print(f"Zonder gaten: {'groen' if (status := run_tests(all_tests(holes))) == GREEN else 'ROOD'}", flush=True)
    if status != GREEN:
        return 2
    unseen = [hole for hole in holes if not is_seen(hole)]
    minutes, seconds = divmod(int(time.monotonic() - start), 60)
    print(f"\n{len(holes) - len(unseen)} van {len(holes)} gezien, in {minutes} min {seconds} s", flush=True)
    return 1 if unseen else 0


def all_tests(holes: Iterable[Hole]) -> list[str]:
    return sorted({test for hole in holes for test in hole.tests})


def is_seen(hole: Hole) -> bool:
    """Prints a line. Something else than a red test, such as code that cannot be loaded, is not seen either."""
    path = COPY / hole.file
    text = path.read_text(encoding="utf-8")
    write(path, hole.applied(text))
    try:
        status = run_tests(hole.tests)
    finally:
        write(path, text)
    told = {GREEN: "NIET GEZIEN", RED: "gezien"}.get(status, f"STUK ({status})")
    print(f"{told:12}{hole.name:44}{hole.file}", flush=True)
    return status == RED


def write(path: Path, text: str) -> None:
    """With what was compiled of it: a change within the second has the same time."""
    path.write_text(text, encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def run_tests(tests: Iterable[str]) -> int:
    command = [sys.executable, *PYTEST, *tests]
    done = subprocess.run(command, cwd=COPY, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if os.environ.get("HOLES_TELL"):
        print(done.stdout.decode()[-3000:])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
