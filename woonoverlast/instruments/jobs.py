"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.instruments import asking

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="10 7 * * *")
@app.task(queue="instruments", queueing_lock="instruments_ask_owners", retry=AGAIN)
def ask_owners(timestamp: int) -> None:
    asking.ask_owners()
