"""The guard of personal data while somebody writes on the forum."""

import uuid
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from openpyxl.comments import Comment

from woonoverlast.forum import guarding
from woonoverlast.forum.models import Attachment, Post, Topic, Withholding
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.lib.uploads.tests.made import NAMESPACE, excel, pdf, word, word_with
from woonoverlast.people.models import Organisation, Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality

FLAGGED = ("Sharon Wijnaldum", "06-28371940", "Kastanjelaan 14", "115568967")
TELLING = f"<div>Het gaat om {FLAGGED[0]}, {FLAGGED[1]}, {FLAGGED[2]}, bsn {FLAGGED[3]}.</div>"


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def reply(client: Client, topic: Topic, body: str, **changes: Any) -> Any:
    values = {"body": body, "form_key": str(uuid.uuid4())}
    return client.post(f"/forum/onderwerp/{topic.pk}/reageren/", values | changes)


def ask(client: Client, **changes: Any) -> Any:
    values = {
        "kind": "question",
        "title": "Wie weet hier raad mee?",
        "theme": a_theme().slug,
        "body": "<div>Dag.</div>",
    }
    return client.post("/forum/nieuw/", values | {"form_key": str(uuid.uuid4())} | changes)


def found(response: Any) -> list[str]:
    return [hit.text for hit in response.context["form"].findings]


def test_everything_found_is_shown_with_reason_and_replacement(member: Client, cast: Cast) -> None:
    response = reply(member, ask_question(cast.colleague), TELLING)
    page = response.content.decode()
    assert response.status_code == 422
    assert found(response) == list(FLAGGED)
    assert "Dit lijkt op een burgerservicenummer (BSN)." in page
    assert "Vervang door “[adres]”" in page
    assert "Waarom mag dit blijven staan?" in page
    assert not Post.objects.filter(number=2).exists()


def test_title_is_looked_over_too(member: Client) -> None:
    assert found(ask(member, title="Wat te doen met Sharon Wijnaldum?")) == ["Sharon Wijnaldum"]


def test_one_click_replaces_in_the_text(member: Client, cast: Cast) -> None:
    response = reply(member, ask_question(cast.colleague), TELLING, replace="2")
    assert response.status_code == 422
    assert "[adres]" in response.context["form"]["body"].value()
    assert found(response) == [FLAGGED[0], FLAGGED[1], FLAGGED[3]]


def test_one_click_replaces_everything(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    assert "Vervang ze alle" in reply(member, topic, TELLING).content.decode()
    text = reply(member, topic, TELLING, replace="-1").content.decode()
    assert "lijkt op" not in text
    assert "Vervangen. Lees je tekst nog eens na" in text
    assert not Post.objects.filter(author=cast.member).exists()


def test_one_click_replaces_in_the_title(member: Client) -> None:
    response = ask(member, title="Wat te doen met Sharon Wijnaldum?", replace="0")
    assert response.context["form"]["title"].value() == "Wat te doen met een bewoner?"


def test_name_across_tags_is_found_and_replaced(member: Client, cast: Cast) -> None:
    body = "<div>Dat zei <strong>Sharon</strong>&nbsp;<em>Wijn\u200baldum</em> ook.</div>"
    response = reply(member, ask_question(cast.colleague), body, replace="0")
    typed = response.context["form"]["body"].value()
    assert "een bewoner" in typed
    assert "aldum" not in typed
    assert found(response) == []


def test_address_behind_a_link_is_found(member: Client, cast: Cast) -> None:
    body = '<div><a href="mailto:h.vandenbrink83@gmail.com">Mail hem</a></div>'
    assert found(reply(member, ask_question(cast.colleague), body)) == ["h.vandenbrink83@gmail.com"]


def test_explained_text_waits_for_an_editor(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    response = reply(member, topic, TELLING, explanation="Dit is een verzonnen voorbeeld.")
    assert response.status_code == 302
    held = Withholding.objects.get()
    assert (held.kind, held.reason) == (Withholding.Kind.REVIEW, "Dit is een verzonnen voorbeeld.")
    page = f"/forum/onderwerp/{topic.pk}/"
    assert "wacht op een redacteur" in member.get(page).content.decode()
    assert FLAGGED[0] not in logged_in(cast.outsider).get(page).content.decode()


def test_explained_new_topic_waits_for_an_editor(member: Client, cast: Cast) -> None:
    ask(member, body=TELLING, explanation="Dit is een verzonnen voorbeeld.")
    topic = Topic.objects.get()
    assert logged_in(cast.outsider).get(f"/forum/onderwerp/{topic.pk}/").status_code == 404
    assert member.get(f"/forum/onderwerp/{topic.pk}/").status_code == 200


def test_empty_explanation_explains_nothing(member: Client, cast: Cast) -> None:
    assert reply(member, ask_question(cast.colleague), TELLING, explanation="  ok  ").status_code == 422


def test_explanation_without_findings_holds_nothing(member: Client, cast: Cast) -> None:
    reply(member, ask_question(cast.colleague), "<div>Bel de GGD.</div>", explanation="Dit mag gewoon.")
    assert Post.objects.filter(number=2).exists()
    assert not Withholding.objects.exists()


def test_change_is_looked_over_too(member: Client, cast: Cast) -> None:
    post = answer(ask_question(cast.colleague), cast.member)
    values = {"body": TELLING, "reason": "Verhaal van Sharon Wijnaldum"}
    response = member.post(f"/forum/reactie/{post.pk}/wijzigen/", values)
    assert response.status_code == 422
    assert found(response) == ["Sharon Wijnaldum", *FLAGGED]
    member.post(f"/forum/reactie/{post.pk}/wijzigen/", values | {"explanation": "Dit is verzonnen."})
    assert Withholding.objects.get().post == post


def test_own_signature_is_free(member: Client, cast: Cast) -> None:
    person = cast.member
    person.name = "Marieke van der Veen"
    person.save()
    body = f"<div>Groet, Marieke van der Veen ({cast.here.name}), {person.email}</div><div>M. van der Veen</div>"
    assert reply(member, ask_question(cast.colleague), body).status_code == 302


def test_signature_of_another_is_not_free(member: Client, cast: Cast) -> None:
    body = "<div>Groet, Marieke van der Veen</div>"
    assert found(reply(member, ask_question(cast.colleague), body)) == ["Marieke van der Veen"]


def test_hidden_mail_address_is_not_free(member: Client, cast: Cast) -> None:
    cast.member.hidden_fields = ["email"]
    cast.member.save()
    assert found(reply(member, ask_question(cast.colleague), f"<div>{cast.member.email}</div>")) == [cast.member.email]


def named(person: Person, name: str) -> Person:
    person.name = name
    person.save()
    return person


def test_colleague_of_the_directory_may_be_named(member: Client, cast: Cast) -> None:
    topic, body = ask_question(cast.colleague), "<div>Vraag het R. Bouzid, of Rachid Bouzid.</div>"
    assert found(reply(member, topic, body)) == ["R. Bouzid", "Rachid Bouzid"]
    named(cast.outsider, "Rachid Bouzid")
    assert reply(member, topic, body).status_code == 302


def test_surname_of_a_colleague_says_nothing_of_who_is_meant(member: Client, cast: Cast) -> None:
    named(cast.outsider, "Rachid Bouzid")
    body = "<div>Zijn buurman is Karim Bouzid.</div>"
    assert found(reply(member, ask_question(cast.colleague), body)) == ["Karim Bouzid"]


def test_who_was_a_member_may_be_named_where_he_wrote(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    named(cast.colleague, "Truus Hoekstra").memberships.update(ended_on="2020-01-01")
    body = "<div>Dat schreef Truus Hoekstra.</div>"
    assert found(reply(member, ask_question(cast.outsider), body)) == ["Truus Hoekstra"]
    assert reply(member, topic, body).status_code == 302


def test_replacing_leaves_what_only_looks_the_same(member: Client, cast: Cast) -> None:
    body = "<div>Bel 06-28371940, niet 06-28371940x of zaak 06-28371940-7.</div>"
    response = reply(member, ask_question(cast.colleague), body, replace="-1")
    assert "[telefoonnummer], niet 06-28371940x of zaak 06-28371940-7" in response.context["form"]["body"].value()


def test_name_of_an_organisation_is_free(member: Client, cast: Cast) -> None:
    body = "<div>Vraag het bij de Sharon Wijnaldum Kring.</div>"
    topic = ask_question(cast.colleague)
    assert found(reply(member, topic, body)) == ["Sharon Wijnaldum"]
    Organisation.objects.create(name="Sharon Wijnaldum Kring", slug="kring", kind="care")
    assert reply(member, topic, body).status_code == 302


def test_no_municipality_sets_it_off(cast: Cast) -> None:
    names = Municipality.objects.values_list("name", flat=True)
    text = "\n".join(f"In {name} en gemeente {name}. {name} doet mee, zegt het college van {name}." for name in names)
    assert guarding.look({"body": text}, by=cast.member, files=[]) == []


def word_part(name: str, inner: str) -> bytes:
    return word_with(f"word/{name}.xml", f"<w:{name} {NAMESPACE}>{inner}</w:{name}>")


def written_in_word(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def excel_book(change: Callable[[Workbook], object]) -> bytes:
    book, made = Workbook(), BytesIO()
    change(book)
    book.save(made)
    return made.getvalue()


def hidden_sheet(book: Workbook) -> None:
    sheet = book.create_sheet("Lijst")
    sheet.append(["Sharon Wijnaldum"])
    sheet.sheet_state = "hidden"


def comment_in_a_cell(book: Workbook) -> None:
    book.active["A1"] = "3"  # type: ignore[index]
    book.active["A1"].comment = Comment("Bel Sharon Wijnaldum", "platform")  # type: ignore[index]


STRUCK_OUT = "<w:p><w:del><w:r><w:delText>Sharon Wijnaldum</w:delText></w:r></w:del></w:p>"


@pytest.mark.parametrize(
    "data",
    [
        pdf("Bewoner Sharon Wijnaldum"),
        pdf(author="Sharon Wijnaldum"),
        word("Gesproken met Sharon Wijnaldum."),
        word(creator="Sharon Wijnaldum"),
        word_part("comments", f"<w:comment>{written_in_word('Bel Sharon Wijnaldum')}</w:comment>"),
        word_part("hdr", written_in_word("Dossier Sharon Wijnaldum")),
        word_part("footnotes", f"<w:footnote>{written_in_word('Zie Sharon Wijnaldum')}</w:footnote>"),
        word_part("hdr", STRUCK_OUT),
        excel(["Voornaam", "Achternaam"], ["Sharon", "Wijnaldum"]),
        excel_book(hidden_sheet),
        excel_book(comment_in_a_cell),
        excel_book(lambda book: book.create_sheet("Sharon Wijnaldum")),
    ],
    ids=[
        "pdf",
        "pdf properties",
        "word",
        "word properties",
        "comment",
        "header",
        "footnote",
        "struck out",
        "excel",
        "hidden sheet",
        "comment in a cell",
        "name of a sheet",
    ],
)
def test_file_is_looked_through(member: Client, cast: Cast, data: bytes) -> None:
    upload = SimpleUploadedFile("bijlage.bin", data)
    response = reply(member, ask_question(cast.colleague), "<div>Zie bijlage.</div>", upload=[upload])
    assert found(response)[0].split()[-2:] == ["Sharon", "Wijnaldum"]
    assert "Haal dit bestand weg" in response.content.decode()


def test_name_of_a_file_is_looked_over(member: Client, cast: Cast) -> None:
    upload = SimpleUploadedFile("Dossier Sharon Wijnaldum.pdf", pdf())
    response = reply(member, ask_question(cast.colleague), "<div>Zie bijlage.</div>", upload=[upload])
    assert found(response) == ["Sharon Wijnaldum"]


def test_one_click_takes_the_file_away(member: Client, cast: Cast, folder: Path) -> None:
    topic = ask_question(cast.colleague)
    reply(member, topic, "<div>Zie bijlage.</div>", upload=[SimpleUploadedFile("a.pdf", pdf("Sharon Wijnaldum"))])
    file = Attachment.objects.get()
    response = reply(member, topic, "<div>Zie bijlage.</div>", attachments=[file.pk], drop=file.pk)
    assert found(response) == []
    assert not Attachment.objects.exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_explained_file_waits_with_its_post(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    reply(member, topic, "<div>Zie.</div>", upload=[SimpleUploadedFile("a.pdf", pdf("Sharon Wijnaldum"))])
    file = Attachment.objects.get()
    reply(member, topic, "<div>Zie.</div>", attachments=[file.pk], explanation="Een bekende auteur.")
    assert Withholding.objects.get().kind == Withholding.Kind.REVIEW
    assert logged_in(cast.outsider).get(f"/forum/bijlagen/{file.pk}/").status_code == 404


def test_file_added_in_a_change_waits_too(member: Client, cast: Cast) -> None:
    post = answer(ask_question(cast.colleague), cast.member)
    upload = SimpleUploadedFile("a.pdf", pdf("Sharon Wijnaldum"))
    member.post(f"/forum/reactie/{post.pk}/wijzigen/", {"body": post.body, "upload": [upload]})
    file = Attachment.objects.get()
    values = {"body": post.body, "attachments": [file.pk], "explanation": "Een bekende auteur."}
    member.post(f"/forum/reactie/{post.pk}/wijzigen/", values)
    assert Withholding.objects.get().post == post


def everything_stored() -> str:
    """All rows of all tables that are ours, as one text."""
    return "\n".join(str(list(model._default_manager.values())) for model in apps.get_models())


def test_blocked_text_is_in_no_row_and_no_log(
    member: Client, cast: Cast, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    topic = ask_question(cast.colleague)
    upload = SimpleUploadedFile("a.docx", word("\n".join(FLAGGED)))
    response = reply(member, topic, TELLING, upload=[upload])
    assert len(found(response)) > len(FLAGGED)
    told = caplog.text + "".join(str(record.__dict__) for record in caplog.records) + "".join(capfd.readouterr())
    kept = everything_stored()
    assert not [words for words in FLAGGED if words in told or words in kept]
    # The same look sees it when it is there.
    reply(member, topic, TELLING, explanation="Dit is een verzonnen voorbeeld.")
    assert all(words in everything_stored() for words in FLAGGED)


def test_hit_does_not_show_itself(cast: Cast) -> None:
    [hit, *_] = guarding.look({"body": TELLING}, by=cast.member, files=[])
    assert hit.text == FLAGGED[0]
    assert FLAGGED[0] not in repr(hit)
