"""Jobs of this context: short bodies, ids in, safe to run twice."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.notifications import delivery
from woonoverlast.notifications.models import OutgoingMail

OVERDUE = timedelta(minutes=10)


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


@app.periodic(cron="*/2 * * * *")
@app.task(queue="mail", queueing_lock="retry_stalled_jobs", pass_context=False)
async def retry_stalled_jobs(timestamp: int) -> None:
    """A worker that was killed leaves its jobs "doing" for ever; put them back in the queue."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
