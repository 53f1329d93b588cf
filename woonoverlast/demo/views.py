"""The mailbox that catches all mail of the demonstration, and the accounts to log in with."""

from datetime import timedelta

from csp.constants import NONE
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.demo import accounts, community
from woonoverlast.demo.mailbox import answer, read
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.notifications.replies import receiving
from woonoverlast.notifications.replies.outcomes import ON_THE_FORUM, SILENT, TOLD
from woonoverlast.notifications.replies.reading import File
from woonoverlast.notifications.replies.verdicts import Verdict
from woonoverlast.people.models import Person
from woonoverlast.web.access import Level, access
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.limits import limited

PER_PAGE = 25
# A mail brings its own markup: no script, no form, nothing from elsewhere.
MAIL_POLICY = {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": True}


class MailFilter(CleanForm):
    aan = forms.CharField(label="E-mailadres", required=False, max_length=254, strip=True)


class AnswerForm(CleanForm):
    """What a mail program asks to answer a mail."""

    text = forms.CharField(
        label="Je antwoord",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="De mail waarop je antwoordt komt eronder, zoals mailprogramma's doen.",
        error_messages={"required": "Schrijf eerst je antwoord."},
    )
    file = forms.FileField(label="Bijlage", required=False)
    use_required_attribute = False

    def sent_along(self) -> list[File]:
        sent = self.cleaned_data["file"]
        return [File(sent.name, sent.read())] if sent else []


@access(Level.DEMONSTRATION)
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    form = MailFilter(request.GET)
    address = form.cleaned_data["aan"] if form.is_valid() else ""
    mails = OutgoingMail.objects.defer("message").filter(to__icontains=address)
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "demo/mailbox.html", {"form": form, "page": page, "address": address})


@access(Level.DEMONSTRATION)
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, get_object_or_404(OutgoingMail, pk=pk), AnswerForm())


def show(request: HttpRequest, caught: OutgoingMail, form: AnswerForm) -> HttpResponse:
    context = {"mail": caught, "readable": read(bytes(caught.message)), "form": form}
    return render(request, "demo/mail.html", context, status=422 if form.errors else 200)


@access(Level.DEMONSTRATION, rule="alleen op een mail die een antwoord aanneemt")
@require_POST
@limited(60, per=timedelta(hours=1))
def mail_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A real mail, that goes the way of mail that a mail server brings."""
    caught = get_object_or_404(OutgoingMail, pk=pk)
    raw = bytes(caught.message)
    to = read(raw).reply_to
    if not to:
        raise Http404
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, caught, form)
    name = Person.objects.filter(email=caught.to).values_list("name", flat=True).first() or ""
    sent = answer(raw, by=caught.to, name=name, text=form.cleaned_data["text"], files=form.sent_along())
    say(request, receiving.receive(sent, to=to))
    return redirect("demo:mail", pk)


def say(request: HttpRequest, verdict: Verdict | None) -> None:
    """What became of it; where a mail tells more, that it came."""
    if verdict is None:
        messages.info(request, "Je antwoord is binnen en wordt zo bekeken.")
        return
    more = "" if verdict.outcome in SILENT else " Er ging een mail terug die zegt waarom."
    level = messages.SUCCESS if verdict.outcome in ON_THE_FORUM else messages.WARNING
    messages.add_message(request, level, f"{TOLD[verdict.outcome].title}.{more}")


@access(Level.DEMONSTRATION)
@require_safe
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def mail_as_html(request: HttpRequest, pk: int) -> HttpResponse:
    readable = read(bytes(get_object_or_404(OutgoingMail, pk=pk).message))
    if not readable.html:
        raise Http404
    return HttpResponse(readable.html)


@access(Level.DEMONSTRATION)
@require_safe
def log_ins(request: HttpRequest) -> HttpResponse:
    """The fixed accounts with the code that their authenticator app would show now."""
    context = {"accounts": accounts.ACCOUNTS, "password": accounts.PASSWORD, "present": community.exists()}
    return render(request, "demo/log_ins.html", context)
