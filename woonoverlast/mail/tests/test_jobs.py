"""The jobs of notices are known to the worker, and what a killed worker leaves behind is taken up again."""

from collections.abc import Iterator

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from woonoverlast.mail import jobs


def test_jobs_are_periodic() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {
        "woonoverlast.notifications.notice_jobs.mail_notices",
        "woonoverlast.notifications.notice_jobs.send_digests",
    } <= names


@pytest.fixture
def no_jobs(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        yield
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def take(pk: int) -> None:
    """As a worker does that is killed then."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [pk])


def job_of(pk: int) -> Job:
    name = jobs.send_mailings.name
    return Job(id=pk, queue="mailings", lock="mailings", queueing_lock="mailings", task_name=name)


def status_of(pk: int) -> str:
    return ProcrastinateJob.objects.filter(pk=pk).values_list("status", flat=True).first() or ""


@pytest.mark.usefixtures("no_jobs")
class TestKilledWorker:
    def test_its_job_goes_back_in_the_queue(self) -> None:
        left = jobs.send_mailings.configure().defer(timestamp=1)
        take(left)
        async_to_sync(jobs.put_back)(job_of(left))
        assert status_of(left) == "todo"

    def test_its_job_is_not_in_the_way_of_the_next_turn(self) -> None:
        """The next minute's turn waits behind the lock of the one that was killed; nothing would be sent any more."""
        left = jobs.send_mailings.configure().defer(timestamp=1)
        take(left)
        waiting = jobs.send_mailings.configure().defer(timestamp=2)
        async_to_sync(jobs.put_back)(job_of(left))
        assert status_of(left) == ""
        assert status_of(waiting) == "todo"
