"""Materials and questions after an event: who adds, who sees."""

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from woonoverlast.attendance import materials
from woonoverlast.attendance.models import Material, RaisedQuestion
from woonoverlast.attendance.tests.day import over, path, place
from woonoverlast.events.models import Event
from woonoverlast.lib.uploads.tests.made import pdf
from woonoverlast.people.testing import Cast, logged_in

NEW = "na-afloop/materiaal/"


@pytest.fixture
def event(cast: Cast, settings: Any, tmp_path: Any) -> Event:
    settings.MEDIA_ROOT = tmp_path
    return over(cast.coordinator)


def a_pdf() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def a_link(event: Event, seen_by: str = "members") -> Material:
    by = event.organisers.get()
    return materials.add_link(event, title="Opname", seen_by=seen_by, url="https://video.example/1", by=by)


def upload(cast: Cast, event: Event, data: bytes, name: str = "../Sheets  van\u202e.PDF.exe", **fields: str) -> Any:
    sent = {"file": SimpleUploadedFile(name, data), "title": "", "seen_by": "members", **fields}
    return logged_in(cast.coordinator).post(path(event, NEW + "?soort=file"), sent)


def test_file_is_checked_and_named_by_its_content(cast: Cast, event: Event) -> None:
    assert upload(cast, event, a_pdf()).status_code == 302
    made = Material.objects.get()
    assert (made.name, made.media_type, made.title) == ("Sheets van.pdf", "application/pdf", "Sheets van")
    answer: Any = logged_in(cast.member).get(f"/agenda/materiaal/{made.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.getvalue().startswith(b"%PDF-")


def test_other_kinds_of_file_are_refused(cast: Cast, event: Event) -> None:
    answer = upload(cast, event, b"MZ this is a program")
    assert answer.status_code == 422
    assert "Dit soort bestand kan niet" in answer.content.decode()
    assert not Material.objects.exists()
    assert upload(cast, event, a_picture()).status_code == 302  # the control


def test_link_and_minutes(cast: Cast, event: Event) -> None:
    client = logged_in(cast.coordinator)
    client.post(
        path(event, NEW + "?soort=link"), {"title": "Opname", "url": "https://video.example/1", "seen_by": "everybody"}
    )
    body = {"title": "Verslag", "body": "<p>Wij spraken <b>af</b>.</p><script>x</script>", "seen_by": "members"}
    client.post(path(event, NEW + "?soort=minutes"), body)
    link, minutes = Material.objects.all()
    assert logged_in(None).get(f"/agenda/materiaal/{link.pk}/")["Location"] == "https://video.example/1"
    assert "Wij spraken af." in minutes.text
    page = logged_in(cast.member).get(f"/agenda/materiaal/{minutes.pk}/").content.decode()
    assert "<script>x" not in page
    assert "Wij spraken <strong>af</strong>" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "geen adres"])
def test_addresses_that_are_no_page_are_refused(cast: Cast, event: Event, url: str) -> None:
    answer = logged_in(cast.coordinator).post(
        path(event, NEW + "?soort=link"), {"title": "Opname", "url": url, "seen_by": "members"}
    )
    assert answer.status_code == 422
    assert not Material.objects.exists()


def test_numbers_of_people_are_refused_and_names_are_asked(cast: Cast, event: Event) -> None:
    client = logged_in(cast.coordinator)
    words = {"title": "Verslag", "seen_by": "members"}
    number = words | {"body": "<p>De bewoner heeft bsn 123456782.</p>", "names_ok": "on"}
    answer = client.post(path(event, NEW + "?soort=minutes"), number)
    assert answer.status_code == 422
    assert "123456782" in answer.content.decode()  # what was typed is there still
    name = words | {"body": "<p>Jan de Vries sprak over regie.</p>"}
    asked = client.post(path(event, NEW + "?soort=minutes"), name)
    assert "niet van bewoners" in asked.content.decode()
    assert client.post(path(event, NEW + "?soort=minutes"), name | {"names_ok": "on"}).status_code == 302


def test_name_of_a_resident_in_a_file_or_its_name_is_asked(cast: Cast, event: Event) -> None:
    assert "‘Sharon Wijnaldum’" in upload(cast, event, pdf("Gesproken met Sharon Wijnaldum.")).content.decode()
    named = upload(cast, event, a_pdf(), name="Dossier Sharon Wijnaldum.pdf")
    assert "‘Sharon Wijnaldum’" in named.content.decode()
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("seen_by", "seeing"),
    [
        ("everybody", {"", "outsider", "member", "coordinator", "editor"}),
        ("members", {"outsider", "member", "coordinator", "editor"}),
        ("participants", {"member", "coordinator", "editor"}),
    ],
)
def test_each_sees_what_is_for_him(cast: Cast, event: Event, seen_by: str, seeing: set[str]) -> None:
    place(event, cast.member)
    found = a_link(event, seen_by)
    for role in ("", "outsider", "member", "coordinator", "editor"):
        client = logged_in(getattr(cast, role) if role else None)
        sees = role in seeing
        assert client.get(f"/agenda/materiaal/{found.pk}/").status_code == (302 if sees else 404), role
        assert ("Opname" in client.get(path(event)).content.decode()) == sees, role


def test_material_of_a_hidden_event_is_absent(cast: Cast) -> None:
    found = a_link(over(cast.coordinator, published=False), "everybody")
    assert logged_in(cast.outsider).get(f"/agenda/materiaal/{found.pk}/").status_code == 404
    assert logged_in(cast.outsider).post(f"/agenda/materiaal/{found.pk}/weg/").status_code == 404


ACTS = ("materiaal/{}/wijzigen/", "materiaal/{}/weg/")


@pytest.mark.parametrize("act", ACTS)
def test_who_does_not_organise_gets_403(cast: Cast, event: Event, act: str) -> None:
    found = a_link(event)
    assert logged_in(cast.member).post("/agenda/" + act.format(found.pk)).status_code == 403
    assert Material.objects.filter(pk=found.pk).exists()


@pytest.mark.parametrize("page", ["", "materiaal/", "vraag/", "evaluatie/", "certificaten/"])
def test_pages_of_the_organiser_are_closed_for_others(cast: Cast, event: Event, page: str) -> None:
    hidden = over(cast.coordinator, published=False)
    for person, which, status in ((cast.member, event, 403), (cast.outsider, hidden, 404)):
        client = logged_in(person)
        found = {
            client.get(path(which, "na-afloop/" + page)).status_code,
            client.post(path(which, "na-afloop/" + page)).status_code,
        }
        assert found <= {status, 405}
        assert status in found


def test_colleague_changes_and_removes(cast: Cast, event: Event) -> None:
    event.organisers.set([cast.coordinator, cast.colleague])
    found = materials.add_link(
        event, title="Opname", seen_by="members", url="https://video.example/1", by=cast.coordinator
    )
    client = logged_in(cast.colleague)
    client.post(f"/agenda/materiaal/{found.pk}/wijzigen/", {"title": "De opname", "seen_by": "everybody"})
    found.refresh_from_db()
    assert (found.title, found.seen_by, found.url) == ("De opname", "everybody", "https://video.example/1")
    assert client.get(f"/agenda/materiaal/{found.pk}/weg/").status_code == 405
    client.post(f"/agenda/materiaal/{found.pk}/weg/")
    assert not Material.objects.exists()


def test_removing_takes_the_file_too(cast: Cast, event: Event, tmp_path: Any) -> None:
    upload(cast, event, a_pdf())
    found = Material.objects.get()
    assert list(tmp_path.rglob("*.pdf"))
    logged_in(cast.coordinator).post(f"/agenda/materiaal/{found.pk}/weg/")
    assert not list(tmp_path.rglob("*.pdf"))


# Questions --------------------------------------------------------------------------------------------------------

QUESTION = "Mag de politie beelden van de deurbel delen met de gemeente?"


def test_question_of_the_hall_is_shown_and_can_be_asked_on_the_forum(cast: Cast, event: Event) -> None:
    client = logged_in(cast.coordinator)
    client.post(path(event, "na-afloop/vraag/"), {"text": QUESTION})
    assert RaisedQuestion.objects.get().by == cast.coordinator
    assert QUESTION in logged_in(cast.member).get(path(event)).content.decode()
    page = client.get(path(event, "na-afloop/")).content.decode()
    link = page.partition('href="/forum/nieuw/?')[2].partition('"')[0].replace("&amp;", "&")
    form = logged_in(cast.member).get(f"/forum/nieuw/?{link}").content.decode()
    assert f'value="{QUESTION}"' in form
    assert "Deze vraag kwam op bij" in form
    assert parse_qs(urlsplit(f"?{link}").query)["titel"] == [QUESTION]


def test_text_by_address_is_text(cast: Cast) -> None:
    form = logged_in(cast.member).get("/forum/nieuw/?tekst=<script>x</script><b>dik</b>").content.decode()
    assert "<script>x" not in form
    assert "&lt;script&gt;x" in form.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;")


def test_question_with_a_name_is_refused(cast: Cast, event: Event) -> None:
    answer = logged_in(cast.coordinator).post(
        path(event, "na-afloop/vraag/"), {"text": "Wat doen we met Kees Jansen op 06-12345678?"}
    )
    assert answer.status_code == 422
    assert not RaisedQuestion.objects.exists()


def test_what_it_became_is_shown(cast: Cast, event: Event) -> None:
    found = RaisedQuestion.objects.create(event=event, text=QUESTION, by=cast.coordinator)
    client = logged_in(cast.coordinator)
    address = f"/agenda/vragen/{found.pk}/werd/"
    assert client.post(address, {"became": "http://localhost:8000/forum/onderwerp/3/?x=1"}).status_code == 302
    found.refresh_from_db()
    assert (found.became, found.became_by) == ("/forum/onderwerp/3/", cast.coordinator)
    assert "Werd: " in logged_in(cast.member).get(path(event)).content.decode()


@pytest.mark.parametrize(
    "address", ["https://elders.example/forum/", "//elders.example/x", "javascript:alert(1)", "forum", "/"]
)
def test_only_pages_of_the_platform_are_what_it_became(cast: Cast, event: Event, address: str) -> None:
    found = RaisedQuestion.objects.create(event=event, text=QUESTION, by=cast.coordinator)
    answer = logged_in(cast.coordinator).post(f"/agenda/vragen/{found.pk}/werd/", {"became": address})
    assert answer.status_code == 422


@pytest.mark.parametrize("act", ["werd/", "weg/"])
def test_others_leave_questions_alone(cast: Cast, event: Event, act: str) -> None:
    found = RaisedQuestion.objects.create(event=event, text=QUESTION, by=cast.coordinator)
    assert logged_in(cast.member).post(f"/agenda/vragen/{found.pk}/{act}").status_code == 403
    hidden = RaisedQuestion.objects.create(
        event=over(cast.coordinator, published=False), text="Wat nu?", by=cast.coordinator
    )
    assert logged_in(cast.outsider).post(f"/agenda/vragen/{hidden.pk}/{act}").status_code == 404
    assert RaisedQuestion.objects.count() == 2
    logged_in(cast.editor).post(f"/agenda/vragen/{found.pk}/weg/")
    assert RaisedQuestion.objects.count() == 1
