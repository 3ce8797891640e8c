"""Files as they arrive: every kind that is read, and every kind that is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.core.reasons import Refused
from portal.organisations.imports import containers, reader
from portal.organisations.imports.columns import Column
from tests.factories.organisations import HEADINGS, csv_list, row, workbook


def cells(path: Path, column: Column = Column.NAME) -> list[object]:
    """What stands in a column of the list."""
    return [line.cells.get(column) for line in reader.read(path, path.name).lines()]


def refused(path: Path, name: str = "") -> set[str]:
    """The reasons why a file is not read."""
    with pytest.raises(Refused) as caught:
        reader.read(path, name or path.name)
    assert all(str(reason) for reason in caught.value.reasons)
    return set(caught.value.codes)


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    words = csv_list(row(name="晨光协会𬭊"))
    path = write(tmp_path / "list.csv", words.encode(encoding))
    assert cells(path) == ["晨光协会𬭊"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_columns_may_be_parted_by_comma_tab_or_semicolon(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(csv_list(row()).replace(",", delimiter), encoding="utf-8")
    assert cells(path, Column.CODE) == ["52150602MJ00K1P274"]


def test_headings_may_be_moved_renamed_and_below_title_rows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["", "", "全市社会组织名册"],
            [],
            ["序号", "信用代码", "法人代表", "单位名称*", "成立日期", "开办资金（元）"],
            [1, "52150602MJ00K1P274", "乌兰", "晨光协会", "2019-03-04", 30000],
        ],
    )
    table = reader.read(path, path.name)
    line = next(table.lines())
    assert table.title == "全市社会组织名册"
    assert line.number == 4
    assert line.cells[Column.NAME] == "晨光协会"
    assert line.cells[Column.LEGAL_REPRESENTATIVE] == "乌兰"
    assert not table.layout.funds_in_wan


def test_the_sheet_with_the_list_is_found_among_others(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["说明", "请勿修改"])
    second = book.create_sheet("名录")
    second.append(list(HEADINGS.values()))
    second.append(list(row(name="第二张表").values()))
    book.save(tmp_path / "list.xlsx")
    assert cells(tmp_path / "list.xlsx") == ["第二张表"]


def test_a_formula_stays_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [HEADINGS.values(), row(name='=HYPERLINK("http://x.invalid","晨光 & 协会")').values()],
    )
    assert cells(path) == ['=HYPERLINK("http://x.invalid","晨光 & 协会")']


def test_formulas_are_found_in_workbooks_that_leave_out_addresses(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADINGS.values(), row(name="=1+1").values()])
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b' r="A2"', b"")
            target.writestr(name, content)
    assert cells(bare) == ["=1+1"]


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADINGS.values(), [], row().values(), ["", ""], []])
    assert len(cells(path)) == 1


def spoil(path: Path, change: Callable[[zipfile.ZipFile], None]) -> Path:
    """A workbook with something added."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path, [HEADINGS.values(), row().values()])


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "list.xlsx", b"")) == {"file_empty"}


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert refused(path) == {"file_too_large"}


def test_macros_are_refused(good: Path) -> None:
    spoil(good, lambda archive: archive.writestr("xl/vbaProject.bin", b"x"))
    assert refused(good) == {"has_macros"}


def test_a_zip_bomb_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_UNPACKED", 5_000_000)
    spoil(good, lambda archive: archive.writestr("xl/media/a.bin", b"\0" * 6_000_000))
    assert refused(good) == {"unpacks_too_large"}


def test_a_bomb_that_lies_about_its_size_is_refused(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_UNPACKED", 5_000_000)
    spoil(good, lambda archive: archive.writestr("xl/media/a.bin", b"\0" * 6_000_000))
    lie = (6_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    good.write_bytes(good.read_bytes().replace(*lie))
    assert refused(good) == {"unpacks_too_large"}


def test_entities_are_refused(good: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content
            target.writestr(name, content)
    assert refused(bad) == {"file_broken"}


def test_a_password_is_refused(tmp_path: Path) -> None:
    content = containers.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(write(tmp_path / "list.xlsx", content)) == {"password_protected"}


def test_an_old_workbook_is_refused(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "list.xls", containers.OLE + b"\0" * 600)) == {"old_format"}


def test_a_wrong_ending_is_named(good: Path, tmp_path: Path) -> None:
    assert refused(good, "list.csv") == {"wrong_extension"}
    text = write(tmp_path / "text.xlsx", csv_list(row()).encode())
    assert refused(text) == {"wrong_extension"}
    assert refused(text, "list.docx") == {"not_a_list"}


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(write(tmp_path / "list.xlsx", content.getvalue())) == {"not_a_list"}


def test_a_damaged_workbook_is_refused(good: Path, tmp_path: Path) -> None:
    half = good.read_bytes()[: good.stat().st_size // 2]
    assert refused(write(tmp_path / "half.xlsx", half)) == {"file_broken"}


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "list.csv", b"\x89PNG\xff\xff\xfe")) == {"not_text"}


def test_a_list_without_the_needed_headings_names_them(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["名称", "住所"], ["晨光协会", "民生街1号"]])
    assert refused(path) == {"heading_missing_code"}


def test_a_list_without_rows_is_refused(tmp_path: Path) -> None:
    assert refused(workbook(tmp_path, [HEADINGS.values()])) == {"no_rows"}


def test_the_real_lists_are_read_alike(settings) -> None:
    folder = Path(settings.SHARED) / "data"
    if not folder.exists():
        pytest.skip("the shared sample lists are not beside this clone")
    lists = [
        [line.cells for line in reader.read(folder / name, name).lines()]
        for name in ("registry-3000.xlsx", "registry-3000-gb18030.csv")
    ]
    names = [[one[Column.NAME] for one in rows] for rows in lists]
    assert len(names[0]) == 3000
    assert names[0] == names[1]
