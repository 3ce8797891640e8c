"""The geometry of the pictures: figures decide it, nothing else."""

import pytest

from portal.core import charts
from portal.core.charts import Part, Tile
from portal.core.charts.heat import depth


def test_bars_share_the_longest_and_something_never_vanishes():
    found = charts.bars([("甲", 200, "/a/"), ("乙", 50), ("丙", 1), ("丁", 0)])
    assert [bar.width for bar in found] == ["100.0", "25.0", "0.8", "0"]
    assert [bar.url for bar in found] == ["/a/", "", "", ""]


def test_lines_end_with_their_last_figure_and_begin_at_nought():
    chart = charts.lines(["1月", "2月", "3月"], [("申请", [3, 14, 9]), ("出壳", [0, 1, 1])])
    assert [tick.words for tick in chart.y_ticks] == ["0", "5", "10", "15", "20"]
    assert [(line.label, line.last) for line in chart.series] == [("申请", 9), ("出壳", 1)]
    assert [point.x for point in chart.series[0].points] == ["40.0", "285.0", "530.0"]
    assert chart.series[1].points[0].y == chart.y_ticks[0].at
    assert chart.rows[1] == ("2月", [(14, ""), (1, "")])


def test_the_figures_of_a_line_lead_to_the_lists_they_count():
    chart = charts.lines(["1月", "2月"], [("申请", [3, 0])], [["/a/", "/b/"]])
    assert chart.rows == [("1月", [(3, "/a/")]), ("2月", [(0, "/b/")])]


def test_a_year_of_lines_names_every_other_month():
    chart = charts.lines([str(n) for n in range(1, 13)], [("a", list(range(12)))])
    assert [tick.words for tick in chart.x_ticks] == ["1", "3", "5", "7", "9", "11"]


def test_names_of_two_lines_that_end_together_stand_apart():
    chart = charts.lines(["1", "2"], [("a", [5, 5]), ("b", [0, 5])])
    first, second = (float(line.y) for line in chart.series)
    assert abs(first - second) >= 18


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, "4"), (4, "4"), (5, "8"), (16, "20"), (38, "40"), (99, "100"), (101, "200")],
)
def test_the_axis_ends_at_a_round_number(most, top):
    assert charts.lines(["1"], [("a", [most])]).y_ticks[-1].words == top


def test_lines_without_figures_say_so():
    assert charts.lines(["1"], [("a", [0])]).empty
    assert charts.lines([], [("a", [])]).empty


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 0), (19, 0), (20, 1), (79, 3), (80, 4), (100, 4)]
)
def test_shares_have_five_depths(percent, expected):
    assert depth(percent) == expected


def test_a_grid_keeps_apart_what_is_nought_and_what_is_unknown():
    chart = charts.heat([(0, "周一")], [(8, "8"), (9, "9")], {(0, 8): 0})
    assert [cell.value for cell in chart.rows[0].cells] == [0, None]
    assert not chart.empty
    assert charts.heat([(0, "周一")], [(8, "8")], {}).empty


def test_tiles_are_the_deeper_the_larger_and_none_is_cut_off():
    tiles = {"a": Tile("a", "4", 4), "b": Tile("b", "0", 0), "c": Tile("c", "1", 1, lacking=True)}
    chart = charts.hex_map([("a",), ("b", "c")], tiles)
    assert [hexagon.depth for hexagon in chart.hexagons] == [4, 0, 1]
    assert [hexagon.dark for hexagon in chart.hexagons] == [True, False, False]
    wide, high = (float(number) for number in chart.box.split()[2:])
    corners = [pair.split(",") for h in chart.hexagons for pair in h.points.split()]
    assert all(0 <= float(x) <= wide and 0 <= float(y) <= high for x, y in corners)


def test_budgets_are_drawn_on_one_scale():
    words = ("1", "2", "3")
    found = charts.bullets([Part("甲", 50, 25, 100, words), Part("乙", 10, 0, 200, words)])
    assert [(bar.done, bar.promised, bar.whole) for bar in found] == [
        ("25.0", "12.5", "50.0"),
        ("5.0", "0", "100.0"),
    ]
    assert [bar.percent for bar in found] == [75, 5]
    assert charts.bullets([Part("丙", 0, 0, 0, words)])[0].percent == 0
