"""Inviting, one or many, and the page that an invitation leads to."""

from datetime import timedelta

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.account.utils import complete_signup
from allauth.utils import get_form_class
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.tables import csv_bytes
from woonoverlast.people import caps, inviting, inviting_many
from woonoverlast.people.forms.inviting import (
    FromMunicipalityForm,
    InviteForm,
    InviteManyForm,
    ResultFilterForm,
)
from woonoverlast.people.models import Invitation, InvitationBatch, InvitationLine, Person
from woonoverlast.people.requests import PersonRequest, signed_in
from woonoverlast.places.models import Municipality
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited


@access(Level.MEMBER, rule="alleen eigen uitnodigingen")
@require_safe
def invitations(request: PersonRequest) -> HttpResponse:
    """What I sent and what came of it."""
    person = request.user
    mine = Invitation.objects.filter(by=person).select_related("organisation", "municipality", "accepted_by")
    now = timezone.now()
    context = {
        "pending": [(row, inviting.may_be_reminded(row)) for row in mine.pending()[:200]],
        "accepted": mine.exclude(accepted_at=None)[:100],
        "expired": mine.filter(accepted_at=None, withdrawn_at=None, expires_at__lte=now)[:100],
        "batches": InvitationBatch.objects.filter(by=person).order_by("-created_at")[:20],
    }
    return render(request, "people/invitations.html", context)


@access(Level.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def invite(request: PersonRequest) -> HttpResponse:
    person = request.user
    municipality = asked_municipality(request)
    form = InviteForm(request.POST or None, person=person, initial={"municipality": municipality})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = inviting.invite(by=person, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, f"De uitnodiging aan {invitation.email} is verstuurd.")
            return redirect("people:invitations")
    context = {"form": form, "municipality": municipality}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


def asked_municipality(request: HttpRequest) -> Municipality | None:
    form = FromMunicipalityForm(request.GET)
    slug = form.cleaned_data["gemeente"] if form.is_valid() else ""
    return Municipality.objects.current().filter(slug=slug).first() if slug else None


@access(Level.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(10, per=timedelta(hours=1))
def invite_many(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = InviteManyForm(request.POST or None, request.FILES or None, person=person)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = inviting_many.prepare_batch(
            form.cleaned_data["listed"],
            by=person,
            organisation=form.cleaned_data["organisation"],
            note=form.cleaned_data["note"],
            file_name=file.name if file else "",
        )
        return redirect("people:invitation_batch", batch.pk)
    return render(request, "people/invite_many.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen eigen lijsten")
@require_safe
def invitation_batch(request: PersonRequest, pk: int) -> HttpResponse:
    """Before it is sent: what would happen. Afterwards: the result per row, and how far the job is."""
    batch = get_object_or_404(InvitationBatch, pk=pk, by=request.user)
    form = ResultFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"result": "", "pagina": 1}
    lines = batch.lines.filter(result=chosen["result"]) if chosen["result"] else batch.lines.all()
    counts = inviting_many.counts(batch)
    context = {
        "batch": batch,
        "form": ResultFilterForm({"result": chosen["result"]}),
        "page": Paginator(lines, 100).get_page(int(str(chosen["pagina"] or 1))),
        "counts": [(result.label, count) for result, count in counts.items()],
        "total": sum(counts.values()),
        "domains": wrong_domains(batch) if counts.get(InvitationLine.Result.WRONG_DOMAIN) else "",
        "open": inviting_many.open_invitations(batch).count() if batch.finished_at else 0,
        "done": sum(counts.values()) - counts.get(InvitationLine.Result.WAITING, 0),
        "waiting": counts.get(InvitationLine.Result.WAITING, 0),
        "too_many": counts.get(InvitationLine.Result.TOO_MANY, 0),
        "most": caps.INVITATIONS.most_of(batch.by),
    }
    return render(request, "people/invitation_batch.html", context)


def wrong_domains(batch: InvitationBatch) -> str:
    return inviting.domains_in_words(batch.organisation) if batch.organisation else ""


@access(Level.MEMBER, rule="alleen eigen lijsten")
@require_POST
@limited(10, per=timedelta(hours=1))
def invitation_batch_start(request: PersonRequest, pk: int) -> HttpResponse:
    """Send what was shown."""
    batch = get_object_or_404(InvitationBatch, pk=pk, by=request.user)
    attempt(request, lambda: inviting_many.start_batch(batch), done="De uitnodigingen gaan nu de deur uit.")
    return redirect("people:invitation_batch", batch.pk)


@access(Level.MEMBER, rule="alleen eigen lijsten")
@require_POST
@limited(60, per=timedelta(hours=1))
def invitation_batch_away(request: PersonRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(InvitationBatch, pk=pk, by=request.user)
    attempt(request, lambda: inviting_many.throw_away(batch), done="De lijst is weg. Er is niets verstuurd.")
    return redirect("people:invite_many")


@access(Level.MEMBER, rule="alleen eigen lijsten")
@require_POST
@limited(60, per=timedelta(hours=1))
def invitation_batch_withdrawal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back all at once what nobody has taken yet."""
    batch = get_object_or_404(InvitationBatch, pk=pk, by=request.user)
    number = inviting_many.withdraw_open(batch)
    messages.success(request, f"{number} uitnodiging{'' if number == 1 else 'en'} ingetrokken.")
    return redirect("people:invitation_batch", batch.pk)


@access(Level.MEMBER, rule="alleen eigen lijsten")
@require_safe
def invitation_batch_csv(request: PersonRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(InvitationBatch, pk=pk, by=request.user)
    rows = ((line.row, line.address, line.get_result_display()) for line in batch.lines.all())
    content = csv_bytes([("regel", "adres", "resultaat"), *rows])
    headers = {"Content-Disposition": f'attachment; filename="uitnodigingen-{batch.pk}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@access(Level.MEMBER, rule="alleen eigen uitnodigingen")
@require_POST
@limited(60, per=timedelta(hours=1))
def reminder(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk, by=request.user)
    attempt(request, lambda: inviting.remind(invitation), done=f"De herinnering aan {invitation.email} is verstuurd.")
    return redirect("people:invitations")


@access(Level.MEMBER, rule="alleen eigen uitnodigingen")
@require_POST
@limited(300, per=timedelta(hours=1))
def invitation_withdrawal(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk, by=request.user)
    attempt(request, lambda: inviting.withdraw(invitation), done="De uitnodiging is ingetrokken.")
    return redirect("people:invitations")


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def invitation_landing(request: HttpRequest, token: str) -> HttpResponse:
    """Who invited you and what this is. The button signs up, or takes the invitation for who is logged in."""
    invitation = inviting.find_by_token(token)
    state = state_of(invitation, request)
    if invitation is None or state != "open":
        status = {"unknown": 404, "foreign": 403}.get(state, 410)
        return render(request, "people/invitation_closed.html", {"state": state}, status=status)
    if request.method == "POST":
        return go_on(request, invitation)
    own = signed_in(request).email if request.user.is_authenticated else ""
    context = {"invitation": invitation, "own_address": own if own != invitation.email else ""}
    return render(request, "people/invitation_landing.html", context)


def state_of(invitation: Invitation | None, request: HttpRequest) -> str:
    """unknown, used, withdrawn, expired, foreign (of another account than the one logged in) or open."""
    if invitation is None:
        return "unknown"
    if invitation.accepted_at:
        return "used"
    if invitation.withdrawn_at:
        return "withdrawn"
    if invitation.expires_at <= timezone.now():
        return "expired"
    is_foreign = request.user.is_authenticated and inviting.is_of_another(invitation, signed_in(request))
    return "foreign" if is_foreign else "open"


def go_on(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Nobody becomes a member before name and function are known: the form for these accepts the invitation."""
    if request.user.is_authenticated:
        inviting.prove_address(invitation, signed_in(request))
        return accepted(request, signed_in(request))
    if Person.objects.filter(email=invitation.email).exists():
        return redirect_to_login(request.path)
    return signed_up(request, invitation.email)


def accepted(request: HttpRequest, person: Person) -> HttpResponse:
    if not person.has_profile:
        return redirect("people:join_profile")
    inviting.accept_pending(person)
    return redirect("people:join")


def signed_up(request: HttpRequest, email: str) -> HttpResponse:
    """The link came to this mailbox, so the address is proven: no second mail with a code."""
    get_adapter(request).stash_verified_email(request, email)
    form = get_form_class(app_settings.FORMS, "signup", SignupForm)({"email": email})
    if not form.is_valid():
        return redirect("account_signup")
    person, response = form.try_save(request)
    answer: HttpResponse = response or complete_signup(request, person, None, reverse("people:join_profile"))
    return answer
