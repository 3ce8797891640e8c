"""docs/law says what the tables say, in Chinese, and goes stale as soon as a table changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_noop as _

from portal.core import catalogue
from portal.core.reasons import Reason
from portal.permissions import Permission
from portal.workflow import lawdocs, refusals, steps
from portal.workflow.steps import Step, Waits, Workflow


def test_the_pages_in_the_repository_are_fresh() -> None:
    catalogue.compile_all()
    assert [path.name for path in lawdocs.stale()] == []


def test_every_word_of_the_pages_is_chinese_or_code() -> None:
    for name, text in lawdocs.pages().items():
        with translation.override("zh-hans"):
            for english in (
                "Step",
                "Who",
                "Time limit",
                "Refused when",
                "First state",
                "the office",
            ):
                assert english not in text, name


class State(TextChoices):
    OPEN = "open", "open"
    DONE = "done", "done"


def late(facts: object) -> Iterator[Reason]:
    if facts:
        yield Reason("late", _("Too late | by %(days)s days"), params={"days": 1})
    yield from few(facts)


def few(facts: object) -> Iterator[Reason]:
    yield Reason("few", message=gettext("Too few"))
    yield from late(facts)


def gettext(text: str) -> str:
    return text


def test_a_condition_tells_the_sentences_of_its_reasons_and_of_its_helpers() -> None:
    assert refusals.sentences(late) == ("Too late | by %(days)s days", "Too few")


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_tables", {})
    Workflow(
        code="trial",
        title="trial",
        prefix="TR",
        states=State,
        initial="open",
        opening_deadline="letters.review",
        waits={"open": Waits.OFFICE},
        steps=(
            Step(
                "finish",
                ("open",),
                "done",
                Permission.CLAIM_DECIDE,
                "finish",
                conditions=(late,),
                basis="第三条",
                deadline="letters.suit",
                notice="letter_in_force",
                needs_note=True,
            ),
            Step("end", ("open",), "done", None, "end", deadline="no.such"),
            Step(
                "leave",
                ("open",),
                "done",
                Permission.ORGANISATION_EDIT,
                "leave",
                side=Waits.APPLICANT,
            ),
            Step("go", ("open",), "done", Permission.SIGNED_IN, "go", notice="nowhere"),
        ),
    )


def test_a_step_stands_with_who_conditions_limit_and_notice(trial: None) -> None:
    catalogue.compile_all()
    page = lawdocs.pages()["trial.md"]
    row = next(line for line in page.splitlines() if "`finish`" in line)
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[0] == "finish<br>第三条<br>`finish`"
    assert "登记" in cells[1]
    assert cells[2] == "open → done"
    assert "Too late ／ by … days" in cells[3] and "Too few" in cells[3]
    assert cells[4].startswith("6 个月") and "行政诉讼法" in cells[4]
    assert cells[5] == "您有一份通知书"
    assert "    open --> done: finish" in page and "    done --> [*]" in page
    assert "`no.such`" in page and "letters.review" in page
    assert "60 天" in page


def test_stale_pages_are_found_and_mended(trial: None, tmp_path: Path) -> None:
    catalogue.compile_all()
    (tmp_path / "gone.md").write_text("old")
    names = {path.name for path in lawdocs.stale(tmp_path)}
    assert names == {"gone.md", "trial.md", "rules.md", "README.md"}
    lawdocs.write(tmp_path)
    assert lawdocs.stale(tmp_path) == []
    assert not (tmp_path / "gone.md").exists()


def test_the_command_checks_or_writes(
    trial: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr(lawdocs, "FOLDER", tmp_path)
    monkeypatch.setattr(lawdocs.write, "__defaults__", (tmp_path,))
    monkeypatch.setattr(lawdocs.stale, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match=r"trial\.md"):
        call_command("write_law", check=True)
    call_command("write_law")
    call_command("write_law", check=True)
    assert "nothing" in capsys.readouterr().out
