"""What mail and jobs leave to the editors."""

from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from woonoverlast.mail.models import OutgoingMail
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item


def undeliverable_mail() -> list[Item]:
    mails = OutgoingMail.objects.undeliverable().defer("message").order_by("refused_at")
    return [
        Item(
            kind="mail",
            title=f"Mail aan {mail.to} komt niet aan",
            since=mail.refused_at or mail.queued_at,
            detail=f"{mail.subject}. {mail.last_error}",
            why="Het adres klopt niet meer, of de mailserver weigert ons.",
            weight=40,
            buttons=[Button("Afgehandeld", reverse("office:mail_dismissal", args=[mail.pk]), "dismiss")],
        )
        for mail in mails[:AT_MOST]
    ]


def failed_jobs() -> list[Item]:
    failed = ProcrastinateJob.objects.filter(status="failed").order_by("-id")[:AT_MOST]
    events = ProcrastinateEvent.objects.filter(job__in=list(failed), type="failed").values_list("job_id", "at")
    moments = dict(events)
    return [
        Item(
            kind="taak",
            title=f"Taak {job.task_name.rpartition('.')[2]} is mislukt",
            since=moments.get(job.pk) or timezone.now(),
            detail=f"Taak {job.pk}, {job.attempts} keer geprobeerd.",
            why="Werk op de achtergrond bleef liggen. Blijft het mislukken? Vraag je beheerder.",
            weight=40,
            buttons=[Button("Probeer opnieuw", reverse("office:job_retry", args=[job.pk]), "retry")],
        )
        for job in failed
    ]


KINDS = (
    Work("mail", "Mail komt niet aan", undeliverable_mail),
    Work("taak", "Mislukte taken", failed_jobs),
)
