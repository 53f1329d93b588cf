"""Production refuses what is unsafe: one sentence each, all at once, no trace."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools.safety import LAPTOP_SECRET, problems

CHECKOUT = Path(__file__).resolve().parents[2]
SAFE = {
    "WOONOVERLAST_ENV": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SITE_URL": "https://woonoverlast.example",
    "ALLOWED_HOSTS": "woonoverlast.example",
    "TRUSTED_PROXIES": "1",
    "EMAIL_HOST": "mail.woonoverlast.example",
}


def test_safe_settings_and_an_empty_laptop_are_fine() -> None:
    assert problems(SAFE) == []
    assert problems({}) == []
    mail = {"RECEIVE_MAIL": "lmtp://127.0.0.1:2525", "REPLY_ADDRESS": "reactie@woonoverlast.example"}
    assert problems(SAFE | mail) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "kort"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", LAPTOP_SECRET),
        ("SITE_URL", "http://woonoverlast.example"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "andere.example"),
        ("WOONOVERLAST_DEMONSTRATION", "1"),
        ("EMAIL_HOST", ""),
        ("SECURITY_CONTACT", "security@woonoverlast.example"),
        ("TRUSTED_PROXIES", "een"),
        ("EMAIL_PORT", "smtp"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("IMAP_PORT", "imap"),
        ("RECEIVE_MAIL", "127.0.0.1:2525"),
        ("RECEIVE_MAIL", "lmtp://127.0.0.1"),
        ("RECEIVE_MAIL", "http://127.0.0.1:25"),
        ("REPLY_ADDRESS", "reactie"),
        ("REPLY_ADDRESS", "reactie+forum@woonoverlast.example"),
        ("REPLY_ADDRESS", "een-veel-te-lange-naam-voor-de-bus@woonoverlast.example"),
    ],
)
def test_each_unsafe_setting_is_named(name: str, value: str) -> None:
    [problem] = problems(SAFE | {name: value})
    assert problem.startswith(name)


def test_unknown_kind_of_environment_is_refused() -> None:
    assert problems({"WOONOVERLAST_ENV": "productie"}) == ["WOONOVERLAST_ENV is laptop of production."]


@pytest.mark.parametrize("command", ["serve", "manage"])
def test_commands_say_it_without_a_trace(command: str, tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", f"tools.{command}"],
        cwd=CHECKOUT,
        env={"PATH": os.defpath, "WOONOVERLAST_ENV": "production", "WOONOVERLAST_DATA": str(tmp_path / "unused")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "SECRET_KEY ontbreekt" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "unused").exists()


def test_server_that_does_not_answer_gives_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    answer = subprocess.run(
        [sys.executable, "-m", "tools.manage", "check"],
        cwd=CHECKOUT,
        env={"PATH": os.defpath, "DATABASE_URL": f"postgresql://woon:geheim@127.0.0.1:{port}/woon"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert "DATABASE_URL is niet bereikbaar" in answer.stderr
    assert "geheim" not in answer.stderr
