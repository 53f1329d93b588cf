"""Jobs of this context: one-line bodies, ids in, safe to run twice."""

from procrastinate.contrib.django import app

from woonoverlast.notifications import outbox


@app.task(queue="mail")
def deliver_mail(mail_id: int) -> None:
    retry_at = outbox.deliver(mail_id)
    if retry_at:
        deliver_mail.configure(schedule_at=retry_at).defer(mail_id=mail_id)
