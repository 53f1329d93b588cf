"""Heavy files take turns: they never hold every thread of a web process."""

import pytest

from woonoverlast.lib import uploads
from woonoverlast.lib.uploads import inspecting
from woonoverlast.lib.uploads.tests.made import image


def test_who_comes_third_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "PATIENCE", 0.05)
    with inspecting.AT_ONCE, inspecting.AT_ONCE, pytest.raises(uploads.Refused, match="over een minuut"):
        uploads.inspect(image())
    assert uploads.inspect(image()).extension == ".png"


def test_a_file_that_fails_gives_its_turn_back() -> None:
    for _ in range(3):
        with pytest.raises(uploads.Refused):
            uploads.inspect(b"\x89PNG\r\n\x1a\nno picture")
    assert uploads.inspect(image()).extension == ".png"
