"""The command that puts dated cases to the law."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
GOOD = """
[[case]]
name = "good"
rule = "core.deadline"
on = 2026-11-24
given = { start = 2026-11-24, length = 3, unit = "wd" }
expect = { last_day = 2026-11-27, provisional = false }
clause = "free text"
"""


def ask(*paths, **options):
    """The exit status and the lines of the command."""
    out = StringIO()
    try:
        call_command("check_law", *map(str, paths), stdout=out, **options)
    except SystemExit as left:
        return left.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def write(folder, text, name="cases.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_every_dated_case_of_ours_holds():
    status, lines = ask(HERE)
    assert lines == [lines[-1]]
    assert status == 0
    assert lines[-1].endswith(" passed, 0 failed")
    assert int(lines[-1].split()[0]) >= 26


def test_a_wrong_answer_is_told_with_what_was_expected_and_got(tmp_path):
    file = write(tmp_path, GOOD + GOOD.replace("2026-11-27", "2026-11-28").replace("good", "bad"))
    status, lines = ask(file)
    assert status == 1
    assert lines == [
        f"{file}: bad: expected last_day = 2026-11-28, got 2026-11-27",
        "1 passed, 1 failed",
    ]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("core.deadline", "core.nothing", "known rule"),
        ("length =", "lenght =", "given lenght"),
        ("provisional =", "provisionel =", "expect provisionel"),
        ("clause =", "because =", "because"),
        ("length = 3", "length = true", "length"),
        ("length = 3", "length = 99999999", "OverflowError"),
        (", length = 3", "", "needs length"),
        ('"wd"', '"weeks"', "weeks"),
        ("on = 2026-11-24", 'on = "today"', "on to be a day"),
        ("provisional = false", "provisional = 0", "provisional"),
        ("last_day = 2026-11-27, provisional = false", "", "expect"),
        ("[[case]]", "[[cases]]", "cases"),
        ("[[case]]", "[case", "TOML"),
    ],
)
def test_nothing_is_ignored(tmp_path, old, new, word):
    status, lines = ask(write(tmp_path, GOOD.replace(old, new)))
    assert status == 1
    assert word in "\n".join(lines)
    assert lines[-1].startswith("0 passed, ")


def test_a_file_without_cases_a_missing_file_and_an_empty_folder_fail(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    status, lines = ask(write(tmp_path, "case = []"), tmp_path / "absent.toml", folder)
    assert (status, lines[-1]) == (1, "0 passed, 3 failed")


def test_a_case_that_is_no_table_fails(tmp_path):
    status, lines = ask(write(tmp_path, 'case = ["text"]'))
    assert (status, lines[-1]) == (1, "0 passed, 1 failed")


def test_the_day_asked_may_be_a_moment_and_defaults_to_today(tmp_path):
    asked_late = GOOD.replace("on = 2026-11-24", "on = 2026-11-24T23:00:00")
    status, lines = ask(write(tmp_path, asked_late + GOOD.replace("on = 2026-11-24\n", "")))
    assert (status, lines) == (0, ["2 passed, 0 failed"])


def test_a_folder_is_searched_to_the_bottom(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    write(tmp_path / "a" / "b", GOOD)
    write(tmp_path, GOOD, "other.toml")
    assert ask(tmp_path) == (0, ["2 passed, 0 failed"])


def test_the_rules_are_listed_with_their_keys():
    _, lines = ask(rules=True)
    assert "core.deadline: given start, length, unit; answers last_day, provisional" in lines


def test_without_a_path_the_command_says_what_it_needs():
    with pytest.raises(CommandError, match="folder"):
        call_command("check_law")
