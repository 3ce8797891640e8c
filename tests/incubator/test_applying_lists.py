"""Lists of people as spreadsheets: good rows kept, bad ones told, odd files refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.applying import operations, rosters
from incubator.applying.documents import template
from portal.core.reasons import Refused
from tests.factories import applying
from tests.people import person

pytestmark = pytest.mark.django_db
HEADINGS = ("姓名", "岗位", "专职或兼职", "证书")


def read(upload, kind="staff", most=1000):
    return rosters.read(upload, kind, most=most)


def csv(words: str, name="名单.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, words.encode(encoding))


def put(draft, upload, title="成员名单"):
    item = draft.programme.evidence.get(title=title)
    given = {"programme": draft.programme, "body": draft.body, "by": person("owner")}
    return item, operations.put_list(**given, item=item, upload=upload)


def codes(fault):
    return [reason.code for reason in fault.reasons]


def test_good_rows_are_kept_and_each_bad_row_says_what_to_mend():
    found = read(
        applying.roster(
            HEADINGS,
            ("王芳", "社工", "专职", "助理社会工作师"),
            ("李强", "", "", ""),
            ("", "司机", "", ""),
            (None, None, None, None),
            ("赵", "社工", "长" * 61, ""),
        )
    )

    assert [row["name"] for row in found.rows] == ["王芳"]
    assert [(fault.line, codes(fault)) for fault in found.faults] == [
        (3, ["cell_missing"]),
        (4, ["cell_missing"]),
        (6, ["cell_too_long"]),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+8613800138000", "-2"])
def test_formulas_are_told_and_never_worked_out(cell):
    found = read(csv(f"姓名,岗位\n王芳,{cell}\n李强,社工\n"))
    assert [row["name"] for row in found.rows] == ["李强"]
    assert codes(found.faults[0]) == ["cell_is_formula"]


def test_a_formula_in_a_workbook_is_seen_even_with_a_worked_out_value():
    found = read(applying.roster(HEADINGS, ("=A1", "社工", "", "")))
    assert codes(found.faults[0]) == ["cell_is_formula"]


def test_identity_numbers_are_not_kept():
    found = read(csv("姓名,岗位\n王芳,15060219900101123X\n"))
    assert codes(found.faults[0]) == ["identity_number"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_of_spreadsheet_programs_is_read(encoding):
    assert read(csv("姓名\t岗位\n王芳\t社工\n", encoding=encoding)).rows[0]["post"] == "社工"


def test_a_title_above_the_headings_and_other_columns_do_no_harm():
    found = read(csv("某中心工作人员名单\n序号,名 字,职务\n1,王芳,社工\n"))
    assert found.rows == [{"name": "王芳", "post": "社工", "contract": "", "certificate": ""}]


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (SimpleUploadedFile("空.xlsx", b""), "file_empty"),
        (csv("姓名,岗位\n"), "no_rows"),
        (csv("一,二\n三,四\n"), "no_heading"),
        (SimpleUploadedFile("坏.xlsx", b"PK\x03\x04broken"), "file_broken"),
        (SimpleUploadedFile("图.png", b"\x89PNG"), "not_a_list"),
        (SimpleUploadedFile("二进制.csv", b"a,b\x00c\n" + b"\x00" * 9), "not_text"),
    ],
)
def test_files_that_are_no_list_are_refused_with_their_reason(upload, code):
    with pytest.raises(Refused) as refusal:
        read(upload)
    assert refusal.value.codes == {code}


def test_ten_thousand_rows_are_refused():
    words = "姓名,岗位\n" + "王芳,社工\n" * 10_000
    with pytest.raises(Refused) as refusal:
        read(csv(words))
    assert refusal.value.codes == {"too_many_rows"}


def test_the_template_can_be_read_back():
    for kind in rosters.COLUMNS:
        upload = SimpleUploadedFile("模板.xlsx", template(kind))
        assert len(read(upload, kind).rows) == 1


def test_a_second_list_takes_the_place_of_the_first():
    draft = applying.draft(papers=False)
    item, _roster = put(draft, applying.roster())
    put(draft, applying.roster(("姓名",), ("新人",)))
    draft.refresh_from_db()
    assert [row["name"] for row in draft.lists[item.code]] == ["新人"]


def test_a_list_without_a_good_row_leaves_the_former_one():
    draft = applying.draft(papers=False)
    item, _roster = put(draft, applying.roster())
    _item, roster = put(draft, csv("姓名,职务\n=1,理事\n"))
    draft.refresh_from_db()
    assert len(roster.faults) == 1
    assert [row["name"] for row in draft.lists[item.code]] == ["王芳", "李强"]


def test_a_list_is_taken_out_again():
    draft = applying.draft(papers=False)
    item, _roster = put(draft, applying.roster())
    operations.drop_list(draft=draft, item=item.code, by=person("owner"))
    draft.refresh_from_db()
    assert draft.lists == {}


def test_more_files_than_allowed_for_one_item_are_refused():
    draft = applying.draft(papers=False)
    item = draft.programme.evidence.get(title="项目计划书")
    given = {"programme": draft.programme, "body": draft.body, "item": item, "by": person("owner")}
    for _ in range(5):
        operations.attach(**given, upload=applying.pdf())
    with pytest.raises(Refused) as refusal:
        operations.attach(**given, upload=applying.pdf())
    assert refusal.value.codes == {"too_many_papers"}
