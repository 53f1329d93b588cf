"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.cases import case_questions, supplementing

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="40 6 * * *")
@app.task(queue="forum", queueing_lock="cases_watch_case_questions", retry=AGAIN)
def watch_case_questions(timestamp: int) -> None:
    case_questions.ask_more_checkers()
    supplementing.ask_more_checkers()
    case_questions.tell_overdue()
    case_questions.ask_outcomes()
