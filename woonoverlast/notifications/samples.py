"""An invented example of each mail, for editors to look at. Nothing in it is real and nothing is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import EmailMessage
from django.utils import timezone

from woonoverlast.mail import layout, letters
from woonoverlast.notifications import digest, instant
from woonoverlast.notifications.digest import Digest, Item, Line
from woonoverlast.notifications.models import Group, Notice, NoticeMail
from woonoverlast.notifications.replies import answering
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.replies.verdicts import Verdict
from woonoverlast.notifications.things import Thing
from woonoverlast.people.models import Person

NOBODY = Person(pk=0, name="Sanne Voorbeeld", email="sanne@gemeente.example")
QUESTION = "Wie heeft ervaring met een gebiedsverbod bij jongeren?"
CODE = "Hallo,\n\nJe code om in te loggen is:\n\nK7P4-2WXZ\n\nVul de code in op de pagina die je open hebt staan.\n\nGroet,\nPlatform Woonoverlast"
INVITATION = (
    "Dag,\n\nSanne Voorbeeld nodigt je uit voor Platform Woonoverlast.\n\nBekijk de uitnodiging:\n"
    "https://platform.example/uitnodiging/voorbeeld/\n\nWil je niet meedoen? Dan hoef je niets te doen.\n\n"
    "Groet,\nPlatform Woonoverlast"
)


@dataclass(frozen=True)
class Sample:
    """`when` says in Dutch who gets this mail and when."""

    name: str
    title: str
    when: str
    write: Callable[[], EmailMessage]


def notice(title: str, *, group: Group, reason: str, about: str = "", thread: str = "topic:0") -> Notice:
    fields = {"url": "/forum/", "reason": reason, "about": about, "thread": thread, "at": timezone.now()}
    return Notice(person=NOBODY, kind="forum.reply", group=group, title=title, **fields)


def thread_mail() -> EmailMultiAlternatives:
    answers = {
        "topic:0": Thing(QUESTION, "/forum/"),
        "post:1": Thing(QUESTION, "/forum/", text="Wij deden dit vorig jaar twee keer. Begin met een stevig dossier en bel vroeg met de politie."),
        "post:2": Thing(QUESTION, "/forum/", text="Let op de duur: drie maanden bleek bij ons genoeg.\n\nIk stuur je onze brief."),
    }  # fmt: skip
    notices = [
        notice(f"Mo Voorbeeld reageerde op: {QUESTION}", group=Group.REPLY, reason="jij dit onderwerp begon", about="post:1"),
        notice(f"Els Proef noemt je in: {QUESTION}", group=Group.MENTION, reason="iemand je noemt", about="post:2"),
    ]  # fmt: skip
    mail = NoticeMail(pk=0, person=NOBODY, thread="topic:0", subject=QUESTION, at=timezone.now())
    return letters.write(instant.letter_of(mail, notices, found=answers, earlier=[], reply_to=settings.REPLY_ADDRESS))


def digest_mail() -> EmailMultiAlternatives:
    now = timezone.now()
    ask = notice("Weet jij dit? Hoe ver mag een camera van een buurman kijken?", group=Group.ASK, reason="jij dit misschien weet: je gaf twee keer het beste antwoord over camera's", thread="topic:1")  # fmt: skip
    news = notice(f"Els Proef reageerde op: {QUESTION}", group=Group.NEWS, reason="je hier hebt gereageerd")
    sample = Digest(
        for_me=[Line([ask], "Hoe ver mag een camera van een buurman kijken?")],
        followed=[Line([news, news, news], QUESTION)],
        popular=[
            Item("Modelbrief voor een laatste waarschuwing", "/forum/", "Brieven en dossier · 6 nieuwe reacties", now, 9)
        ],
        new=[
            Item("Hoe regelen jullie buurtbemiddeling in het weekend?", "/forum/", "Samenwerken · nieuwe vraag", now),
            Item("Geluid meten zonder meter: wat telt?", "/forum/", "Geluid en leefstijl · nieuwe vraag", now - timedelta(days=1)),
        ],
        left_out=3,
    )  # fmt: skip
    mail = NoticeMail(pk=0, person=NOBODY, is_digest=True, subject=sample.subject, at=now)
    return letters.write(digest.letter_of(mail, sample))


def answer_mail() -> EmailMultiAlternatives:
    verdict = Verdict(Outcome.LOCKED, signed=True, subject=QUESTION, url="/forum/", text="Wij doen dit altijd met twee mensen.\n\nBel gerust.")  # fmt: skip
    return letters.write(answering.letter_of(verdict, to=NOBODY.email, number=0, answers=""))


def plain_mail(subject: str, body: str) -> EmailMessage:
    return layout.laid_out(EmailMessage(subject, body, None, [NOBODY.email]))


SAMPLES = {
    sample.name: sample
    for sample in [
        Sample("onderwerp", "Melding over een onderwerp", "Als iemand je noemt, op je reageert of op je wacht; wat vlak na elkaar komt zit in één mail.", thread_mail),
        Sample("overzicht", "Overzicht", "Op de dag en het uur die iemand koos; niet als er niets te melden is.", digest_mail),
        Sample("antwoord", "Antwoord per mail dat niet geplaatst is", "Als iemand per mail reageert en dat niet lukt; met de reden en met de tekst.", answer_mail),
        Sample("inlogcode", "Inlogcode", "Meteen, als iemand inlogt.", lambda: plain_mail("Je inlogcode", CODE)),
        Sample("uitnodiging", "Uitnodiging", "Als een lid iemand uitnodigt. Zo zien alle brieven over account en lidmaatschap eruit.", lambda: plain_mail("Uitnodiging voor Platform Woonoverlast", INVITATION)),
    ]
}  # fmt: skip


def register(sample: Sample) -> None:
    """Higher contexts add theirs in their AppConfig.ready."""
    SAMPLES[sample.name] = sample
