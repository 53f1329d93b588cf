"""Jobs of this context: one-line bodies, safe to run twice."""

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.local_rules import importing, links, surveying

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="10 4 * * 1")
@app.task(queue="local_rules", queueing_lock="local_rules_check_links")
def check_links(timestamp: int) -> None:
    importing.forget_old()
    if not settings.DEMONSTRATION:  # its links are invented
        links.check_all()


@app.periodic(cron="30 8 15 1 *")
@app.task(queue="local_rules", queueing_lock="local_rules_send_survey", retry=AGAIN)
def send_survey(timestamp: int) -> None:
    surveying.send()
