"""The list of deliberate holes stays one that can be tried."""

from collections import Counter

from tools.data import CHECKOUT
from tools.holes import Hole, all_holes, problems


def test_every_hole_can_still_be_made_and_names_tests_that_exist() -> None:
    assert [problem for hole in all_holes() for problem in problems(hole, CHECKOUT)] == []


def test_there_are_sixty_each_with_a_name_of_its_own() -> None:
    names = Counter(hole.name for hole in all_holes())
    assert len(names) >= 60
    assert max(names.values()) == 1


def test_a_hole_that_has_rotted_is_noticed() -> None:
    rotten = Hole("rot", "why", "conftest.py", "no such text", "", ["conftest.py::test_that_is_not_there"])
    assert len(problems(rotten, CHECKOUT)) == 2
