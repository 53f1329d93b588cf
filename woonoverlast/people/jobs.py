"""Jobs of this context: one-line bodies, ids in, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.people import batches, daily

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.task(queue="people", retry=AGAIN)
def handle_batch(batch_id: int) -> None:
    batches.handle_batch(batch_id)


@app.periodic(cron="20 3 * * *")
@app.task(queue="people", queueing_lock="people_daily", retry=AGAIN)
def keep_true(timestamp: int) -> None:
    daily.run()
