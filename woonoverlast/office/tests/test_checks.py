"""The system checks bite on a deliberate mistake, and find none in what there is."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from woonoverlast.office import checks
from woonoverlast.office.urlwalk import walk


def open_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def test_nothing_is_wrong_now() -> None:
    assert checks.each_address_declares_access() + checks.each_named_address_exists() == []


def test_view_without_declared_access(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [path("nieuw/", open_view, name="new")]
    monkeypatch.setattr(checks, "addresses", lambda: walk(made, route="/", namespaces=["forum"]))
    assert "/nieuw/ (forum:new) declares no access" in str(checks.each_address_declares_access())


@pytest.mark.parametrize(
    "text", ['{% url "forum:nowhere" pk %}', "{% url 'forum:nowhere' %}", 'redirect("forum:nowhere", pk)']
)
def test_address_that_does_not_exist(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(text + '{% url "website:start" %}')
    monkeypatch.setattr(checks, "own_files", tmp_path.iterdir)
    assert [error.msg.split("names ")[1] for error in checks.each_named_address_exists()] == [
        "the address forum:nowhere, which does not exist"
    ]
