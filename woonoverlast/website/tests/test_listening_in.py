"""What tells somebody else's affairs sideways: subjects, log lines, secret addresses, the administration, old sessions."""

import io
import logging
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.utils import timezone
from pythonjsonlogger.json import JsonFormatter

from woonoverlast.accounts.tests.log_in import ask_code, code_from_mail
from woonoverlast.cases.tests.helpers import put_case
from woonoverlast.config.log_lines import WithoutSecrets, masked
from woonoverlast.forum import feeds
from woonoverlast.forum.models import Kind, Topic
from woonoverlast.forum.tests.helpers import a_theme, ask_question, withhold
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import mail_domains, stewardship
from woonoverlast.people.admin import Logged, LookOnly, LookOnlyInline
from woonoverlast.people.models import Act, MailDomain, Membership, Organisation, Person
from woonoverlast.people.testing import Cast, logged_in, make_person

# Codes and tokens


def test_no_code_stands_in_a_subject(client: Client, db: None) -> None:
    ask_code(client, make_person("noor").email)
    assert code_from_mail() not in mail.outbox[-1].subject
    Client().post("/aanmelden/mailadres/", {"email": "nieuw@werk.example"})
    assert code_from_mail() not in mail.outbox[-1].subject


TOKEN = "Wzk4LCJhYiJd:1tQx9Z:hY3k-0fGq_2Z"


@pytest.mark.parametrize("status", [403, 404, 405, 429])
def test_no_token_stands_in_a_log_line(status: int) -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(WithoutSecrets())
    handler.setFormatter(JsonFormatter("%(message)s"))
    path = f"/afmelden/{TOKEN}/?code={TOKEN}"
    record = logging.LogRecord("django.request", 30, "", 1, "%s: %s", (str(status), path), None)
    record.request = f"<WSGIRequest: GET '{path}'>"
    handler.handle(record)
    assert "/afmelden/***/" in lines.getvalue()
    assert TOKEN not in lines.getvalue()


def test_ordinary_addresses_can_be_read_in_the_log(settings: object) -> None:
    assert masked("Not Found: /forum/onderwerp/12/") == "Not Found: /forum/onderwerp/12/"
    handler = settings.LOGGING["handlers"]["console"]  # type: ignore[attr-defined]
    assert handler["filters"] == ["without_secrets"]


# Secret addresses


def test_a_feed_shows_an_editor_what_every_member_reads(cast: Cast) -> None:
    shown, hidden, casus = ask_question(cast.member), ask_question(cast.member), put_case(cast.member)
    withhold(hidden.opening)
    for person in (cast.editor, cast.member):
        feeds.renew(person)
        found = set(feeds.for_owner(person))
        assert found == {shown}
        assert casus.topic not in found
        page = Client().get(f"/forum/feed/{feeds.address_key(person)}/nieuw.atom").content.decode()
        assert page.count("<entry>") == 1


def test_a_released_case_question_is_in_no_feed(cast: Cast) -> None:
    ask_question(cast.member, kind=Kind.CASE)
    assert not feeds.for_owner(cast.editor).exists()
    assert Topic.objects.visible_to(cast.colleague).exists()


def test_who_left_has_a_feed_of_what_is_public(cast: Cast) -> None:
    ask_question(cast.member)
    Membership.objects.filter(person=cast.outsider).update(ended_on=timezone.localdate())
    assert not feeds.for_owner(Person.objects.get(pk=cast.outsider.pk)).exists()


# Second factor and sessions


@pytest.mark.parametrize("path", ["/", "/forum/", "/agenda/", "/gemeenten/", "/zoeken/?q=overlast"])
def test_public_pages_ask_an_editor_for_the_second_step_first(cast: Cast, path: str) -> None:
    assert logged_in(cast.editor).get(path).status_code == 200
    Authenticator.objects.filter(user=cast.editor).delete()
    client = Client()
    client.force_login(cast.editor)
    answer = client.get(path)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/account/tweede-stap/instellen/")
    assert logged_in(cast.member).get(path).status_code == 200


@pytest.mark.parametrize(("began", "seen"), [(13, 0.1), (3, 2.1)])
def test_the_session_of_an_editor_ends(cast: Cast, began: float, seen: float) -> None:
    client = logged_in(cast.editor)
    assert client.get("/beheer/").status_code == 200
    session, now = client.session, time.time()
    session["office_began"], session["office_seen"] = now - began * 3600, now - seen * 3600
    session.save()
    assert client.get("/beheer/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_session_of_a_member_goes_on(cast: Cast) -> None:
    client = logged_in(cast.member)
    client.get("/")
    assert "office_began" not in client.session


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/account/verwijderen/"),
        ("get", "/account/gegevens.json"),
        ("post", "/forum/feed/"),
        ("post", "/agenda/mijn-kalender/"),
    ],
)
def test_what_cannot_be_undone_asks_for_fresh_proof(cast: Cast, method: str, path: str) -> None:
    cast.member.set_password("vier paarden op het dak")
    cast.member.save()
    client = logged_in(cast.member)
    answer = getattr(client, method)(path)
    assert "/inloggen/opnieuw/" in answer.headers.get("Location", ""), answer.status_code


# Names


def test_moderators_are_named_to_members_only(cast: Cast) -> None:
    theme = a_theme()
    theme.public_since = timezone.now()
    theme.save()
    theme.moderators.add(cast.coordinator)
    for client, named in ((logged_in(cast.member), True), (logged_in(cast.applicant), False), (Client(), False)):
        assert (f"/leden/{cast.coordinator.pk}/" in client.get(theme.get_absolute_url()).content.decode()) is named


# Proof of where somebody works


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "mail.gmail.com", "co.nl", "nl", "co.uk", "github.io", "ziggo.nl", "proton.me", "x", "a b.nl"],
)
def test_a_domain_that_everybody_can_use_proves_nothing(cast: Cast, domain: str) -> None:
    assert mail_domains.problem_with(domain)
    with pytest.raises(NotPossible):
        stewardship.add_domain(domain, organisation=cast.here, by=cast.editor)
    editor = logged_in(cast.editor)
    editor.post(f"/beheer/organisaties/{cast.here.pk}/domeinen/", {"domein": domain})
    editor.post(f"/organisaties/{cast.here.slug}/maildomeinen/", {"domain": domain})
    assert not MailDomain.objects.filter(domain=domain).exists()


def test_a_domain_of_an_organisation_is_fine() -> None:
    good = ["zwolle.nl", "mail.zwolle.nl", "wonen.amsterdam", "groningen.politie.nl"]
    assert [domain for domain in good if mail_domains.problem_with(domain)] == []


# The administration


def test_the_administration_hands_out_no_identity(cast: Cast) -> None:
    client = logged_in(cast.administrator)
    for path in ("account/emailaddress/", "account/emailaddress/add/", "mfa/authenticator/", "people/person/add/"):
        assert client.get(f"/beheer/gegevens/{path}").status_code in {403, 404}, path
    inlines = admin.site._registry[Organisation].inlines
    assert all(issubclass(inline, LookOnlyInline) for inline in inlines)
    assert not admin.site.is_registered(EmailAddress)


def test_what_can_be_changed_in_the_administration_is_logged() -> None:
    ours = {
        model: found for model, found in admin.site._registry.items() if model.__module__.startswith("woonoverlast")
    }
    silent = [m.__name__ for m, found in ours.items() if not isinstance(found, Logged | LookOnly)]
    assert sorted(silent) == ["IncomingMail", "OutgoingMail"]  # to look at only


def test_making_somebody_administrator_stands_in_the_logbook(cast: Cast) -> None:
    client, url = logged_in(cast.administrator), f"/beheer/gegevens/people/person/{cast.member.pk}/change/"
    form = client.get(url).context["adminform"].form
    values = {name: value for name in form.fields if (value := form[name].value())} | {"is_superuser": "on"}
    inlines = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    answer = client.post(url, values | inlines)
    assert answer.status_code == 302, answer.context["errors"]
    act = Act.objects.get(verb="wijzigde bij gegevens")
    assert (act.by, act.target_id) == (cast.administrator, cast.member.pk)
    assert "superuser" in act.note.lower() or "supergebruiker" in act.note.lower()
    assert timezone.now() - act.at < timedelta(minutes=1)
