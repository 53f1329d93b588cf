"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.web import limits, page_cache

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="15 3 * * *")
@app.task(queue="people", queueing_lock="web_counts_daily", retry=AGAIN)
def forget_counts(timestamp: int) -> None:
    limits.forget_expired()


@app.periodic(cron="17 3 * * *")
@app.task(queue="people", queueing_lock="web_stamps_daily", retry=AGAIN)
def forget_stamps(timestamp: int) -> None:
    page_cache.forget_old_stamps()
