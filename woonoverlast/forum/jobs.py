"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.forum import asking, casus

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="7 * * * *")
@app.task(queue="forum", queueing_lock="forum_ask_likely_people", retry=AGAIN)
def ask_likely_people(timestamp: int) -> None:
    asking.ask_about_unanswered()


@app.periodic(cron="40 6 * * *")
@app.task(queue="forum", queueing_lock="forum_watch_case_questions", retry=AGAIN)
def watch_case_questions(timestamp: int) -> None:
    casus.ask_more_checkers()
    casus.tell_overdue()
    casus.ask_outcomes()
