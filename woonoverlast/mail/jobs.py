"""Jobs of this context: short bodies, ids in, safe to run twice."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from woonoverlast.mail import delivery
from woonoverlast.mail.bulk import retention, sending
from woonoverlast.mail.models import OutgoingMail

OVERDUE = timedelta(minutes=10)
SLICE = 50  # seconds


@app.task(queue="mail")
def deliver_mail(mail_id: int) -> None:
    with transaction.atomic():
        retry_at = delivery.deliver(mail_id)
        if retry_at:
            deliver_mail.configure(schedule_at=retry_at).defer(mail_id=mail_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mail", queueing_lock="sweep_mail")
def sweep_mail(timestamp: int) -> None:
    for mail_id in without_job():
        deliver_mail.defer(mail_id=mail_id)
    delivery.forget_old()


def without_job() -> list[int]:
    """Rows that wait for more than ten minutes and that no job will ever look at."""
    alive = ProcrastinateJob.objects.filter(task_name=deliver_mail.name, status__in=["todo", "doing"])
    with_job = set(alive.values_list("args__mail_id", flat=True))
    overdue = OutgoingMail.objects.unsettled().filter(queued_at__lt=timezone.now() - OVERDUE).order_by("queued_at")
    return [pk for pk in overdue.values_list("pk", flat=True) if pk not in with_job]


@app.periodic(cron="* * * * *")
@app.task(queue="mailings", lock="mailings", queueing_lock="mailings", priority=-10)
def send_mailings(timestamp: int) -> None:
    """One slice of whatever mailing is going; the next minute goes on, so a worker that stops is never in the way."""
    end = time.monotonic() + SLICE
    sending.run(connections_at_once=settings.MAILING_CONNECTIONS, until=lambda: time.monotonic() > end)


@app.periodic(cron="23 4 * * *")
@app.task(queue="mail", queueing_lock="forget_mailings")
def forget_mailings(timestamp: int) -> None:
    retention.forget_old()


@app.periodic(cron="*/2 * * * *")
@app.task(queue="mail", queueing_lock="retry_stalled_jobs", pass_context=False)
async def retry_stalled_jobs(timestamp: int) -> None:
    """A worker that was killed leaves its jobs "doing" for ever; put them back in the queue."""
    for job in await app.job_manager.get_stalled_jobs():
        await put_back(job)


async def put_back(job: Job) -> None:
    """Where the next turn of a periodic job waits already that one does the work: this one must not be in its way."""
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)
