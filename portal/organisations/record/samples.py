"""Invented lists of the record for invented organisations, clean or with real lists' faults."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

from portal.organisations.record import validity
from portal.organisations.record.enums import FactKind
from portal.organisations.record.sheets import TITLES, columns_of
from portal.organisations.register.generator import SEED, Invented, invent

Row = list[object]
YEARS = (2023, 2024, 2025)

LISTED, REMOVED, DISHONEST, SILENT, PENALISED, RATED = 17, 37, 77, 29, 23, 3
GROUNDS = ("未按时报送年度报告", "未在规定期限内完成整改", "通过登记的住所无法取得联系")
AMOUNTS = {3: 10_000, 4: 20_000, 5: 30_000}
GRADES = (3, 3, 3, 4, 4, 5, 2)
EVERY = 25


@dataclass(slots=True)
class Lists:
    """The rows of the five sheets."""

    rows: dict[FactKind, list[Row]] = field(default_factory=lambda: {k: [] for k in FactKind})

    def add(self, kind: FactKind, made: Invented, *cells: object) -> None:
        """Add a row about an organisation; the cells stand in the order of the columns."""
        self.rows[kind].append([made.code, made.name, *cells])

    def spoil(self, random: Random) -> None:
        """Give every 25th row of each sheet one of its faults, in turn."""
        for kind, faults in FAULTS.items():
            rows = self.rows[kind]
            for turn, at in enumerate(range(EVERY - 1, len(rows), EVERY)):
                faults[turn % len(faults)](rows[at], random)

    def as_workbook(self) -> bytes:
        """The workbook as offices send it: a sheet for each kind, usual headings."""
        book = Workbook(write_only=True)
        for kind, rows in self.rows.items():
            sheet = book.create_sheet(TITLES[kind])
            sheet.append(headings(kind))
            for row in rows:
                sheet.append(row)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def headings(kind: FactKind) -> list[str]:
    """The usual headings of a sheet, amounts in yuan."""
    return [
        f"{many[0]}（元）" if name == "amount" else many[0]
        for name, many in columns_of(kind).items()
    ]


def write_list(path: Path, count: int, *, faults: bool = True, seed: int = SEED) -> Path:
    """Write a workbook about the first so many invented organisations."""
    made = build(invent(count, seed=seed), seed=seed)
    if faults:
        made.spoil(Random(seed))  # noqa: S311 - invented data, the same every time
    path.write_bytes(made.as_workbook())
    return path


def build(organisations: Iterable[Invented], *, seed: int = SEED) -> Lists:
    """What the city's lists say of them: most are clean, some are listed, rated or silent."""
    random, lists = Random(seed), Lists()  # noqa: S311 - invented data, the same every time
    for place, made in enumerate(organisations):
        _inspections(lists, made, place, random)
        if place % 40 in (LISTED, REMOVED):
            _listing(lists, made, random, still=place % 40 == LISTED)
        if place % 120 == DISHONEST:
            day = _day(random, 2025)
            lists.add(FactKind.LISTING, made, "严重违法失信名单", "三年内两次受到警告", day, "")
        if place % 60 == PENALISED:
            lists.add(FactKind.PENALTY, made, "警告", "", 0, _day(random, 2024), "是")
        if place % 10 == RATED and made.registered_on.year < 2019:
            _rating(lists, made, random)
    return lists


def _inspections(lists: Lists, made: Invented, place: int, random: Random) -> None:
    for year in YEARS:
        if not validity.inspected(made.registered_on, year):
            continue
        if place % 60 == SILENT and year == YEARS[-1]:
            continue
        odd = place % 40 > 20 and random.random() < 0.15
        result = random.choice(("基本合格", "不合格", "未参检")) if odd else "合格"
        lists.add(FactKind.INSPECTION, made, year, result)


def _listing(lists: Lists, made: Invented, random: Random, *, still: bool) -> None:
    listed = _day(random, 2025)
    removed = "" if still else listed + timedelta(days=random.randint(60, 200))
    lists.add(FactKind.LISTING, made, "活动异常名录", random.choice(GROUNDS), listed, removed)


def _rating(lists: Lists, made: Invented, random: Random) -> None:
    grade, day = random.choice(GRADES), _day(random, random.choice((2022, 2023, 2024)))
    number = f"鄂社评〔{day.year}〕{random.randint(1, 300)}号"
    lists.add(FactKind.GRADE, made, "A" * grade, day, number, "鄂尔多斯市民政局", "")
    if grade in AMOUNTS and random.random() < 0.5:
        paid = day + timedelta(days=random.randint(40, 200))
        lists.add(FactKind.AWARD, made, "等级评估奖励", f"{grade}A", AMOUNTS[grade], paid)


def _day(random: Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=random.randrange(360))


def _set(place: int, value: object) -> Callable[[Row, Random], None]:
    def spoil(row: Row, _random: Random) -> None:
        row[place] = value

    return spoil


def _other_name(row: Row, _random: Random) -> None:
    row[1] = f"{row[1]}（总部）"


def _wrong_sign(row: Row, random: Random) -> None:
    code = str(row[0])
    row[0] = code[:-1] + random.choice([sign for sign in "0123456789" if sign != code[-1]])


def _reversed_days(row: Row, _random: Random) -> None:
    row[5] = date(2019, 5, 1)


WHOSE = (_wrong_sign, _other_name, _set(0, ""), _set(0, "52150602MJ0000000K"))
FAULTS: dict[FactKind, tuple[Callable[[Row, Random], None], ...]] = {
    FactKind.INSPECTION: (*WHOSE, _set(3, "通过"), _set(2, 2039), _set(3, "")),
    FactKind.LISTING: (_reversed_days, _set(4, "2025-02-30"), _other_name),
    FactKind.PENALTY: (_set(4, "若干"), _set(2, "批评")),
    FactKind.GRADE: (_set(2, "6A"), _wrong_sign, _set(3, "2039-05-01")),
    FactKind.AWARD: (_set(5, date(2018, 1, 5)), _set(4, "待定")),
}
