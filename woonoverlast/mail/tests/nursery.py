"""Starts senders quickly, to be killed: Django is loaded once, and each line on standard input forks one sender.

    python -m woonoverlast.mail.tests.nursery SECONDS [naive]

SECONDS is the clock of who starts this, which the tests may have moved. Prints the process id of each. "naive" is the positive control: what a dead sender had in hand is sent again.
"""

import os
import sys

import django
import time_machine

time_machine.travel(float(sys.argv[1])).start()
django.setup()

from django.db import connections  # noqa: E402 models exist from here

from woonoverlast.mail.bulk import claiming, sending  # noqa: E402
from woonoverlast.mail.bulk.journal import Remains  # noqa: E402
from woonoverlast.mail.models import Mailing  # noqa: E402


def main() -> None:
    if "naive" in sys.argv:
        claiming.give_up = send_all_again
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.closerange(0, 1)
            send_until_done()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        reap()


def send_all_again(remains: Remains) -> None:
    claiming.release(worker=remains.name)


def send_until_done() -> None:
    while True:
        sending.run(connections_at_once=1, until=lambda: False)
        if not Mailing.objects.with_work().exists():
            connections.close_all()
            return


def reap() -> None:
    """Dead senders must not look alive."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return


if __name__ == "__main__":
    main()
