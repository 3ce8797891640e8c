"""The Sankey: every stock is as tall as its ribbons, in any flows; the table says the same."""

import re
from itertools import pairwise

from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import charts
from portal.core.charts import Flow, Stock

COLUMNS = [[Stock(f"{name}{n}", f"{name}{n}", "–") for n in range(3)] for name in "abcd"]
PATH = re.compile(r"M([\d.]+) ([\d.]+)C.* ([\d.]+) ([\d.]+)V([\d.]+)C")
WAYS = st.tuples(*(st.integers(0, 2) for _ in COLUMNS), st.integers(0, 10**12))


def flows_of(ways):
    """Each way goes through all columns, so that what comes into a stock also leaves it."""
    return [
        Flow(f"{'abcd'[n]}{way[n]}", f"{'abcd'[n + 1]}{way[n + 1]}", way[-1], str(way[-1]))
        for way in ways
        for n in range(3)
    ]


@given(st.lists(WAYS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_ribbons_lie_within_their_stocks_and_the_stocks_beside_each_other(ways):
    chart = charts.sankey(COLUMNS, flows_of(ways))
    assert chart.empty == (not any(way[-1] for way in ways))
    bottom = float(chart.box.split()[3])
    by_column: dict[str, list[tuple[float, float]]] = {}
    for box in chart.boxes:
        top, end = float(box.y), float(box.y) + float(box.height)
        assert 0 <= top < end <= bottom + 0.2
        by_column.setdefault(box.x, []).append((top, end))
    for stocks in by_column.values():
        assert all(a[1] < b[0] for a, b in pairwise(stocks))
    for ribbon in chart.ribbons:
        found = PATH.match(ribbon)
        assert found is not None
        x, y, to_x, to_y, to_end = map(float, found.groups())
        thick = to_end - to_y
        assert any(a - 0.2 <= y and y + thick <= b + 0.2 for a, b in by_column[f"{x - 14:.1f}"])
        assert any(a - 0.2 <= to_y and to_end <= b + 0.2 for a, b in by_column[f"{to_x:.1f}"])


def test_nothing_is_not_drawn_and_a_little_is_never_nothing():
    chart = charts.sankey(
        COLUMNS[:2], [Flow("a0", "b0", 10**9, "许多"), Flow("a1", "b1", 1, "一点"),
        Flow("a2", "b2", 0, "没有"), Flow("a0", "nowhere", 5, "?")],
    )  # fmt: skip
    assert [row.words for row in chart.rows] == ["许多", "一点"]
    assert [(box.label, box.height) for box in chart.boxes] == [
        ("a0", "300.0"), ("a1", "1.5"), ("b0", "300.0"), ("b1", "1.5"),
    ]  # fmt: skip
    assert charts.sankey(COLUMNS, []).empty


def test_the_picture_says_its_title_its_summary_and_its_table(in_chinese):
    long = Stock("b0", "鄂尔多斯市东胜区暖阳社会工作服务中心", "1.0 万元")
    chart = charts.sankey([COLUMNS[0], [long]], [Flow("a0", "b0", 10**6, "10,000.00")])
    page = Template('{% sankey_chart chart title="钱去哪了" unit="元" summary="a0 一万" %}').render(
        Context({"chart": chart})
    )
    assert 'role="img" aria-labelledby="sankey-title sankey-summary"' in page
    assert '<title id="sankey-title">钱去哪了</title>' in page
    assert "a0 一万</desc>" in page
    assert "鄂尔多斯市东胜区暖阳社会工作…</text>" in page
    assert '<td data-l="到">鄂尔多斯市东胜区暖阳社会工作服务中心</td>' in page
