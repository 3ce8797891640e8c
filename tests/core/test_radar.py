"""The radar of groups against a median: geometry, table, and when no median is shown."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from portal.core import charts
from portal.core.charts import Axis


def axes(*rows):
    return [
        Axis(label, Decimal(value), Decimal(most), None if median is None else Decimal(median))
        for label, value, median, most in rows
    ]


FOUR = axes(
    ("基础条件", "100", "50", "100"),
    ("内部治理", "190", "190", "380"),
    ("工作绩效", "0", "420", "420"),
    ("社会评价", "66.6666", "81.5", "100"),
)


def test_each_axis_has_its_own_scale_and_goes_clockwise_from_the_top():
    chart = charts.radar(FOUR, n=17)
    assert [(dot.x, dot.y) for dot in chart.own.dots[:3]] == [
        ("280.0", "50.0"),
        ("345.0", "180.0"),
        ("280.0", "180.0"),
    ]
    assert chart.peers is not None
    assert [(dot.x, dot.y) for dot in chart.peers.dots[:3]] == [
        ("280.0", "115.0"),
        ("345.0", "180.0"),
        ("280.0", "310.0"),
    ]
    assert [spoke.anchor for spoke in chart.spokes] == ["middle", "start", "middle", "end"]
    assert len(chart.rings) == 4


def test_nothing_is_drawn_outside_the_box():
    over = axes(("a", "200", None, "100"), ("b", "-5", None, "100"), ("c", "1", None, "0"))
    chart = charts.radar(over, n=0)
    assert [dot.y for dot in chart.own.dots] == ["50.0", "180.0", "180.0"]


def test_the_table_says_the_same_cut_off_after_two_decimals():
    chart = charts.radar(FOUR, n=5)
    assert [(row.value, row.median, row.most) for row in chart.rows] == [
        ("100", "50", "100"),
        ("190", "190", "380"),
        ("0", "420", "420"),
        ("66.66", "81.5", "100"),
    ]


@pytest.mark.parametrize("n", [0, 1, 4])
def test_a_median_of_fewer_than_five_is_not_shown(n):
    chart = charts.radar(FOUR, n=n)
    assert chart.peers is None
    assert {row.median for row in chart.rows} == {""}


def test_without_a_median_on_every_axis_none_is_drawn():
    some = axes(("a", "1", "1", "2"), ("b", "1", None, "2"), ("c", "1", "1", "2"))
    assert charts.radar(some, n=50).peers is None


def test_two_axes_are_no_radar():
    assert charts.radar(FOUR[:2], n=9).empty
    assert charts.radar([], n=9).empty
    assert not charts.radar(FOUR[:3], n=9).empty


def test_the_picture_stands_with_its_table_and_its_n(in_chinese):
    words = '{% radar_chart chart own="本组织" title="绩效高于同类" note="2026 年度" %}'
    page = Template(words).render(Context({"chart": charts.radar(FOUR, n=17)}))
    assert "同类 17 家的中位数" in page
    assert page.count("<polygon") == 6
    assert '<td class="num">66.66</td><td class="num">81.5</td><td class="num">100</td>' in page
    few = Template(words).render(Context({"chart": charts.radar(FOUR, n=4)}))
    assert "同类不足 5 家，不显示中位数" in few
    assert few.count("<polygon") == 5
