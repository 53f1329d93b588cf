"""Everything that can be seen without running the tests; shows all complaints, not only the first."""

import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path

from tools import habits
from tools.data import CHECKOUT, database, use_throwaway
from tools.postgres import Refusal

PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
CHECKS: dict[str, list[str]] = {
    "lint": [PYTHON, "-m", "ruff", "check", "--no-cache", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--no-cache", "--check", "."],
    "types": [PYTHON, "-m", "mypy", "woonoverlast", "tools", "conftest.py"],
    "imports between contexts": [str(TOOLS / "lint-imports"), "--no-cache"],
    "templates": [PYTHON, "-m", "djlint", "--lint", "--quiet", "woonoverlast"],
    "missing migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
}
DEPLOY = [PYTHON, "-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
REGISTRY = re.compile(r"https?://[^\s\"']*(pypi|npmjs|pythonhosted|simple/|-/[^\s\"']+\.tgz)")
LOCKS = ("package-lock.json", ".npmrc", "requirements/*.txt")


def main() -> int:
    use_throwaway()
    os.environ["DJANGO_SETTINGS_MODULE"] = "woonoverlast.config.settings"
    try:
        with database():
            passed = [passes(name, command) for name, command in CHECKS.items()]
            passed.append(passes("production settings", DEPLOY, production()))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    passed.append(reports("registry addresses in locks", registry_addresses()))
    passed.append(reports("paths outside the checkout", outside_paths()))
    files = habits.read_files(CHECKOUT)
    passed += [reports(name, look(files)) for name, look in habits.HABITS.items()]
    return 0 if all(passed) else 1


def passes(name: str, command: list[str], environment: dict[str, str] | None = None) -> bool:
    started = time.monotonic()
    result = subprocess.run(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    complaint = result.stdout.strip() if result.returncode else ""
    return show(name, complaint, passed=result.returncode == 0, seconds=time.monotonic() - started)


def reports(name: str, found: list[str]) -> bool:
    return show(name, "\n".join(found), passed=not found, seconds=0)


def show(name: str, complaint: str, *, passed: bool, seconds: float) -> bool:
    print(f"{'ok    ' if passed else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
    if complaint:
        print(complaint, flush=True)
    return passed


def production() -> dict[str, str]:
    """`.env.example` as it would be filled in, with a secret of its own."""
    lines = (CHECKOUT / ".env.example").read_text().splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    example = {name: value.strip("'\"") for name, _, value in pairs if value}
    return {**os.environ, **example, "SECRET_KEY": secrets.token_urlsafe(64)}


def registry_addresses() -> list[str]:
    return [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()}"
        for pattern in LOCKS
        for path in sorted(CHECKOUT.glob(pattern))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if REGISTRY.search(line) and "funding" not in line
    ]


def outside_paths() -> list[str]:
    """Only tests may look beside the checkout, and skip when nothing is there. Text is free to explain."""
    command = ["git", "grep", "-nF", "../shared", "--", "*.py", "*.html", "*.js", "*.css", "*.mjs", "*.sh", "bin"]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout.splitlines()
    return [line for line in found if "/tests/" not in line and "tools/check.py" not in line]


if __name__ == "__main__":
    sys.exit(main())
