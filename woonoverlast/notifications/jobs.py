"""Jobs for mail that comes in: short bodies, ids in, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies import settling


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, linear_wait=20))
def settle_mail(mail_id: int) -> None:
    """What goes wrong with the mail is handled inside; the retries are for a database that is away."""
    settling.settle(mail_id)
    again_at = settling.again_at(mail_id)
    if again_at:
        settle_mail.configure(schedule_at=again_at).defer(mail_id=mail_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mail", queueing_lock="sweep_incoming_mail")
def sweep_incoming_mail(timestamp: int) -> None:
    for mail_id in IncomingMail.objects.overdue().values_list("pk", flat=True):
        settle_mail.defer(mail_id=mail_id)
    settling.forget_old()
