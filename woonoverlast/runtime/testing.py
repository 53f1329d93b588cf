"""pytest plugin, named in `addopts`: the tests run in `var/test`, on a database of their own that lives as they do.

Loaded before pytest-django reads the settings, hence the environment at import.
"""

import os

import pytest

from woonoverlast.runtime.data import data_folder, has_own_server, use_throwaway
from woonoverlast.runtime.postgres import Lease, Refusal

use_throwaway()
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright brings an event loop
LEASE = pytest.StashKey[Lease]()


def pytest_configure(config: pytest.Config) -> None:
    if has_own_server():
        lease = Lease(data_folder())
        try:
            lease.take()
        except Refusal as refusal:
            raise pytest.UsageError(str(refusal)) from refusal
        config.stash[LEASE] = lease


def pytest_unconfigure(config: pytest.Config) -> None:
    lease = config.stash.get(LEASE, None)
    if lease:
        lease.leave()
