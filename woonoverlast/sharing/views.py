"""May I share this? Three taps, then what may be shared, why, and how to say it. Nothing is asked about persons, nothing is kept."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from woonoverlast.sharing.flows import PHASES, RECEIVERS, SENDERS, flow_of, flows
from woonoverlast.sharing.forms import QUESTIONS, SharingForm
from woonoverlast.web.access import Level, access
from woonoverlast.web.visitor_pages import same_for_visitors


@access(Level.PUBLIC)
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    answers = SharingForm(request.GET).answers
    answered = rows(answers)
    if len(answers) == len(QUESTIONS):
        flow = flow_of(answers["van"], answers["naar"], answers["fase"])
        context = {"flow": flow, "answered": answered, "receiver": RECEIVERS[flow.receiver]}
        return render(request, "sharing/answer.html", context)
    name = next(name for name in QUESTIONS if name not in answers)
    text, choices = QUESTIONS[name]
    links = [(label, "?" + urlencode({**answers, name: code})) for code, label in choices.items()]
    context = {"question": text, "links": links, "number": len(answers) + 1, "total": len(QUESTIONS)}
    return render(request, "sharing/question.html", {**context, "answered": answered})


def rows(answers: dict[str, str]) -> list[tuple[str, str, str]]:
    """What was asked, what was answered, and the address that asks it again."""
    found = []
    for place, (name, code) in enumerate(answers.items()):
        text, choices = QUESTIONS[name]
        found.append((text, choices[code], "?" + urlencode(dict(list(answers.items())[:place]))))
    return found


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def overview(request: HttpRequest) -> HttpResponse:
    """Everything on one page, to print: per sender who gets what in which phase."""
    parts = [
        (
            name,
            [
                (RECEIVERS[flow.receiver], ", ".join(PHASES[phase].lower() for phase in flow.phases), flow)
                for flow in flows()
                if flow.sender == code
            ],
        )
        for code, name in SENDERS.items()
    ]
    return render(request, "sharing/overview.html", {"parts": parts})
