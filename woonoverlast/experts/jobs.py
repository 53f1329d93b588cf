"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.experts import asking

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="7 * * * *")
@app.task(queue="forum", queueing_lock="experts_ask_likely_people", retry=AGAIN)
def ask_likely_people(timestamp: int) -> None:
    asking.ask_about_unanswered()
