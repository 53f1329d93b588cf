"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.forum import drafting, files, reactions

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.periodic(cron="20 6 * * *")
@app.task(queue="forum", queueing_lock="forum_send_reminders", retry=AGAIN)
def send_reminders(timestamp: int) -> None:
    reactions.send_reminders()


@app.periodic(cron="20 3 * * *")
@app.task(queue="forum", queueing_lock="forum_forget_files", retry=AGAIN)
def forget_files(timestamp: int) -> None:
    files.forget()


@app.periodic(cron="50 3 * * *")
@app.task(queue="forum", queueing_lock="forum_forget_drafts", retry=AGAIN)
def forget_drafts(timestamp: int) -> None:
    drafting.forget_old()
