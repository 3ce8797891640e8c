"""Sheets as spreadsheets: out, in again, and what is wrong in them."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from portal.core.reasons import Refused
from ratings.schemes import documents, importing, operations, queries, reading
from ratings.schemes.assembling import assemble
from ratings.schemes.contents import GroupContent, ItemContent, SheetContent, data_of, difference
from ratings.schemes.contents import read as read_data
from ratings.schemes.examples import examples
from ratings.schemes.models import Upload
from tests.factories import schemes as make
from tests.people import person

HEADS = ["一级指标", "二级指标", "三级指标", "分值"]


def file(content: bytes, name: str = "指标.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def book(*rows, heads=HEADS) -> SimpleUploadedFile:
    made = Workbook()
    for row in (heads, *rows):
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return file(out.getvalue())


def read(upload, before=None):
    return assemble(reading.read(upload), before or SheetContent())


def faults(upload) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in read(upload)[1]]


ODD = make.sheet(
    introduction="第一行\n第二行",
    bands={5: Decimal("950.999"), 4: Decimal("900.5")},
    rebase="excluded",
    groups=(
        GroupContent(
            "1",
            "=SUM(A1)",
            Decimal("12.5"),
            (
                ItemContent(
                    "1.10",
                    "'已有引号",
                    (
                        make.point("1.10.1", "12.5", method="+1 分\n-1 分", may_not_apply=True),
                        make.point("1.10.2", "0", nature="veto", cap=0, evidence=()),
                        make.point("1.10.3", "0", nature="veto", evidence=("tax", "opinion")),
                    ),
                ),
                ItemContent("1.2", "没有要点的二级指标"),
            ),
        ),
        GroupContent("2", "空的一级指标", Decimal(0)),
    ),
)


@pytest.mark.parametrize("sheet", [ODD, make.sheet(), *(one.sheet for one in examples())])
def test_what_is_exported_comes_back_unchanged(sheet):
    found, wrong = read(file(documents.workbook(sheet)))
    assert wrong == []
    assert not difference(sheet, found)
    assert found == sheet
    assert read_data(data_of(sheet)) == sheet


def test_the_export_has_three_pages_and_no_formula():
    made = load_workbook(io.BytesIO(documents.workbook(ODD)))
    assert made.sheetnames == ["指标", "等级分数线", "基本信息"]
    cells = [cell for page in made for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert made["指标"]["B2"].value == "'=SUM(A1)"


def test_a_plain_list_with_merged_cells_gets_codes_and_totals():
    found, wrong = read(
        book(
            ["基础条件", "章程", "核准", 5],
            [None, None, "修改程序", "7.5分"],
            [None, "登记", "变更", 2],
            ["内部治理", "会议", "理事会", 10],
        )
    )
    assert wrong == []
    assert [(g.code, g.title, g.total) for g in found.groups] == [
        ("1", "基础条件", Decimal("14.5")),
        ("2", "内部治理", Decimal(10)),
    ]
    assert [p.code for p in found.points()] == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]


def test_pages_that_are_absent_leave_bands_and_basics_as_they_were():
    found, _wrong = read(book(["基础条件", "章程", "核准", 5]), make.sheet())
    assert (found.bands, found.basis) == (make.sheet().bands, make.sheet().basis)
    text = ",".join(HEADS) + "\n基础条件,章程,核准,5\n"
    assert read(file(text.encode("gb18030"), "指标.csv"))[0].groups == found.groups


def test_every_bad_cell_is_named_with_its_line_and_column():
    heads = [*HEADS, "性质", "佐证材料", "可不适用", "否决后最高等级", "一级分值"]
    assert faults(
        book(
            [None, "章程", "核准", 5],
            ["基础条件", None, "核准", 5],
            ["基础条件", "章程", None, 5, "计分", "章程、护照", "也许", None, 10],
            ["基础条件", "章程", "修改", "很多", "随便", None, "否", "6A", 12],
            ["基础条件", "章程", "订立", None, None, None, None, None, "十"],
            ["基础条件", "章程", "=1+1", 1],
            heads=heads,
        )
    ) == [
        (7, "三级指标", "cell_is_formula"),
        (2, "一级指标", "cell_missing"),
        (3, "二级指标", "cell_missing"),
        (4, "三级指标", "cell_missing"),
        (4, "佐证材料", "evidence_unknown"),
        (4, "可不适用", "not_yes_or_no"),
        (5, "一级分值", "two_totals"),
        (5, "性质", "nature_unknown"),
        (5, "分值", "no_number"),
        (5, "否决后最高等级", "grade_unknown"),
        (6, "一级分值", "no_number"),
        (6, "分值", "cell_missing"),
    ]


def test_one_code_with_two_names_is_named():
    heads = ["一级编码", "二级编码", *HEADS]
    assert faults(
        book(
            ["1", "1.1", "基础条件", "章程", "核准", 5],
            ["1", "1.1", "内部治理", "会议", "理事会", 5],
            heads=heads,
        )
    ) == [(3, "一级指标", "two_names"), (3, "二级指标", "two_names")]


def test_bad_bounds_and_basics_are_named():
    made = load_workbook(io.BytesIO(documents.workbook(make.sheet())))
    made["等级分数线"]["A2"], made["等级分数线"]["B3"] = "七A", "高"
    made["基本信息"]["B2"], made["基本信息"]["B4"] = "一千", "看着办"
    out = io.BytesIO()
    made.save(out)
    assert faults(file(out.getvalue())) == [
        (2, "等级", "grade_unknown"),
        (3, "最低分", "no_number"),
        (0, "总分", "no_number"),
        (0, "不适用指标的处理", "rebase_unknown"),
    ]


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (lambda: file(b""), "file_empty"),
        (lambda: file(b"PK\x03\x04garbage"), "file_broken"),
        (lambda: file(b"a,b\n1,2\n", "x.csv"), "no_heading"),
        (lambda: book(heads=HEADS), "no_heading"),
        (lambda: file(b"x", "x.pdf"), "not_a_list"),
        (lambda: book(*(["甲", "乙", str(n), 1] for n in range(501))), "too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(upload, code):
    with pytest.raises(Refused) as found:
        read(upload())
    assert found.value.codes == {code}
    assert all(reason.mend for reason in found.value.reasons)


@pytest.mark.django_db
def test_a_spreadsheet_is_shown_first_and_taken_over_when_somebody_says_so():
    version, by = make.draft(), person("rating_clerk")
    new = make.sheet(basis="新办法")
    kept = importing.take_in(version=version, upload=file(documents.workbook(new)), by=by)
    assert queries.content(version) == make.sheet()
    assert importing.sheet_of(kept) == new
    importing.take_over(upload=kept, by=by)
    assert queries.content(version) == new
    with pytest.raises(Refused) as found:
        importing.take_over(upload=kept, by=by)
    assert found.value.codes == {"upload_gone"}


@pytest.mark.django_db
def test_nothing_is_taken_over_while_rows_are_to_be_mended():
    version, by = make.draft(), person("rating_clerk")
    bad = book(["基础条件", "章程", "核准", "很多"], ["基础条件", "章程", None, "x"])
    kept = importing.take_in(version=version, upload=bad, by=by)
    with pytest.raises(Refused) as found:
        importing.take_over(upload=kept, by=by)
    assert found.value.codes == {"rows_to_mend"}
    assert found.value.reasons[0].params == {"count": 2}
    assert [place[:3] for place in importing.faults_of(kept)] == [
        ("指标", 2, "分值"),
        ("指标", 3, "三级指标"),
        ("指标", 3, "分值"),
    ]


@pytest.mark.django_db
def test_a_draft_changed_meanwhile_or_published_takes_nothing():
    version, by = make.draft(), person("rating_clerk")
    upload = documents.workbook(make.sheet(basis="新办法"))
    kept = importing.take_in(version=version, upload=file(upload), by=by)
    operations.save(version=version, sheet=make.sheet(basis="同事的"), by=by)
    with pytest.raises(Refused) as found:
        importing.take_over(upload=kept, by=by)
    assert found.value.codes == {"changed_meanwhile"}
    operations.publish(version=version, by=person("leader"))
    assert not Upload.objects.exists()
    for who, code in (("rating_clerk", "already_published"), ("owner", "not_permitted")):
        with pytest.raises(Refused) as found:
            importing.take_in(version=replace_version(version), upload=file(upload), by=person(who))
        assert found.value.codes == {code}


def replace_version(version):
    version.refresh_from_db()
    return version


def test_replacing_a_sheet_by_itself_is_no_difference():
    assert not difference(make.sheet(), replace(make.sheet()))
