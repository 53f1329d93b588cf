"""The chooser: a question a page, then the advice. What is answered stands in the address and is kept nowhere."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.chooser import advising, keeping, rules, taking_along
from woonoverlast.chooser.calling import contacts_in
from woonoverlast.chooser.forms import AnswersForm, RuleTableForm
from woonoverlast.chooser.loading import tracks
from woonoverlast.chooser.models import RuleTable
from woonoverlast.chooser.questions import DIMENSIONS, QUESTIONS, SEVERITY
from woonoverlast.instruments.models import Instrument
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.places.models import Municipality
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt_form


@access(Level.PUBLIC)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The next question, or the advice when all are answered. No form, no cookie: each answer is a link."""
    form = AnswersForm(request.GET)
    if form.next_question is None:
        return answer(request, form)
    answers, question = form.answers, form.next_question
    links = [(text, "?" + urlencode({**answers, question.name: code})) for code, text in question.answers.items()]
    context = {
        "question": question,
        "links": links,
        "number": len(answers) + 1,
        "total": len(QUESTIONS),
        "answered": answered(answers),
        "back": "?" + urlencode(dict(list(answers.items())[:-1])) if answers else "",
        "is_severity": question.answers is SEVERITY,
    }
    return render(request, "chooser/question.html", context)


def answer(request: HttpRequest, form: AnswersForm) -> HttpResponse:
    answers = form.answers
    viewer = request.user if isinstance(request.user, Person) else None
    municipality = form.cleaned_data.get("gemeente") or own_municipality(viewer, asked="gemeente" in request.GET)
    advice = advising.advise(answers, municipality, day=timezone.localdate())
    if advice is None:
        return render(request, "chooser/no_table.html", status=503)
    shown = AnswersForm(initial={**answers, "gemeente": municipality})
    context = {
        "advice": advice,
        "answered": answered(answers),
        "again": "?" + urlencode(dict(list(answers.items())[:-1])),
        "form": shown,
        "municipality": municipality,
        "contacts": contacts_in(municipality, viewer) if municipality else None,
        "case_url": taking_along.case_url(answers),
        "is_member": bool(viewer and viewer.is_member),
        "today": timezone.localdate(),
    }
    return render(request, "chooser/answer.html", context)


def own_municipality(viewer: Person | None, *, asked: bool) -> Municipality | None:
    """Of who is logged in, as long as he did not choose: also "none" is a choice."""
    return viewer.municipality if viewer and not asked else None


def answered(answers: dict[str, str]) -> list[tuple[str, str, str]]:
    """What was asked, what was answered, and the address that asks it again."""
    rows = []
    for place, question in enumerate(QUESTIONS[: len(answers)]):
        before = dict(list(answers.items())[:place])
        rows.append((question.text, question.answers[answers[question.name]], "?" + urlencode(before)))
    return rows


@access(Level.PUBLIC)
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule of today, by instrument, with its reason and its source."""
    standing = get_table()
    made, _ = rules.read(standing.text)
    names = dict(Instrument.objects.values_list("slug", "name"))
    context = {
        "table": standing,
        "rows": [(rule, names.get(rule.instrument, rule.instrument), where_in_words(rule)) for rule in made],
        "tables": RuleTable.objects.order_by("-valid_from"),
        "advice": rules.ADVICE,
    }
    return render(request, "chooser/rules.html", context)


def where_in_words(rule: rules.Rule) -> str:
    """The answers for which a rule counts, without the questions that make no difference."""
    parts = []
    for name, known in DIMENSIONS.items():
        chosen = rule.where[name]
        if len(chosen) < len(known):
            parts.append(f"{name}: " + ", ".join(text.lower() for code, text in known.items() if code in chosen))
    return "; ".join(parts) or "altijd"


def get_table() -> RuleTable:
    standing = RuleTable.objects.on(timezone.localdate()).first()
    if standing is None:
        raise Http404
    return standing


@access(Level.PUBLIC)
@require_safe
def rules_csv(request: HttpRequest) -> HttpResponse:
    """The table of today, exactly as it is read back."""
    response = HttpResponse(get_table().text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="keuzehulp-regels.csv"'
    return response


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_table(request: PersonRequest) -> HttpResponse:
    form = RuleTableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        if attempt_form(form, lambda: keeping.begin_table(**cleaned, by=request.user), field="valid_from"):
            messages.success(request, f"De tabel is goed en geldt vanaf {cleaned['valid_from']:%d-%m-%Y}.")
            return redirect("chooser:rules")
    context = {"form": form, "table": RuleTable.objects.on(timezone.localdate()).first(), "known": sorted(tracks())}
    return render(request, "chooser/new_table.html", context, status=422 if form.errors else 200)
