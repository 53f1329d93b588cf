"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.search import indexing

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=60)


@app.periodic(cron="50 3 * * *")
@app.task(queue="search", queueing_lock="search_nightly", retry=AGAIN)
def keep_words(timestamp: int) -> None:
    indexing.repair(only_small=True)
    indexing.count_words()


@app.periodic(cron="20 4 * * 0")
@app.task(queue="search", queueing_lock="search_weekly", retry=AGAIN)
def repair(timestamp: int) -> None:
    indexing.repair(only_small=False)
