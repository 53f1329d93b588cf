"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.accounts import encryption

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="25 3 * * *")
@app.task(queue="people", queueing_lock="accounts_daily", retry=AGAIN)
def seal_again(timestamp: int) -> None:
    encryption.seal_again()
