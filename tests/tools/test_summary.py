"""The last lines of a run: counts, and by name what did not run."""

import json

import pytest

from tests.harness import run


@pytest.fixture
def report(tmp_path):
    """Writes what one pytest run would leave."""

    def write(**outcome):
        path = tmp_path / "report.json"
        whole = {"passed": 0, "failed": [], "ran": [], "skipped": {}} | outcome
        path.write_text(json.dumps(whole))
        return path

    return write


def summed(report, monkeypatch, *runs, ci=""):
    monkeypatch.setenv("CI", ci)
    outcome = run.Outcome()
    for status, found in runs:
        outcome.add("a run", report(**found), status)
    return outcome


def test_the_last_lines_name_what_failed_and_count_all_runs_together(report, monkeypatch, capsys):
    first = (0, {"passed": 3, "ran": ["a", "b", "c"]})
    second = (1, {"passed": 1, "failed": ["b"], "ran": ["a", "b"]})
    outcome = summed(report, monkeypatch, first, second)
    assert run.summary(outcome, 1.0) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "failed: b (a run)",
        "4 passed, 1 failed",
    ]


def test_what_ran_nowhere_is_named_and_fails_in_ci_only(report, monkeypatch, capsys):
    first = (0, {"passed": 1, "ran": ["a"], "skipped": {"b": "no Java", "c": "wrong database"}})
    second = (0, {"passed": 1, "ran": ["c"]})
    assert run.summary(summed(report, monkeypatch, first, second), 1.0) == 0
    assert "not run: b (no Java)" in capsys.readouterr().out.splitlines()
    assert run.summary(summed(report, monkeypatch, first, second, ci="true"), 1.0) == 1
    assert "not run: c" not in capsys.readouterr().out


def test_a_run_that_broke_off_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setenv("CI", "")
    outcome = run.Outcome()
    outcome.add("a run", tmp_path / "absent.json", 3)
    assert run.summary(outcome, 1.0) == 1


def test_a_run_that_ends_oddly_is_a_failure(report, monkeypatch):
    outcome = summed(report, monkeypatch, (2, {"passed": 5, "ran": ["a"]}))
    assert run.summary(outcome, 1.0) == 1
