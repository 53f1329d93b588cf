"""Jobs of this context: short bodies, safe to run twice."""

from procrastinate.contrib.django import app

from woonoverlast.newsletter import pictures, subscribing


@app.periodic(cron="41 4 * * *")
@app.task(queue="mail", queueing_lock="tidy_newsletter")
def tidy_newsletter(timestamp: int) -> None:
    subscribing.forget_unconfirmed()
    subscribing.forget_left()
    pictures.forget_unused()
