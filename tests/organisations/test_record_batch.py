"""A record list on its way in, and what the record answers afterwards."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.imports import documents, lists, operations, working
from portal.organisations.imports import queries as imports
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.enums import Choice, ImportState, Kind, Outcome, Verdict
from portal.organisations.imports.labels import row_view
from portal.organisations.imports.models import ImportBatch
from portal.organisations.record import operations as recording
from portal.organisations.record import queries
from portal.organisations.record.enums import FactKind
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Grade,
    Inspection,
    ListCheck,
    Penalty,
)
from tests import people, work
from tests.factories import record
from tests.factories.organisations import organisation
from tests.factories.record import AS_OF, CODE, NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return people.person("clerk")


@pytest.fixture
def bureau():
    return people.body("bureau")


@pytest.fixture(autouse=True)
def ours(bureau):
    return organisation(NAME, CODE)


def written(by, bureau, rows, **options) -> ImportBatch:
    batch = record.imported(by, bureau, rows, **options)
    operations.confirm(batch=batch, by=by)
    working.apply(batch.pk, between=0)
    batch.refresh_from_db()
    return batch


def inspection_row(result: str, year: int = 2024):
    return {"年检": [(CODE, NAME, year, result)]}


def test_a_list_goes_through_the_worker_into_the_record(clerk, bureau, ours) -> None:
    batch = operations.upload(
        upload=record.upload(record.good_rows()),
        source_on=AS_OF,
        bureau=bureau.pk,
        by=clerk,
        kind=Kind.RECORD,
    )
    work.drain()
    batch.refresh_from_db()
    assert batch.status == ImportState.PREVIEWED
    assert not Inspection.objects.exists()
    operations.confirm(batch=batch, by=clerk)
    work.drain()
    batch.refresh_from_db()
    assert batch.status == ImportState.APPLIED
    found = queries.of_body(ours.pk)
    (inspection,), (listing,), (penalty,) = found.inspections, found.listings, found.penalties
    assert (inspection.year, inspection.result) == (2024, "qualified")
    assert (listing.list, listing.removed_on) == ("abnormal", date(2023, 10, 9))
    assert (penalty.kind, penalty.amount_fen, penalty.served) == ("warning", 0, True)
    (grade,), (award,) = found.grades, found.awards
    assert (grade.grade, grade.valid_to) == (3, date(2027, 12, 1))
    assert (award.amount_fen, award.grade) == (1_000_000, 3)
    assert (inspection.source, inspection.source_on) == ("record.xlsx", AS_OF)
    assert batch.case is not None
    assert inspection.case == batch.case.number
    assert inspection.added_by == clerk


def test_a_second_import_of_the_same_file_changes_nothing(clerk, bureau) -> None:
    written(clerk, bureau, record.good_rows())
    again = record.imported(clerk, bureau, record.good_rows())
    assert again.counts["unchanged"] == 5
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=again, by=clerk)
    assert set(caught.value.codes) == {"nothing_to_write"}


def test_a_correction_adds_a_row_and_keeps_the_old_one(clerk, bureau, ours) -> None:
    written(clerk, bureau, inspection_row("不合格"))
    written(clerk, bureau, inspection_row("合格"))
    new, old = Inspection.objects.order_by("-pk")
    assert (old.result, old.current) == ("unqualified", False)
    assert (new.result, new.current, new.replaces) == ("qualified", True, old)
    assert queries.inspection(ours.pk, 2024) == "qualified"
    event = Event.objects.filter(action="organisation.record_changed").last()
    assert event is not None
    assert '"unqualified"' in str(event.data)


def test_every_fact_is_told_in_the_history(clerk, bureau, ours) -> None:
    written(clerk, bureau, record.good_rows())
    told = Event.objects.filter(action="organisation.record_changed")
    assert {event.subject for event in told} == {f"organisations.organisation:{ours.pk}"}
    assert told.count() == 5
    assert Event.objects.filter(action="organisation.lists_checked").count() == 1


def test_one_result_is_current_for_an_organisation_and_a_year(ours) -> None:
    record.inspected(ours, 2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        record.inspected(ours, 2024, "absent")


def test_a_removal_before_the_listing_cannot_even_be_stored(ours) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record.listed(ours, since=date(2026, 3, 2), until=date(2026, 3, 1))


def test_without_data_everything_is_unknown(ours) -> None:
    today = clock.today()
    assert queries.inspection(ours.pk, 2024) == "unknown"
    assert queries.lists_on(ours.pk, today) == frozenset()
    assert queries.lists_known(ours.pk, today) is False
    assert queries.of_body(ours.pk).empty


def test_a_year_before_the_registration_is_not_required(ours) -> None:
    assert queries.inspection(ours.pk, 2018) == "not_required"
    assert queries.inspection(ours.pk, 2019) == "unknown"


def test_an_organisation_registered_in_autumn_is_not_inspected_for_that_year() -> None:
    late = organisation("秋天中心", "52150603MJY31W058F", registered_on=date(2025, 9, 1))
    assert queries.inspection(late.pk, 2025) == "not_required"
    assert queries.inspection(late.pk, 2026) == "unknown"


def test_lists_hold_from_the_listing_until_the_day_before_the_removal(ours) -> None:
    record.listed(ours, since=date(2026, 3, 2), until=date(2026, 9, 1))
    record.listed(ours, "dishonest", since=date(2026, 5, 2))
    assert queries.lists_on(ours.pk, date(2026, 3, 1)) == frozenset()
    assert queries.lists_on(ours.pk, date(2026, 3, 2)) == {"abnormal"}
    assert queries.lists_on(ours.pk, date(2026, 8, 31)) == {"abnormal", "dishonest"}
    assert queries.lists_on(ours.pk, date(2026, 9, 1)) == {"dishonest"}


def test_an_imported_credit_list_makes_the_lists_of_its_registry_known(clerk, bureau, ours) -> None:
    neighbour = organisation("另一家中心", "51150627500TERT16A")
    elsewhere = organisation("康巴什中心", "52150603MJY31W058F", registry="康巴什区民政局")
    written(clerk, bureau, record.good_rows())
    assert queries.lists_known(ours.pk, AS_OF)
    assert queries.lists_known(neighbour.pk, AS_OF)
    assert not queries.lists_known(elsewhere.pk, AS_OF)
    assert not queries.lists_known(ours.pk, AS_OF + timedelta(days=367))


def test_a_file_without_the_credit_lists_makes_no_list_known(clerk, bureau, ours) -> None:
    written(clerk, bureau, inspection_row("合格"))
    assert not queries.lists_known(ours.pk, AS_OF)


def test_a_listing_that_could_not_be_taken_leaves_that_body_unknown(clerk, bureau, ours) -> None:
    neighbour = organisation("另一家中心", "51150627500TERT16A")
    bad = (CODE, NAME, "活动异常名录", "未按时报送年度报告", "2023-07-01", "2023-01-01")
    written(clerk, bureau, {"信用名录": [bad], **inspection_row("合格")})
    assert not queries.lists_known(ours.pk, AS_OF)
    assert queries.lists_known(neighbour.pk, AS_OF)


def test_a_later_list_without_changes_still_renews_what_is_known(clerk, bureau, ours) -> None:
    written(clerk, bureau, record.good_rows())
    later = date(2026, 11, 20)
    batch = record.imported(clerk, bureau, record.good_rows(), source_on=later)
    assert batch.counts["to_write"] == 0
    operations.confirm(batch=batch, by=clerk)
    working.apply(batch.pk, between=0)
    assert ListCheck.objects.filter(source_on=later).count() == 1


def test_a_row_decided_by_an_official_is_written(clerk, bureau, ours) -> None:
    other_name = {"年检": [(CODE, "东胜区夕光助残服务中心", 2024, "合格")]}
    batch = record.imported(clerk, bureau, other_name)
    row = imports.rows(batch).get()
    assert row.verdict == Verdict.DECISION
    operations.decide(row=row, choice=Choice.TAKE, by=clerk)
    operations.confirm(batch=batch, by=clerk)
    working.apply(batch.pk, between=0)
    assert queries.inspection(ours.pk, 2024) == "qualified"


def test_a_row_is_left_out_when_the_record_changed_since_the_preview(clerk, bureau, ours) -> None:
    batch = record.imported(clerk, bureau, inspection_row("合格"))
    record.inspected(ours, 2024, "absent")
    operations.confirm(batch=batch, by=clerk)
    working.apply(batch.pk, between=0)
    assert imports.rows(batch).get().outcome == Outcome.STALE
    assert queries.inspection(ours.pk, 2024) == "absent"


def test_a_clerk_writes_only_bodies_of_the_own_registry(clerk, bureau) -> None:
    organisation("康巴什中心", "52150603MJY31W058F", registry="康巴什区民政局")
    rows = {"年检": [("52150603MJY31W058F", "康巴什中心", 2024, "合格")]}
    batch = record.imported(clerk, bureau, rows)
    assert imports.rows(batch).get().verdict == Verdict.SKIPPED


@pytest.mark.parametrize("who", ["incubation_clerk", "leader", "other_clerk", "owner"])
def test_only_keepers_of_the_register_import_the_record(who, bureau) -> None:
    with pytest.raises(Refused) as caught:
        record.imported(people.person(who), bureau, record.good_rows())
    assert set(caught.value.codes) == {"not_permitted"}


def test_a_file_without_a_sheet_of_the_record_says_so(clerk, bureau) -> None:
    batch = operations.upload(
        upload=SimpleUploadedFile("list.csv", "甲,乙\r\n1,2\r\n".encode()),
        source_on=AS_OF,
        bureau=bureau.pk,
        by=clerk,
        kind=Kind.RECORD,
    )
    working.read(batch.pk, between=0)
    batch.refresh_from_db()
    assert batch.status == ImportState.FAILED
    assert [problem["code"] for problem in batch.problems] == ["no_record_sheet"]


def test_the_rows_to_mend_come_back_sheet_by_sheet_and_are_read_again(clerk, bureau) -> None:
    rows = {
        "年检": [(CODE, NAME, 2024, "通过")],
        "等级评估": [(CODE, NAME, "6A", "2022-12-01", "", "")],
    }
    batch = record.imported(clerk, bureau, rows)
    kind, bureaus = lists.of(batch.kind), Bureaus()
    views = [row_view(row, bureaus, kind.labels) for row in imports.rows(batch)]
    content = documents.workbook(kind.sheets(views))
    book = load_workbook(BytesIO(content))
    assert set(book.sheetnames) == {"年检", "等级评估"}
    for sheet, column, right in (("年检", "年检结论", "合格"), ("等级评估", "评估等级", "3A")):
        heads = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(2, heads.index(column) + 1).value = right
    out = BytesIO()
    book.save(out)
    mended = SimpleUploadedFile("mended.xlsx", out.getvalue())
    again = operations.upload(
        upload=mended, source_on=AS_OF, bureau=bureau.pk, by=clerk, kind=Kind.RECORD
    )
    working.read(again.pk, between=0)
    again.refresh_from_db()
    assert (again.counts["new"], again.counts["error"]) == (2, 0)


def confirm(organisation, by, kind=FactKind.INSPECTION, **changed):
    values = {
        "facts": {"year": 2025, "result": "qualified"},
        "source": "年检结论通知书 2026-12",
        "source_on": AS_OF,
    } | changed
    return recording.confirm(organisation=organisation, kind=kind, by=by, **values)


@pytest.mark.parametrize("who", ["clerk", "section_head", "incubation_clerk"])
def test_officials_of_the_registry_confirm_a_fact_with_its_source(who, ours) -> None:
    person = people.person(who)
    made = confirm(ours, person)
    assert queries.inspection(ours.pk, 2025) == "qualified"
    assert (made.source, made.added_by, made.case) == ("年检结论通知书 2026-12", person, "")
    event = Event.objects.get(action="organisation.record_changed")
    assert event.post


@pytest.mark.parametrize("who", ["other_clerk", "leader", "owner", "stranger", "resident"])
def test_nobody_else_confirms(who, ours) -> None:
    with pytest.raises(Refused) as caught:
        confirm(ours, people.person(who))
    assert "not_permitted" in caught.value.codes
    assert not Inspection.objects.exists()


def test_all_reasons_against_a_confirmation_are_told_at_once(ours, clerk) -> None:
    with pytest.raises(Refused) as caught:
        confirm(ours, clerk, source=" ", source_on=date(2039, 1, 1))
    assert set(caught.value.codes) == {"source_missing", "date_in_future"}


@pytest.mark.parametrize(
    ("kind", "facts", "codes"),
    [
        (FactKind.INSPECTION, {"year": 2039}, {"cell_missing", "year_in_future"}),
        (
            FactKind.LISTING,
            {"list": "abnormal", "listed_on": "2026-05-01", "removed_on": "2026-04-01"},
            {"removed_before_listed"},
        ),
        (
            FactKind.LISTING,
            {"list": "abnormal", "listed_on": "2026-05-01", "removed_on": "2039-04-01"},
            {"removal_to_come"},
        ),
        (FactKind.AWARD, {"scheme": "奖励", "amount_fen": 0}, {"cell_missing", "amount_nothing"}),
        (FactKind.GRADE, {"grade": 3, "announced_on": "2039-01-01"}, {"date_in_future"}),
    ],
)
def test_a_fact_that_cannot_be_is_refused(ours, clerk, kind, facts, codes) -> None:
    with pytest.raises(Refused) as caught:
        confirm(ours, clerk, kind, facts=facts)
    assert set(caught.value.codes) == codes


def test_a_confirmation_replaces_an_older_statement_once(ours, clerk) -> None:
    record.inspected(ours, 2025, "absent")
    confirm(ours, clerk)
    with pytest.raises(Refused) as caught:
        confirm(ours, clerk)
    assert set(caught.value.codes) == {"already_stated"}
    assert Inspection.objects.count() == 2
    assert Inspection.objects.get(current=True).result == "qualified"


def test_a_removal_keeps_what_was_known_of_the_listing(ours, clerk) -> None:
    record.listed(ours, since=date(2026, 3, 2))
    facts = {"list": "abnormal", "listed_on": "2026-03-02", "removed_on": "2026-10-01"}
    made = confirm(ours, clerk, FactKind.LISTING, facts=facts)
    assert isinstance(made, CreditListing)
    assert made.ground == "未按时报送年度报告"
    assert queries.lists_on(ours.pk, date(2026, 10, 1)) == frozenset()


def test_an_official_confirms_that_a_body_stands_on_no_other_list(ours, clerk) -> None:
    record.lists_known(ours, date(2026, 10, 1), known=False)
    recording.confirm_lists(organisation=ours, source="信用平台查询", source_on=AS_OF, by=clerk)
    assert queries.lists_known(ours.pk, AS_OF)


def test_grades_hold_by_the_rule_of_the_day_of_their_announcement(ours, clerk) -> None:
    old = confirm(ours, clerk, FactKind.GRADE, facts={"grade": 4, "announced_on": "2026-02-28"})
    new = confirm(ours, clerk, FactKind.GRADE, facts={"grade": 5, "announced_on": "2026-03-01"})
    assert isinstance(old, Grade)
    assert isinstance(new, Grade)
    assert (old.valid_from, old.valid_to) == (date(2026, 2, 28), date(2031, 2, 28))
    assert (new.valid_from, new.valid_to) == (date(2027, 1, 1), date(2031, 12, 31))
    held = queries.grade_on(ours.pk, date(2026, 11, 1))
    assert held == old
    assert queries.grade_on(ours.pk, date(2027, 1, 1)) == new


def test_an_organisations_record_takes_the_same_queries_however_long_it_is(
    ours, django_assert_num_queries
) -> None:
    for year in range(2020, 2026):
        record.inspected(ours, year)
        record.listed(ours, since=date(year, 3, 2), until=date(year, 5, 2))
    record.graded(ours, until=date(2028, 1, 1))
    record.awarded(ours)
    with django_assert_num_queries(7):
        found = queries.of_body(ours.pk)
        assert [row.source for row in found.inspections] == ["组织记录"] * 6
    assert AwardPaid.objects.count() == 1
    assert not Penalty.objects.exists()
