"""Opening hours: as people write them, as rows, and as they are printed."""

from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.bases import hours, opening, queries
from incubator.bases.hours import Span, parse
from incubator.bases.models import Opening
from incubator.bases.printing import show
from portal.core import workdays
from portal.core.reasons import Refused
from tests.factories import bases as make
from tests.people import person

pytestmark = pytest.mark.django_db
WRITTEN = {
    "周一至周五 8:30-17:30": "周一至周五 8:30-17:30",
    "工作日8:30-12:00，14:30-17:30；周末9:00-12:00": (
        "工作日 8:30-12:00，14:30-17:30；周末 9:00-12:00"
    ),
    "每天 9:00—21:00": "每天 9:00-21:00",
    "周二至周日 10:00-18:00": "周二至周日 10:00-18:00",
    "周一到周五上午9点至12点，下午2点半-5点半": "周一至周五 9:00-12:00，14:30-17:30",
    "周1-5 9:00-17:00": "周一至周五 9:00-17:00",
    "周一、周三、周五 9：00～11：30": "周一、周三、周五 9:00-11:30",
    "周135 8:00-12:00": "周一、周三、周五 8:00-12:00",
    "每天上午九点到下午五点半": "每天 9:00-17:30",
    "早8点到晚8点（每天）": "每天 8:00-20:00",
    "每天24小时": "每天 0:00-24:00",
    "周一至周五8:30-17:30（法定节假日除外）": "周一至周五（节假日除外） 8:30-17:30",
    "每天9:00-17:00，周一闭馆": "周二至周日 9:00-17:00",
    "星期六、日 9:00-12:00": "周末 9:00-12:00",
    "周六至周二 9:00-17:00": "周一、周二、周六、周日 9:00-17:00",
    "周一8:30-12:00周二9:00-11:00": "周一 8:30-12:00；周二 9:00-11:00",
    "周一 8:00-12:00，周一 11:00-14:00": "周一 8:00-14:00",
    "": "",
}
FAULTY = {
    "18:00-8:00": {"hours_backwards"},
    "9:00-次日2:00": {"hours_backwards"},
    "周一 25:00-26:00": {"time_impossible"},
    "随时": {"not_understood"},
    "夏季 每天 8:00-18:00": {"not_understood"},
    "节假日9:00-10:00": {"not_understood"},
    "周末": {"no_hours"},
}
ANY = st.lists(
    st.builds(
        lambda day, begin, length, working: Span(
            day, time(begin), time(begin + length, 30), working
        ),
        st.integers(0, 6),
        st.integers(0, 12),
        st.integers(0, 10),
        st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.parametrize(("text", "printed"), WRITTEN.items())
def test_hours_as_people_write_them_are_understood(text, printed):
    with translation.override("zh-hans"):
        found = parse(text)
        assert (show(found.spans), [f for f in found.faults if f.is_grave]) == (printed, [])


@pytest.mark.parametrize(("text", "codes"), FAULTY.items())
def test_what_cannot_be_hours_is_told(text, codes):
    assert {fault.code for fault in parse(text).faults if fault.is_grave} == codes


def test_hours_without_days_are_for_every_day_and_want_to_be_looked_at():
    found = parse("9:00-17:00")
    assert ({s.weekday for s in found.spans}, [f.code for f in found.faults]) == (
        set(range(7)),
        ["days_missing"],
    )


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_printed_hours_are_read_as_the_same_rows(spans):
    wanted = hours.merged(spans)
    with translation.override("zh-hans"):
        found = parse(show(wanted))
    assert (found.spans, found.faults) == (wanted, ())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    parse(text)


DAY_OFF, WORKED = date(2027, 10, 1), date(2027, 10, 9)


@pytest.fixture
def calendar(monkeypatch):
    """1 October 2027 (a Friday) is off, Saturday 9 October is worked in exchange."""
    table = workdays.TableCalendar({DAY_OFF: False, WORKED: True}, frozenset({2027}))
    monkeypatch.setattr(workdays, "calendar", lambda: table)


def test_working_days_follow_the_statutory_calendar(calendar):
    base = make.base(hours="工作日8:30-17:30；周末9:00-12:00")
    found = queries.open_spans([base.pk], date(2027, 9, 27), date(2027, 10, 10))
    days = {day.day: spans for (_base, day), spans in found.items()}
    assert DAY_OFF.day not in days
    assert days[WORKED.day] == [(time(8, 30), time(17, 30))]
    assert days[10] == [(time(9), time(12))]
    assert days[27] == [(time(8, 30), time(17, 30))]


def test_a_special_day_stands_before_the_weekly_hours(calendar):
    base = make.base(hours="每天9:00-17:00")
    make.special(base, date(2027, 9, 28), "停电检修")
    make.special(base, date(2027, 9, 29), "半天培训", time(13), time(17))
    found = queries.open_spans([base.pk], date(2027, 9, 28), date(2027, 9, 30))
    assert found == {
        (base.pk, date(2027, 9, 29)): [(time(13), time(17))],
        (base.pk, date(2027, 9, 30)): [(time(9), time(17))],
    }


def test_open_spans_ask_as_often_for_thirty_bases_as_for_three(django_assert_max_num_queries):
    made = [make.base(name=f"站{n}", level="street").pk for n in range(30)]
    first, last = date(2027, 9, 1), date(2027, 9, 30)
    queries.open_spans(made[:1], first, last)
    for few in (made[:3], made):
        with django_assert_max_num_queries(3):
            queries.open_spans(few, first, last)


def test_new_hours_take_the_place_of_the_old_rows_and_are_printed():
    base = make.base(hours="每天9:00-17:00")
    base = opening.set_hours(base=base, text="周一8:30-12:00", by=person("base_worker"))
    rows = Opening.objects.filter(base=base).values_list("weekday", "opens", "closes")
    assert list(rows) == [(0, time(8, 30), time(12))]
    assert base.hours == "周一 8:30-12:00"


def test_hours_that_are_wrong_change_nothing():
    base = make.base(hours="每天9:00-17:00")
    with pytest.raises(Refused) as found:
        opening.set_hours(base=base, text="18:00-8:00；随时", by=person("base_worker"))
    assert found.value.codes == {"hours_backwards", "hours_not_understood"}
    assert Opening.objects.filter(base=base).count() == 7


@pytest.mark.parametrize("kind", ["owner", "clerk", "leader", "other_clerk", "expert"])
def test_nobody_else_changes_the_hours(kind):
    base = make.base()
    with pytest.raises(Refused) as found:
        opening.set_hours(base=base, text="每天9:00-17:00", by=person(kind))
    assert found.value.codes == {"not_permitted"}
