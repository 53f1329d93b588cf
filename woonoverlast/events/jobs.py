"""Jobs of this context: one-line bodies, safe to run twice."""

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from woonoverlast.events import group_mails, places, reminding, retention, telling

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.task(queue="mail", retry=AGAIN)
def tell_of_step(step: int) -> None:
    telling.tell_of_step(step)


@app.task(queue="mail", retry=AGAIN)
def tell_of_change(event: int, what: str, why: str, **more: Any) -> None:
    telling.tell_of_change(event, what=what, why=why, **more)


@app.task(queue="mail", retry=AGAIN)
def send_group_mail(mail: int) -> None:
    group_mails.write(mail)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mail", queueing_lock="events_remind", retry=AGAIN)
def remind(timestamp: int) -> None:
    reminding.remind_all()


@app.periodic(cron="* * * * *")
@app.task(queue="mail", queueing_lock="events_end_offers")
def end_offers(timestamp: int) -> None:
    places.lapse_all()


@app.periodic(cron="35 3 * * *")
@app.task(queue="events", queueing_lock="events_forget_answers", retry=AGAIN)
def forget_answers(timestamp: int) -> None:
    retention.forget_answers()
