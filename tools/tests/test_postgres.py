"""The supervisor under accidents: real processes, killed for real."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tools.account import account_for, environment
from tools.postgres import Cluster, Refusal, database_url, password, program, running, socket_folder

CHECKOUT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from tools.postgres import running
with running(Path(sys.argv[1])):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was used once; each test works on its own copy."""
    data = tmp_path_factory.mktemp("made") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOONOVERLAST_PG_FAST", "1")
        with running(data):
            pass
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WOONOVERLAST_PG_FAST", "1")
    copy = tmp_path / "data"
    shutil.copytree(made, copy, symlinks=True)
    yield copy
    Cluster(copy.resolve()).stop()


@pytest.fixture
def hold(data: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(data)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(holder)
        assert holder.stdout
        assert holder.stdout.readline() == "up\n"
        return holder

    yield start
    for holder in started:
        holder.kill()
        holder.communicate()


def server(data: Path) -> psutil.Process | None:
    return Cluster(data.resolve()).process()


def stops(data: Path) -> bool:
    deadline = time.monotonic() + 5
    while server(data) and time.monotonic() < deadline:
        time.sleep(0.02)
    return server(data) is None


def rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        connection.execute("INSERT INTO kept VALUES (1)")
        found = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert found
    return int(found[0])


def test_address_is_known_before_the_server_runs(tmp_path: Path) -> None:
    assert database_url(tmp_path / "new") == database_url(tmp_path / "new")
    assert (tmp_path / "new" / "postgres.password").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_socket_path_is_short_for_a_long_data_path(tmp_path: Path) -> None:
    assert len(str(socket_folder(tmp_path / ("x" * 200)) / ".s.PGSQL.5432")) < 100


def test_role_is_no_superuser_and_extensions_are_there(data: Path) -> None:
    with running(data) as url, psycopg.connect(url) as connection:
        role = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
    assert role == (False, True)
    assert extensions >= {"pg_trgm", "unaccent", "btree_gist"}


def test_password_is_asked(data: Path) -> None:
    with running(data) as url, pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace("@", "-wrong@"))


def test_normal_folder_keeps_its_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOONOVERLAST_PG_FAST", raising=False)
    with running(tmp_path / "data") as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW full_page_writes").fetchone() == ("on",)


def test_last_holder_stops_the_server(data: Path, hold: Callable[[], "subprocess.Popen[str]"]) -> None:
    web, command_line = hold(), hold()
    web.communicate("")
    assert server(data)
    command_line.communicate("")
    assert server(data) is None
    assert not socket_folder(data).exists()


def test_server_outlives_a_killed_holder_and_stops_after_the_last(
    data: Path, hold: Callable[[], "subprocess.Popen[str]"]
) -> None:
    web, worker = hold(), hold()
    web.kill()
    time.sleep(0.2)
    assert rows(database_url(data)) == 1
    worker.kill()
    assert stops(data)


def test_server_is_started_again_after_it_was_killed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOONOVERLAST_PG_FAST")
    with running(data) as url:
        rows(url)
        killed = server(data)
        assert killed
        killed.kill()
        assert stops(data)
        with running(data):
            assert rows(url) == 2
            assert server(data) != killed
    assert server(data) is None


def test_killed_server_and_killed_keeper_leave_nothing_in_the_way(
    data: Path, hold: Callable[[], "subprocess.Popen[str]"]
) -> None:
    holder = hold()
    killed = server(data)
    assert killed
    keeper = killed.parent()
    assert keeper
    assert "keeper.py" in " ".join(keeper.cmdline())
    for process in (keeper, killed, psutil.Process(holder.pid)):
        process.kill()
    assert stops(data)
    with running(data) as url:
        assert rows(url) == 1


def test_pid_that_is_somebody_elses_now(data: Path) -> None:
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{data}/postgres\n0\n5432\n")
    socket_folder(data).mkdir(mode=0o700)
    (socket_folder(data) / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    with running(data) as url:
        assert rows(url) == 1


def test_two_data_folders_at_once(data: Path, made: Path) -> None:
    with running(data) as one, running(made) as other:
        assert one != other
        assert rows(one) == 1
        with psycopg.connect(other) as connection:
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)


def test_two_at_once_make_one_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONOVERLAST_PG_FAST", "1")
    command = [sys.executable, "-c", HOLD, str(tmp_path / "data")]
    pair = [subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    assert [holder.communicate(b"")[0] for holder in pair] == [b"up\n", b"up\n"]
    assert server(tmp_path / "data") is None


def test_older_folder_gives_one_sentence(data: Path) -> None:
    (data / "postgres" / "PG_VERSION").write_text("13\n")
    answer = subprocess.run(
        [sys.executable, "-m", "tools.manage", "check"],
        cwd=CHECKOUT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        | {"WOONOVERLAST_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert "PostgreSQL 13" in answer.stderr
    assert "WOONOVERLAST_PG_BIN" in answer.stderr


def test_missing_programs_give_one_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONOVERLAST_PG_BIN", "/nowhere")
    with pytest.raises(Refusal, match="WOONOVERLAST_PG_BIN"), running(data):
        pass


def test_server_that_cannot_start_says_why(data: Path) -> None:
    with (data / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(Refusal, match="configuration file"), running(data):
        pass
    assert server(data) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_without_user_namespaces_runs_it_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONOVERLAST_PG_FAST", "1")
    monkeypatch.setenv("WOONOVERLAST_PG_UNSHARE", "0")
    with reachable_folder() as folder, running(folder / "data") as url:
        assert rows(url) == 1
        found = server(folder / "data")
        assert found
        assert found.uids().real == 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_leaves_the_folder_of_a_normal_user_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONOVERLAST_PG_FAST", "1")
    with reachable_folder() as folder:
        os.chown(folder, 1, 1)
        with running(folder / "data") as url:
            assert rows(url) == 1
        owners = {path.lstat().st_uid for path in (folder / "data").rglob("*")}
        assert owners == {1}


def may_run(path: str, *, user: int) -> bool:
    try:
        return subprocess.run([path, "--version"], user=user, capture_output=True, check=False).returncode == 0
    except PermissionError:
        return False


@contextlib.contextmanager
def reachable_folder() -> Iterator[Path]:
    """pytest's own folders are closed to other users, and so may be the place of the programs."""
    folder = Path(f"/tmp/woonoverlast-test-{os.getpid()}")  # noqa: S108
    folder.mkdir(mode=0o755)
    try:
        if not may_run(program("postgres"), user=65534):
            pytest.skip("the programs are closed to other users")
        yield folder
    finally:
        shutil.rmtree(folder)


def test_database_url_leads_to_another_server(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONOVERLAST_PG_FAST", "1")
    with another_server(made, tmp_path) as url:
        answer = subprocess.run(
            [sys.executable, "-m", "tools.manage", "migrate", "sites", "--plan"],
            cwd=CHECKOUT,
            env=os.environ | {"DATABASE_URL": url, "WOONOVERLAST_DATA": str(tmp_path / "unused")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert "No installed app with label 'sites'" in answer.stderr
    assert not (tmp_path / "unused").exists()


@contextlib.contextmanager
def another_server(made: Path, folder: Path) -> Iterator[str]:
    """Separately started, on a TCP port, out of the supervisor's sight."""
    shutil.copytree(made, folder / "other", symlinks=True)
    cluster = Cluster(folder / "other")
    account = account_for(cluster.data)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "unix_socket_directories="]
    command = [*account.prefix, program("postgres"), "-D", str(cluster.folder), *options]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment())
    url = f"postgresql://woonoverlast:{password(cluster.data)}@127.0.0.1:{port}/woonoverlast"
    try:
        wait_for(url)
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return
