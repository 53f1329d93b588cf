"""Brings the database up to date in one process, for `serve`: schema, reference data, demonstration community.

Run as `python -m tools.prepare [--empty]` while the database runs.
"""

import io
import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tools.data import data_folder


def main(*, empty: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "woonoverlast.config.settings")
    django.setup()
    wanted = data_folder() / "demonstration.wanted"  # outlives a start that was broken off
    if settings.DEMONSTRATION and not empty and is_new():
        data_folder().mkdir(parents=True, exist_ok=True)
        wanted.touch()
    say("Database bijwerken")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    for command in reference_commands():
        call_command(command, verbosity=0, stdout=io.StringIO())
    if wanted.exists():
        say("Voorbeeldomgeving vullen met verzonnen personen")
        call_command("demonstrate", stdout=io.StringIO())
        (data_folder() / "demonstration.txt").touch()
        wanted.unlink()
    call_command("rebuild_search", "--if-empty", stdout=io.StringIO())
    keep_accounts()


def reference_commands() -> list[str]:
    """Of the lowest context first. Each may be repeated."""
    return [command for config in reversed(list(apps.get_app_configs())) for command in getattr(config, "loads", ())]


def is_new() -> bool:
    return "django_migrations" not in connection.introspection.table_names()


def keep_accounts() -> None:
    """What a next start prints without starting Django for it."""
    kept = data_folder() / "demonstration.txt"
    if kept.exists():
        accounts = io.StringIO()
        call_command("demonstrate", "--accounts", stdout=accounts)
        kept.write_text(accounts.getvalue())


def say(text: str) -> None:
    print(f"  {text} ...", flush=True)


if __name__ == "__main__":
    main(empty="--empty" in sys.argv)
