"""How the answer to a dated case is compared."""

from datetime import date

import pytest

from portal.law import cases, registry
from portal.law.registry import Given


@pytest.fixture
def question(monkeypatch):
    asked = registry.Question("t.q", ("x",), ("x",), lambda given, on: {"x": given["x"]})
    monkeypatch.setattr(registry, "_questions", {"t.q": asked})
    monkeypatch.setattr(registry, "autodiscover_modules", lambda name: None)
    return asked


def fault(given, expected):
    return cases.fault(
        {"rule": "t.q", "on": date(2026, 1, 1), "given": {"x": given}, "expect": {"x": expected}}
    )


@pytest.mark.parametrize(
    ("got", "expected", "same"),
    [
        ([1, 2], [2, 1, 1], True),
        (frozenset({"a"}), ["a"], True),
        ([1], [1, 2], False),
        ({"a": [1, 2]}, {"a": [2, 1]}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        (1, True, False),
        (True, True, True),
        (3, 3.0, True),
        (None, "", False),
        ("a", "b", False),
    ],
)
@pytest.mark.usefixtures("question")
def test_answers_are_compared_by_value_and_lists_as_sets(got, expected, same):
    assert (fault(got, expected) == "") is same


def test_what_is_given_is_read_with_its_type():
    given = Given({"n": 3, "flag": True})
    assert given.get_or("n", 0) == 3
    assert given.get_or("absent", "none") == "none"
    assert given.need("flag", bool) is True
    for wrong in ("flag", "n"):
        with pytest.raises(ValueError, match="must be"):
            given.need(wrong, str)
    with pytest.raises(ValueError, match="must be int"):
        given.need("flag", int)
