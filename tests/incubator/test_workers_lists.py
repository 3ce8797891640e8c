"""A list of workers: every faulty row with column, what was read and what to do."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from incubator.workers import documents, lists, queries, working
from incubator.workers.models import Employment, WorkerList, WorkerRow
from portal.audit import queries as audit
from portal.core import sealed
from portal.core.reasons import Refused
from tests import people, work
from tests.factories import workers as make
from tests.work import move_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(db):
    move_to("2026-11-30T02:00:00+00:00")


def checked(*rows):
    made = lists.upload(
        body=people.body("ours"), upload=make.listed(*rows), by=people.person("owner")
    )
    working.check(made.pk)
    made.refresh_from_db()
    return made


def found(made):
    """{line: {(code, heading)}} of the faulty rows."""
    from incubator.workers.cells import BY_KEY

    return {
        row.line: {(fault["code"], BY_KEY[fault["column"]].heading) for fault in row.reasons}
        for row in made.rows.filter(verdict="faulty")
    }


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_every_fault_of_a_row_is_found_with_its_column():
    made = checked(
        {},
        {"number": "15060219920308001X", "begins_on": "三月一日"},
        {"born_on": "2030-01-01"},
        {"born_on": "1993-01-01"},
        {"level": "特级", "contract": ""},
        {"name": '=HYPERLINK("http://x")'},
        {"number": "150602"},
        {"first": "2026-13", "last": "2026-06", "reference": "A"},
        {"name": ""},
    )
    assert found(made) == {
        3: {("id_check_character", "身份证号"), ("date_unreadable", "合同开始日期")},
        4: {("birthday_in_future", "出生日期")},
        5: {("birthday_differs", "出生日期")},
        6: {("not_offered", "证书级别"), ("contract_missing", "合同类型")},
        7: {("cell_is_formula", "姓名")},
        8: {("id_form", "身份证号")},
        9: {("month_unreadable", "参保起始月")},
        10: {("name_missing", "姓名")},
    }
    assert made.phase == "checked"
    assert Employment.objects.count() == 0


def test_a_certificate_used_by_two_people_is_found_in_the_list_and_in_the_register():
    make.worker(certificate="15122000555")
    made = checked(
        {"certificate": "15122000111"},
        {"certificate": "15122000111"},
        {"certificate": "15122000555"},
    )
    assert found(made) == {
        3: {("certificate_twice_in_list", "证书编号")},
        4: {("certificate_of_another", "证书编号")},
    }
    (fault,) = made.rows.get(line=3).reasons
    assert (fault["read"], fault["params"]) == ("*******0111", {"line": 2})


def test_the_same_person_twice_and_somebody_of_another_organisation():
    theirs = make.worker(people.body("theirs"), people.person("stranger"))
    number = make.number(77)
    made = checked(
        {"number": number}, {"number": number}, {"number": sealed.unsealed(theirs.worker.id_sealed)}
    )
    codes = {line: {code for code, _column in faults} for line, faults in found(made).items()}
    assert codes == {3: {"id_twice_in_list"}, 4: {"employed_elsewhere", "other_name"}}


def test_dates_are_understood_in_several_notations():
    notations = ("2025-03-01", "2025.3.1", "2025/3/1", "20250301", "2025年3月1日", 45717)
    made = checked(*({"begins_on": words} for words in notations))
    assert found(made) == {}
    lists.confirm(upload=made, by=people.person("owner"))
    working.apply(made.pk)
    assert {str(row.begins_on) for row in Employment.objects.all()} == {"2025-03-01"}
    assert Employment.objects.count() == 6


def test_a_number_that_the_spreadsheet_rounded_is_named_as_such():
    made = checked({"number": int(make.number(5, "19930405")[:17] + "0")})
    assert ("id_as_number", "身份证号") in found(made)[2]


def test_no_identity_number_stands_in_the_open_anywhere():
    number = make.number(88)
    made = checked({"number": number, "begins_on": ""})
    stored = str(list(WorkerRow.objects.values_list())) + str(list(WorkerList.objects.values()))
    assert number not in stored
    assert number in lists.opened(made.rows.get()).values()


def test_good_rows_are_taken_and_faulty_ones_offered_to_mend():
    owner = people.person("owner")
    made = checked({}, {"begins_on": ""}, {"first": "2026-01", "last": "2026-03", "reference": "A"})
    book = load_workbook(
        io.BytesIO(documents.to_mend(lists.taken_away(upload=made, by=owner)))
    ).active
    heads, row = ([cell.value for cell in line] for line in book.iter_rows())
    whole = lists.opened(made.rows.get(line=3))
    assert (row[0], row[heads.index("身份证号")]) == ("3", whole["number"])
    lists.confirm(upload=made, by=owner)
    working.apply(made.pk)
    made.refresh_from_db()
    assert made.phase == "written"
    assert queries.rows_by_verdict(made) == {"unread": 0, "good": 0, "faulty": 1, "written": 2}
    months = queries.months_proven(Employment.objects.all(), 2026)
    assert sorted(months.values()) == [3]
    assert (
        audit.find(f"incubator.workerlist:{made.pk}")
        .filter(action="worker_list.rows_taken")
        .exists()
    )


def test_the_mended_workbook_can_be_handed_in_again():
    made = checked({"begins_on": ""})
    rows = lists.taken_away(upload=made, by=people.person("owner"))
    again = SimpleUploadedFile("再传.xlsx", documents.to_mend(rows))
    second = lists.upload(body=people.body("ours"), upload=again, by=people.person("owner"))
    working.check(second.pk)
    assert found(second) == {2: {("begins_missing", "合同开始日期")}}


def test_a_second_list_adds_months_to_those_who_are_there():
    row = make.worker(name="王芳", certificate="15122000321")
    number = sealed.unsealed(row.worker.id_sealed)
    same = {"number": number, "name": "王芳", "certificate": "15122000321"}
    made = checked(same | {"first": "2026-01", "last": "2026-10", "reference": "A"})
    assert found(made) == {}
    lists.confirm(upload=made, by=people.person("owner"))
    working.apply(made.pk)
    assert queries.months_proven([row], 2026) == {row.pk: 10}
    assert found(checked(same)) == {2: {("already_here", "身份证号")}}


def test_what_changed_between_preview_and_writing_is_left_out():
    number = make.number(66)
    made = checked({"number": number, "name": "赵"}, {})
    make.worker(people.body("theirs"), people.person("stranger"), number=number, name="赵")
    lists.confirm(upload=made, by=people.person("owner"))
    working.apply(made.pk)
    assert found(made) == {2: {("employed_elsewhere", "身份证号")}}
    assert queries.numbers(made.body_id)["there"] == 1


def test_csv_in_gb18030_is_read_and_strange_files_are_refused():
    words = "姓名,身份证号,合同类型,入职日期\n" + f"王芳,{make.number(9)},劳动合同,2025-03-01\n"
    upload = SimpleUploadedFile("名单.csv", words.encode("gb18030"))
    by, body = people.person("owner"), people.body("ours")
    made = lists.upload(body=body, upload=upload, by=by)
    working.check(made.pk)
    assert found(made) == {}
    for name, content, code in (
        ("a.csv", "列一,列二\n1,2\n".encode(), "no_heading"),
        ("b.csv", "姓名,身份证号\n".encode(), "no_rows"),
        ("c.xlsx", b"PK no workbook", "wrong_extension"),
        ("d.csv", b"", "file_empty"),
    ):
        given = SimpleUploadedFile(name, content)
        codes = refused(lambda given=given: lists.upload(body=body, upload=given, by=by))
        assert codes == {code}, name


def test_five_hundred_rows_are_checked_in_constant_queries_per_hundred(
    django_assert_max_num_queries,
):
    made = lists.upload(
        body=people.body("ours"),
        upload=make.listed(*({} for _ in range(500))),
        by=people.person("owner"),
    )
    with django_assert_max_num_queries(60):
        working.check(made.pk)
    assert queries.rows_by_verdict(made)["good"] == 500


def test_old_lists_are_wiped():
    made = checked({}, {"begins_on": ""})
    assert lists.sweep() == 0
    move_to("2026-12-31T02:00:00+00:00")
    assert (lists.sweep(), lists.sweep()) == (1, 0)
    assert {row.sealed for row in made.rows.all()} == {""}
    made.refresh_from_db()
    assert made.phase == "discarded"


def test_only_who_uploaded_takes_the_rows_away_and_others_may_not_upload():
    made = checked({"begins_on": ""})
    second = people.person("resident")
    people.appoint(second, "applicant", people.body("ours"))
    assert refused(lambda: lists.taken_away(upload=made, by=second)) == {"not_permitted"}
    for who in ("colleague", "stranger", "base_worker"):
        by = people.person(who)
        for act in (
            lambda by=by: lists.upload(body=made.body, upload=make.listed({}), by=by),
            lambda by=by: lists.confirm(upload=made, by=by),
            lambda by=by: lists.discard(upload=made, by=by),
        ):
            assert refused(act) == {"not_permitted"}, who


def test_a_list_is_confirmed_once_and_only_with_something_good():
    owner = people.person("owner")
    assert refused(lambda: lists.confirm(upload=checked({"name": ""}), by=owner)) == {
        "nothing_to_write"
    }
    made = checked({})
    lists.confirm(upload=made, by=owner)
    assert refused(lambda: lists.confirm(upload=made, by=owner)) == {"not_possible_now"}
    assert refused(lambda: lists.discard(upload=made, by=owner)) == {"not_possible_now"}


def test_the_pages_lead_from_the_upload_to_the_register():
    client, body = people.client_of("owner"), people.body("ours")
    answer = client.post(
        reverse("worker_upload", args=[body.pk]), {"upload": make.listed({}, {"name": ""})}
    )
    made = WorkerList.objects.get()
    page = reverse("worker_list", args=[body.pk, made.pk])
    assert answer.headers["Location"] == page
    work.drain()
    words = client.get(page).content.decode()
    assert "姓名" in words
    client.post(reverse("worker_list_confirm", args=[body.pk, made.pk]))
    work.drain()
    assert WorkerList.objects.get().phase == "written"
    assert queries.numbers(body.pk)["there"] == 1
    book = client.get(reverse("worker_list_rows", args=[body.pk, made.pk]))
    assert book.headers["Content-Type"].endswith("spreadsheetml.sheet")
