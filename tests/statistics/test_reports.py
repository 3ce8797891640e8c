"""A report on its way: counted, set by hand, confirmed by another, locked, corrected."""

import pytest
from django.db import DatabaseError, transaction

from portal.audit import queries as history
from portal.core import clock
from portal.core.reasons import Refused
from portal.statistics.reports import operations, queries, tasks, working
from portal.statistics.reports.models import Cell, Report
from portal.statistics.sheets import operations as sheets
from portal.statistics.sheets.contents import Chosen
from portal.statistics.sheets.models import SheetVersion
from portal.statistics.tables import registry
from portal.workflow import queries as cases
from tests import work
from tests.factories import joining
from tests.factories import statistics as make
from tests.people import person

pytestmark = pytest.mark.django_db
NUMBER = {"table": "organisations_by_kind", "column": "number"}
KEY = "social_service_institution"


def figure(row: Report) -> Cell:
    return Cell.objects.get(report=row, key=KEY, **NUMBER)


def values(row: Report) -> dict[str, tuple[int, int | None, str]]:
    cells = Cell.objects.filter(report=row)
    return {f"{c.table}.{c.column}.{c.key}": (c.counted, c.corrected, c.note) for c in cells}


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def test_the_worker_counts_an_opened_report_and_keeps_the_day():
    joining.organisation("东胜区一号助老服务中心")
    row = make.opened()
    assert (row.status, row.done, row.total) == ("counting", 0, 2)
    work.drain()
    row = make.again(row)
    assert (row.status, row.done, row.failed) == ("draft", 2, False)
    assert clock.day(row.counted_at) == clock.today()
    assert figure(row).counted == 1
    assert row.last == clock.today().replace(year=clock.today().year - 1, month=12, day=31)
    assert [head["columns"][0]["title"] for head in row.heads] == ["期末数", "有效等级"]


def test_counting_again_changes_nothing_and_goes_on_where_it_stopped(monkeypatch):
    row = make.opened()
    assert working._next(row.pk)
    assert make.again(row).done == 1
    monkeypatch.setattr(registry, "figures", _broken)
    with pytest.raises(RuntimeError):
        tasks.count.func(report=row.pk)
    assert make.again(row).failed
    monkeypatch.undo()
    again = operations.recount(report=make.again(row), by=make.maker())
    assert (again.failed, again.done) == (False, 0)
    working.count(row.pk)
    before = values(row)
    working.count(row.pk)
    working.give_up(row.pk)
    assert values(row) == before
    assert not make.again(row).failed


def _broken(*_given):
    raise RuntimeError("no figures today")


def test_only_one_report_of_a_form_is_open():
    row = make.opened()
    asked = {"sheet": row.sheet, "by": make.maker()}
    assert refused(operations.open_report, **asked) == {"report_open"}
    facts = queries.opening_facts
    blind = Report(
        sheet=row.sheet, made_by=make.maker(), **operations._counting(row.sheet, row.version)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations.queries, "opening_facts", lambda *given: facts(*given))
        assert refused(operations._opened, row=blind, by=make.maker()) == {"report_open"}
    operations.withdraw(report=row, by=make.maker())
    assert operations.open_report(**asked).number == 1


def test_a_figure_set_by_hand_keeps_both_values_and_needs_a_reason():
    joining.organisation("东胜区二号助老服务中心")
    row = make.counted()
    cell = figure(row)
    asked = {"cell": cell, "by": make.maker()}
    assert refused(operations.set_cell, value=5, words=" ", **asked) == {"words_missing"}
    assert refused(operations.set_cell, value=-1, words="", **asked) == {
        "value_far",
        "words_missing",
    }
    assert refused(operations.set_cell, value=10**16, words="查", **asked) == {"value_far"}
    operations.set_cell(value=5, words="两家尚未导入", **asked)
    assert (figure(row).counted, figure(row).corrected, figure(row).value) == (1, 5, 5)
    joining.organisation("东胜区三号助老服务中心")
    operations.recount(report=make.again(row), by=make.maker())
    working.count(row.pk)
    assert (figure(row).counted, figure(row).value, figure(row).note) == (2, 5, "两家尚未导入")
    operations.set_cell(cell=figure(row), value=None, words="", by=make.maker())
    assert (figure(row).value, figure(row).note, figure(row).corrected_by) == (2, "", None)


@pytest.mark.parametrize("worked", ["opened", "handed in", "set a figure"])
def test_whoever_worked_on_a_report_does_not_confirm_it(worked):
    head, clerk = person("section_head"), make.maker()
    row = operations.open_report(sheet=make.sheet(), by=head if worked == "opened" else clerk)
    working.count(row.pk)
    if worked == "set a figure":
        operations.set_cell(cell=make.cell(row), value=3, words="补", by=head)
    operations.hand_in(report=make.again(row), by=head if worked == "handed in" else clerk)
    asked = {"report": make.again(row), "by": head}
    assert refused(operations.send, **asked) == {"four_eyes"}
    assert refused(operations.send_back, words="改", **asked) == {"four_eyes"}
    assert make.again(row).confirmed_by is None
    assert operations.send(report=make.again(row), by=make.checker()).status == "sent"


def test_a_period_that_runs_can_be_looked_at_but_not_sent():
    row = make.counted(make.sheet(year=clock.today().year))
    assert row.last == clock.today()
    assert refused(operations.hand_in, report=row, by=make.maker()) == {"counted_early"}


def test_a_report_of_a_period_to_come_is_not_opened():
    coming = make.sheet(year=clock.today().year + 1)
    assert refused(operations.open_report, sheet=coming, by=make.maker()) == {"period_to_come"}
    empty = make.sheet(columns=None)
    assert refused(operations.open_report, sheet=empty, by=make.maker()) == {"form_empty"}
    assert refused(operations.open_report, sheet=empty, by=person("leader")) == {"not_permitted"}


def test_the_lock_holds_against_people_later_data_and_the_database():
    joining.organisation("东胜区四号助老服务中心")
    row = make.sent()
    before, cell = values(row), figure(row)
    joining.organisation("东胜区五号助老服务中心")
    working.count(row.pk)
    working.give_up(row.pk)
    asked = {"cell": cell, "value": 9, "words": "改", "by": make.maker()}
    assert refused(operations.set_cell, **asked) == {"not_possible_now"}
    assert refused(operations.recount, report=row, by=make.maker()) == {"not_possible_now"}
    other = make.cell(make.counted())
    for act in (
        lambda: Cell.objects.filter(pk=cell.pk).update(counted=99),
        lambda: Cell.objects.filter(pk=cell.pk).delete(),
        lambda: Cell.objects.filter(pk=other.pk).update(report=row),
        lambda: Cell.objects.create(report=row, table="x", key="x", column="x", place=1, counted=1),
        lambda: Report.objects.filter(pk=row.pk).update(reason="另"),
        lambda: Report.objects.filter(pk=row.pk).delete(),
        lambda: SheetVersion.objects.filter(pk=row.version_id).update(number=9),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert values(row) == before
    assert make.again(row).reason == ""


def test_a_correction_follows_what_was_sent_and_points_at_it():
    joining.organisation("东胜区六号助老服务中心")
    old = make.sent()
    asked = {"sheet": old.sheet, "by": make.maker()}
    assert refused(operations.open_report, **asked) == {"report_sent"}
    assert refused(operations.correct, report=old, words="", by=make.maker()) == {"words_missing"}
    new = operations.correct(report=old, words="漏报一家", by=make.maker())
    assert (new.status, new.number, new.replaces_id) == ("draft", 2, old.pk)
    assert values(new) == values(old)
    again = {"report": old, "words": "再改", "by": make.maker()}
    assert refused(operations.correct, **again) == {"report_open", "not_possible_now"}
    operations.set_cell(cell=figure(new), value=2, words="漏报一家", by=make.maker())
    make.sent(make.again(new))
    assert (figure(old).value, figure(new).value) == (1, 2)
    assert refused(operations.correct, **again) == {"not_possible_now"}
    assert operations.correct(report=make.again(new), words="三", by=make.maker()).number == 3


def test_a_column_that_is_no_longer_counted_leaves_the_report_as_it_was(monkeypatch):
    row = make.counted()
    before = values(row)
    monkeypatch.delitem(registry._tables, "grades_in_force")
    assert refused(operations.recount, report=row, by=make.maker()) == {"column_unknown"}
    assert values(row) == before
    other = make.sheet(columns=None)
    chosen = [Chosen("grades_in_force", "number", "等级")]
    asked = {"sheet": other, "columns": chosen, "seen": 0, "by": make.maker()}
    assert refused(sheets.set_columns, **asked) == {"column_unknown"}
    assert make.sent(row).status == "sent"


def test_a_form_keeps_every_version_and_notices_who_was_faster():
    row = make.sheet()
    first = SheetVersion.objects.get(sheet=row)
    asked = {"sheet": row, "by": make.maker()}
    assert sheets.set_columns(columns=make.COLUMNS, seen=1, **asked) == first
    second = sheets.set_columns(columns=make.COLUMNS[:1], seen=1, **asked)
    assert second.number == 2
    assert refused(sheets.set_columns, columns=make.COLUMNS[1:], seen=1, **asked) == {
        "sheet_changed"
    }
    assert len(SheetVersion.objects.get(pk=first.pk).columns) == len(make.COLUMNS)
    given = {"body_id": row.body_id, "superior": row.superior, "period": "year", "by": make.maker()}
    known = {**given, "title": row.title}
    assert refused(sheets.add, year=row.year, **known) == {"sheet_exists"}
    gone = Chosen("no", "no", "旧")
    copied = sheets.add(year=row.year + 1, columns=[*make.COLUMNS[:1], gone], **known)
    assert SheetVersion.objects.get(sheet=copied).columns == second.columns
    assert refused(sheets.add, year=1, **{**known, "title": ""}) == {"year_far", "title_missing"}


def test_the_timeline_tells_a_figure_set_by_hand_and_the_opening_apart(in_chinese):
    row = make.counted()
    operations.set_cell(cell=figure(row), value=5, words="两家尚未导入", by=make.maker())
    told = [str(moment.title) for moment in cases.timeline(row.case)]
    assert told == ["人工修改了数字", "统计完成", "打开报表"]
    assert cases.timeline(row.case)[0].note == "两家尚未导入"


def test_every_act_stands_in_the_history():
    row = make.sent()
    found = {event.action for event in history.history(case=str(row))}
    assert found >= {
        "statistics.opened",
        "statistics.counted",
        "statistics.hand_in",
        "statistics.send",
    }
