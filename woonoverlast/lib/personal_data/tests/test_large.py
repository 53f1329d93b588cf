"""Texts that no form takes are read in windows, until there is more than enough to stop them."""

from woonoverlast.lib.personal_data import Finding, find, neutralise
from woonoverlast.lib.personal_data.finding import LARGEST_FIELD, MAX_FOUND, UNREAD, WINDOW
from woonoverlast.lib.personal_data.quality import read_part

CLEAN = "De regisseur belt de corporatie, en het overleg is op de eerste dinsdag. "
FULL = "Bel Sharon Wijnaldum op 06-28371940. "


def places(found: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.kind, finding.start, finding.end) for finding in found]


def test_every_finding_of_the_largest_field_is_replaced() -> None:
    text = (FULL * (LARGEST_FIELD // len(FULL) + 1))[:LARGEST_FIELD]
    neutral = neutralise(text, find(text))
    assert "Sharon" not in neutral
    assert find(neutral) == []


def test_windows_find_what_one_look_finds() -> None:
    text = "\n".join(text.text for text in read_part("develop")[::7])
    assert len(text) < WINDOW
    much = CLEAN * 2_000 + text + "\n" + CLEAN * 2_000
    assert len(much) > LARGEST_FIELD
    alone = find(CLEAN + text + "\n" + CLEAN)
    moved = [(kind, start - 1_999 * len(CLEAN), end - 1_999 * len(CLEAN)) for kind, start, end in places(find(much))]
    assert moved == places(alone)


def test_finding_on_the_edge_of_a_window_is_found_once() -> None:
    for shift in range(0, 40, 3):
        text = ("x" * (WINDOW - 20 - shift) + " " + FULL).ljust(LARGEST_FIELD + 1, "x")
        assert [finding.text for finding in find(text)] == ["Sharon Wijnaldum", "06-28371940"]


def test_rest_behind_many_findings_is_one_finding_that_takes_it_away() -> None:
    text = FULL * 10_000 + "Het is Kaylee Groenendaal."
    found = find(text)
    assert MAX_FOUND < len(found) < 5 * MAX_FOUND
    assert (found[-1].reason, found[-1].end) == (UNREAD, len(text))
    assert "Kaylee" not in neutralise(text, found)


def test_names_that_may_stand_there_do_not_end_the_reading() -> None:
    text = "Anna de Boer belt. " * 20_000 + FULL
    assert [finding.text for finding in find(text, allowed=["Anna de Boer"])] == ["Sharon Wijnaldum", "06-28371940"]
