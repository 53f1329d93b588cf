"""Files with a post, from the form to the download."""

import os
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import files, posting
from woonoverlast.forum.models import Attachment, Post, Withholding
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.lib.uploads.tests.made import image, pdf, word
from woonoverlast.people import retention
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def sent(data: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def reply(client: Client, topic: Any, *uploads: SimpleUploadedFile, **changes: Any) -> Any:
    values = {"body": "<div>Zie de bijlage.</div>", "form_key": str(uuid.uuid4()), "upload": list(uploads)}
    return client.post(f"/forum/onderwerp/{topic.pk}/reageren/", values | changes)


def attached(cast: Cast, post: Post | None = None, **changes: Any) -> Attachment:
    fields = {"by": cast.member, "name": "plan.pdf", "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    made = Attachment(post=post, **(fields | changes))
    made.file.save("plan.pdf", ContentFile(pdf()), save=False)
    made.save()
    return made


def fetched(client: Client, file: Attachment) -> Any:
    """The answer, read to its end, which closes the file."""
    response: Any = client.get(f"/forum/bijlagen/{file.pk}/")
    if response.streaming:
        response.body = b"".join(response.streaming_content)
    return response


def test_file_goes_with_the_post(member: Client, cast: Cast) -> None:
    reply(member, ask_question(cast.colleague), sent(pdf()))
    file = Attachment.objects.get()
    assert (file.name, file.media_type, file.by) == ("plan.pdf", "application/pdf", cast.member)
    assert file.post == Post.objects.get(number=2)


def test_kind_comes_from_the_content(member: Client, cast: Cast) -> None:
    reply(member, ask_question(cast.colleague), sent(image("PNG"), "verslag.docx.html"))
    file = Attachment.objects.get()
    assert (file.name, file.media_type) == ("verslag.png", "image/png")
    assert Path(file.file.path).suffix == ".png"
    assert "verslag" not in file.file.path


def test_download_never_opens_in_the_browser(member: Client, cast: Cast) -> None:
    file = attached(cast, ask_question(cast.colleague).opening, name='a"; filename=b.html\u202e')
    response = fetched(member, file)
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1.pdf", "a" * 200 + ".pdf", "\u202efdp.exe", "../../../x.pdf"])
def test_strange_names_are_made_ordinary(member: Client, cast: Cast, name: str) -> None:
    reply(member, ask_question(cast.colleague), sent(pdf(), name))
    file = Attachment.objects.get()
    response = fetched(member, file)
    assert "Set-Cookie" not in response.headers
    assert file.name.endswith(".pdf")
    assert "\u202e" not in file.name
    assert Path(file.file.path).is_relative_to(settings.MEDIA_ROOT)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Dit soort bestand kan niet"),
        (b"<html>", "Dit soort bestand kan niet"),
        (pdf()[:100], "beschadigd"),
        (b"x" * 11_000_000, "ten hoogste 10 MB"),
    ],
)
def test_bad_file_is_refused_beside_its_field(member: Client, cast: Cast, data: bytes, told: str) -> None:
    response = reply(member, ask_question(cast.colleague), sent(data, "<b>plan</b>.pdf"))
    assert response.status_code == 422
    [message] = response.context["form"].errors["upload"]
    assert told in message
    assert not Attachment.objects.exists()
    assert "Zie de bijlage." in response.content.decode()


def test_empty_file_is_refused(member: Client, cast: Cast) -> None:
    response = reply(member, ask_question(cast.colleague), sent(b""))
    assert response.status_code == 422
    assert response.context["form"].errors["upload"]


def test_good_file_stays_when_something_else_is_wrong(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    response = reply(member, topic, sent(pdf()), sent(b"<svg/>", "tekening.svg"), body="")
    file = Attachment.objects.get()
    assert f'name="attachments" value="{file.pk}"' in response.content.decode()
    reply(member, topic, attachments=[file.pk])
    assert Attachment.objects.get().post == Post.objects.get(number=2)


def test_same_form_twice_with_a_file_gives_one_post(member: Client, cast: Cast) -> None:
    topic, file, key = ask_question(cast.colleague), attached(cast), str(uuid.uuid4())
    for _ in range(2):
        response = reply(member, topic, attachments=[file.pk], form_key=key)
    assert response.status_code == 302
    assert Post.objects.filter(number__gt=1).count() == 1


def test_file_that_lay_too_long_is_told(member: Client, cast: Cast) -> None:
    response = reply(member, ask_question(cast.colleague), attachments=[123456])
    assert "Een bestand lag hier langer dan een dag" in response.content.decode()


def test_file_of_somebody_else_is_not_taken(member: Client, cast: Cast) -> None:
    file = attached(cast, by=cast.outsider)
    reply(member, ask_question(cast.colleague), attachments=[file.pk])
    file.refresh_from_db()
    assert file.post is None


def test_eleven_files_are_too_many(member: Client, cast: Cast) -> None:
    waiting = [attached(cast).pk for _ in range(10)]
    response = reply(member, ask_question(cast.colleague), sent(pdf()), attachments=waiting)
    assert "Voeg ten hoogste 10 bestanden toe." in response.content.decode()
    assert Attachment.objects.count() == 10


def test_who_piles_up_files_has_to_wait(member: Client, cast: Cast) -> None:
    attached(cast, size=files.MAX_WAITING_BYTES)
    response = reply(member, ask_question(cast.colleague), sent(pdf()))
    assert "wacht een dag" in response.content.decode()


def test_file_of_a_withheld_post_is_there_for_its_author_only(member: Client, cast: Cast) -> None:
    post = answer(ask_question(cast.colleague), cast.member)
    file = attached(cast, post)
    assert fetched(logged_in(cast.outsider), file).status_code == 200
    withhold(post)
    assert fetched(logged_in(cast.outsider), file).status_code == 404
    assert fetched(member, file).status_code == 200


def test_waiting_file_is_there_for_its_owner_only(member: Client, cast: Cast) -> None:
    file = attached(cast)
    assert fetched(member, file).status_code == 200
    assert fetched(logged_in(cast.editor), file).status_code == 404


def test_file_that_was_never_posted_goes_after_a_day(cast: Cast, folder: Path) -> None:
    posted = attached(cast, ask_question(cast.member).opening, at=timezone.now() - timedelta(days=2))
    attached(cast, at=timezone.now() - timedelta(days=2))
    fresh = attached(cast)
    assert files.forget() == 1
    assert set(Attachment.objects.all()) == {posted, fresh}
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


def test_file_of_a_post_that_was_taken_away_goes_after_a_month(cast: Cast) -> None:
    file = attached(cast, answer(ask_question(cast.colleague), cast.member))
    assert file.post
    posting.take_away(file.post, by=cast.member)
    assert files.forget() == 0
    Withholding.objects.update(at=timezone.now() - timedelta(days=31))
    assert files.forget() == 1
    assert not Path(file.file.path).exists()


def test_file_without_a_row_goes_after_a_day(cast: Cast, folder: Path) -> None:
    known = attached(cast, ask_question(cast.member).opening)
    lost = folder / "forum" / "lost.pdf"
    lost.write_bytes(b"x")
    for path in (lost, Path(known.file.path)):
        os.utime(path, (0, 0))
    assert files.forget() == 1
    assert not lost.exists()
    assert Path(known.file.path).exists()


def test_files_that_name_who_left_for_good_go(cast: Cast) -> None:
    member = cast.member
    member.name = "Jan de Vries"
    member.save()
    plain = attached(cast, ask_question(member).opening)
    named = attached(cast, ask_question(member).opening)
    named.file.save("b.docx", ContentFile(word(creator="Jan de Vries")))
    retention.anonymise(member)
    assert list(Attachment.objects.all()) == [plain]
    assert not Path(named.file.path).exists()
