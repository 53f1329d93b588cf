"""Who knows this, asking one person, and what the asked one does with it."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.experts import asking, knowledge_gaps, profile
from woonoverlast.experts import evidence as finding
from woonoverlast.experts.access import get_ask
from woonoverlast.experts.forms import AskForm, ExpertForm, PassOnForm, SubjectWordsForm
from woonoverlast.experts.models import Ask, SubjectWords
from woonoverlast.experts.subjects import keep, words_of_subjects
from woonoverlast.forum.models import Topic
from woonoverlast.forum.topic_page import HEAD
from woonoverlast.lib.naming import NameSort
from woonoverlast.people import directory
from woonoverlast.people.access import get_person
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.models import Expertise, Membership, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.limits import limited
from woonoverlast.web.paging import DeepPaginator

ASKS_SHOWN = 50
CHOICES = 40


@access(Level.MEMBER, rule="leden zien leden; verborgen kennis telt niet mee")
@require_safe
def experts(request: PersonRequest) -> HttpResponse:
    """Choose a subject or type a question; the people with the evidence for it."""
    viewer = request.user
    form = ExpertForm(request.GET)
    wanted = form.wanted(viewer) if form.is_valid() else None
    found = finding.find(wanted) if wanted else []
    rows = directory.rows([expert.person for expert in found])
    context = {
        "form": form,
        "subjects": wanted.subjects if wanted else [],
        "about": wanted.name if wanted else "",
        "found": list(zip(rows, found, strict=True)),
        "most": finding.SHOWN,
        "years": finding.COUNTED.days // 365,
        "question": form.data.get("vraag", "")[:160],
        "ask_url": "/forum/nieuw/?" + urlencode({"titel": form.data.get("vraag", "")[:160]}),
        "all_subjects": Expertise.objects.order_by("facet", "name"),
    }
    return render(request, "experts/experts.html", context)


@access(Level.MEMBER, rule="alleen antwoorden die de lezer mag zien")
@require_safe
def answers(request: PersonRequest, pk: int) -> HttpResponse:
    """What somebody answered, of one subject where the link says so."""
    viewer = request.user
    person = get_person(viewer, pk)
    about = Expertise.objects.filter(slug=request.GET.get("onderwerp", "")).first()
    page = DeepPaginator(profile.answers_of(person, viewer=viewer, about=about), 30)
    context = {
        "person": person,
        "about": about,
        "is_self": viewer.pk == person.pk,
        "page": page.get_page(PageForm(request.GET).number),
    }
    return render(request, "experts/answers.html", context)


@access(Level.MEMBER)
@require_safe
def asked(request: PersonRequest) -> HttpResponse:
    """What I am asked about."""
    asks = list(asking.asks_to(request.user)[:ASKS_SHOWN])
    context = {
        "open_asks": [ask for ask in asks if not ask.response],
        "settled": [ask for ask in asks if ask.response],
        "per_week": asking.PER_WEEK,
    }
    return render(request, "experts/asked.html", context)


@access(Level.MEMBER, rule="alleen wie gevraagd is")
@require_POST
@limited(60, per=timedelta(hours=1))
def declining(request: PersonRequest, pk: int) -> HttpResponse:
    ask = get_ask(request.user, pk)
    attempt(request, lambda: asking.decline(ask), done="Dank je. We vragen iemand anders.")
    return redirect("experts:asked")


@access(Level.MEMBER, rule="alleen wie gevraagd is")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def passing_on(request: PersonRequest, pk: int) -> HttpResponse:
    viewer = request.user
    ask = get_ask(viewer, pk)
    likely, colleagues = choices_for(ask, viewer)
    form = PassOnForm(request.POST or None, likely=likely, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: asking.pass_on(ask, to=form.chosen(), by=viewer), field="person"):
            messages.success(request, f"{form.chosen()} krijgt je vraag. Dank je.")
            return redirect("experts:asked")
    context = {"form": form, "ask": ask, "has_choice": bool(form.people)}
    return render(request, "experts/pass_on.html", context, status=422 if form.errors else 200)


def choices_for(ask: Ask, viewer: Person) -> tuple[list[Person], list[Person]]:
    """Visible people who can be asked: who likely knows, and colleagues."""
    able = asking.can_be_asked(ask.topic).filter(pk__in=Person.objects.visible_to(viewer).values("pk"))
    able = able.exclude(pk=viewer.pk)
    wanted = finding.Wanted(asking.subjects_of(ask.topic), able)
    likely = [expert.person for expert in finding.find(wanted, count=8)]
    mine = [role.organisation_id for role in viewer.active_roles]
    near = Membership.objects.active().filter(organisation__in=mine).values("person")
    colleagues = able.filter(pk__in=near).exclude(pk__in=[person.pk for person in likely]).order_by(NameSort("name"))
    return likely, list(colleagues[:CHOICES])


@access(Level.MEMBER, rule="over eigen vragen, aan leden die je ziet")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def ask_person(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask one person about a question of my own; who has none writes one, and the person hears of it at once."""
    viewer = request.user
    person = get_person(viewer, pk)
    topics = own_questions(viewer)
    write_url = "/forum/nieuw/?" + urlencode(
        {"aan": pk, "soort": "question", "titel": request.GET.get("vraag", "")[:160]}
    )
    if not topics.exists() and person.pk != viewer.pk and request.method != "POST":
        messages.info(request, f"Schrijf je vraag. {person} krijgt bericht zodra hij op het forum staat.")
        return redirect(write_url)
    form = AskForm(request.POST or None, topics=topics)
    if request.method == "POST" and form.is_valid():
        topic = form.cleaned_data["topic"]
        if attempt_form(form, lambda: asking.ask_person(topic, person, by=viewer), field="topic"):
            messages.success(request, f"{person} krijgt bericht van je vraag.", extra_tags=HEAD)
            return redirect(topic)
    context = {"form": form, "person": person, "has_questions": topics.exists(), "is_self": person.pk == viewer.pk}
    context["write_url"] = write_url
    return render(request, "experts/ask_person.html", context, status=422 if form.errors else 200)


def own_questions(person: Person) -> QuerySet[Topic]:
    """My questions that are open still, the newest first."""
    return asking.open_questions(Topic.objects.visible_to(person).filter(author=person)).order_by("-started_at")


@access(Level.EDITOR)
@require_safe
def gaps(request: PersonRequest) -> HttpResponse:
    """Subjects and themes for which there is nobody."""
    return render(
        request,
        "experts/gaps.html",
        {"subjects": knowledge_gaps.subjects(), "themes": knowledge_gaps.themes(), "days": knowledge_gaps.PERIOD.days},
    )


@access(Level.EDITOR)
@require_safe
def subject_list(request: PersonRequest) -> HttpResponse:
    """The words by which questions are recognised, by subject."""
    words, changed = (
        words_of_subjects(),
        SubjectWords.objects.select_related("changed_by").in_bulk(field_name="subject_id"),
    )
    rows = [
        (subject, "; ".join(words.get(subject.slug, [])), changed.get(subject.pk))
        for subject in Expertise.objects.order_by("facet", "name")
    ]
    return render(request, "experts/subject_list.html", {"rows": rows})


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def subject_words(request: PersonRequest, slug: str) -> HttpResponse:
    subject = get_object_or_404(Expertise, slug=slug)
    form = SubjectWordsForm(request.POST or None, initial={"words": "; ".join(words_of_subjects().get(slug, []))})
    if request.method == "POST" and form.is_valid():
        keep(subject, form.cleaned_data["words"], by=request.user)
        messages.success(request, f"De woorden van {subject} zijn opgeslagen. Zoeken naar kenners gebruikt ze meteen.")
        return redirect("experts:subject_list")
    context = {"form": form, "subject": subject}
    return render(request, "experts/subject_words.html", context, status=422 if form.errors else 200)
