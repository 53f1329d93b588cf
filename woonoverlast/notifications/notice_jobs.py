"""Jobs for notices: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.notifications import digest, instant
from woonoverlast.notifications.replies import mailbox

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="* * * * *")
@app.task(queue="mail", queueing_lock="mail_notices", retry=AGAIN)
def mail_notices(timestamp: int) -> None:
    instant.send_due()


@app.periodic(cron="3 * * * *")
@app.task(queue="mail", queueing_lock="send_digests", retry=AGAIN)
def send_digests(timestamp: int) -> None:
    digest.send_digests()
    instant.forget_old()


@app.periodic(cron="* * * * *")
@app.task(queue="mail", lock="fetch_mail", queueing_lock="fetch_mail")
def fetch_mail(timestamp: int) -> None:
    """A box that cannot be reached is tried again the next minute; the job that fails says why."""
    mailbox.fetch()
