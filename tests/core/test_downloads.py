"""Files made on the spot: no cell becomes a formula, no name breaks a header."""

import pytest

from portal.core import downloads


def test_a_table_begins_with_the_mark_and_its_heads_and_quotes_every_cell():
    answer = downloads.csv_file("名单", ("甲", "乙"), [("一", None), (2, 'a"b')])
    assert answer.content.decode() == '\ufeff"甲","乙"\r\n"一",""\r\n"2","a""b"\r\n'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize("odd", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(odd):
    assert downloads.table([(odd,)]).startswith("\"'")


def test_a_paper_is_shown_and_kept_by_nobody_on_the_way():
    answer = downloads.pdf_page("a\r\nb", b"%PDF")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "\n" not in answer.headers["Content-Disposition"]
