"""pytest plugin, named in `addopts`: the tests run in `var/test`, on a database server that lives as long as they do.

Loaded before pytest-django reads the settings, hence the environment at import.
"""

import gc
import os
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine

from tools.data import data_folder, has_own_server, use_throwaway
from tools.postgres import Lease, Refusal

use_throwaway()
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright brings an event loop
os.environ.setdefault("ADDRESS_ANSWER_SECONDS", "0")  # nobody measures who is a member here
LEASE = pytest.StashKey[Lease]()
CLOCK = pytest.StashKey[time_machine.travel]()
# What Playwright says when it waited in vain: the only failure that a busy machine may cause.
WAITED_IN_VAIN = [r"Timeout \d+ms exceeded", r"with timeout \d+ms"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--at", metavar="MOMENT", help="pretend that the tests begin at this moment, as 2028-02-29T12:00")


def pytest_configure(config: pytest.Config) -> None:
    # The same examples each time, or a change would be refused for a fault that it did not make; `--full` looks on.
    hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
    hypothesis.settings.load_profile("default" if config.getoption("full", default=False) else "steady")
    if has_own_server():
        lease = Lease(data_folder())
        try:
            lease.take()
        except Refusal as refusal:
            raise pytest.UsageError(str(refusal)) from refusal
        config.stash[LEASE] = lease
    if moment := config.getoption("--at"):
        begin = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        config.stash[CLOCK] = time_machine.travel(begin, tick=True)
        config.stash[CLOCK].start()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    try_browsers_twice(items)
    if not config.getoption("full", default=False):
        left_out = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """All that was imported and collected stays: looking for rubbish in it again and again took a thirtieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def try_browsers_twice(items: Iterable[pytest.Item]) -> None:
    """A browser that waited in vain is tried once more, and stands in the summary as RERUN.

    Playwright has time-outs of its own; ending a test from outside breaks its connection for all tests that follow.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_IN_VAIN))
            item.add_marker(pytest.mark.timeout(900))


def pytest_unconfigure(config: pytest.Config) -> None:
    if clock := config.stash.get(CLOCK, None):
        clock.stop()
    if lease := config.stash.get(LEASE, None):
        lease.leave()
