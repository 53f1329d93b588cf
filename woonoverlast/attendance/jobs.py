"""Jobs of this context: one-line bodies, safe to run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.attendance import arriving, certifying, evaluating, retention

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.task(queue="mail", retry=AGAIN)
def tell_of_certificates(event: int) -> None:
    certifying.tell(event)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mail", queueing_lock="attendance_ask_evaluations", retry=AGAIN)
def ask_evaluations(timestamp: int) -> None:
    evaluating.ask_all()


@app.periodic(cron="50 3 * * *")
@app.task(queue="events", queueing_lock="attendance_tidy_the_day", retry=AGAIN)
def tidy_the_day(timestamp: int) -> None:
    arriving.forget_readings()
    evaluating.blur()
    retention.forget_guests()
