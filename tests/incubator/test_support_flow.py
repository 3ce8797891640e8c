"""Asking for support: who may, appointments, cancelling, delivering, rating, the allowance."""

from datetime import timedelta

import pytest

from incubator.allowances import queries as allowances
from incubator.support import keeping, operations, queries
from incubator.support.models import SupportRequest
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.suppliers import operations as suppliers
from portal.workflow import due
from tests.factories import deciding, programmes, residences
from tests.factories import support as make
from tests.people import body, person

pytestmark = pytest.mark.django_db
ADVICE = {"kind": "advice", "amount": 120, "each": "month", "carry_over": False}


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def left(row) -> int:
    return allowances.left(row.body_id, "advice", clock.today())


def resident(*grants, **values):
    return residences.residence(body=deciding.ours(), grants=list(grants or [ADVICE]), **values)


def team():
    row = suppliers.found_team(
        name="邻里互助筹备组",
        plan="为老年人送餐",
        division="150602",
        founders=[("高敏", ""), ("乌兰", ""), ("李强", "")],
        by=person("resident"),
    )
    return row.body


def test_any_organisation_may_ask_for_what_is_for_all_and_nothing_is_taken():
    row = make.asked()
    assert (row.status, row.about, row.case.body_id) == ("asked", "", row.body_id)
    assert row.case.due_rule == "support.answer"


def test_what_is_for_residents_takes_the_allowance_at_once():
    residence = resident()
    row = make.asked(make.for_residents())
    assert left(residence) == 60
    assert row.about == f"incubator.supportrequest:{row.pk}"


def test_whoever_is_not_in_residence_is_told_so():
    item = make.for_residents()
    assert refused(make.asked, of=item) == {"only_residents"}


def test_a_tier_and_a_form_narrow_what_is_for_residents():
    resident()
    other = programmes.tier("成长期")
    item = make.for_residents(tiers=[other], form="virtual")
    assert refused(make.asked, of=item) == {"tier_does_not_fit", "form_does_not_fit"}


def test_a_founding_team_asks_for_what_is_for_teams_without_any_allowance():
    people = team()
    given = {"body": people, "by": person("resident")}
    assert refused(make.asked, of=make.item(), **given) == {"not_for_teams"}
    assert refused(make.asked, of=make.for_residents(), **given) == {"not_for_teams"}
    free = make.item(kind="registration", title="登记辅导", who="teams")
    row = make.asked(free, **given)
    assert (row.about, row.body) == ("", people)


def test_a_stranger_asks_for_nobody_else_and_a_department_for_nobody():
    item = make.item()
    assert refused(make.asked, of=item, by=person("stranger")) == {"not_permitted"}
    assert refused(make.asked, of=item, by=person("colleague")) == {"not_permitted"}
    clerk = person("incubation_clerk")
    assert refused(make.asked, of=item, body=body("bureau"), by=clerk) == {"not_permitted"}


def test_every_reason_against_a_request_is_told_at_once():
    item = make.for_residents()
    keeping.save_item(item=item, by=person("section_head"), published=False)
    early = clock.today() - timedelta(days=1)
    codes = refused(make.asked, of=item, wished_on=early)
    assert codes == {"not_on_the_menu", "only_residents", "wished_too_early"}
    late = queries.latest() + timedelta(days=1)
    assert "wished_too_late" in refused(make.asked, of=make.item(), wished_on=late)


def test_rooms_and_courses_are_booked_on_their_own_pages():
    assert refused(make.asked, of=make.item(kind="space")) == {"booked_elsewhere"}


def test_the_same_is_asked_once_a_day_and_only_some_are_open_at_once():
    item = make.item()
    make.asked(item)
    assert refused(make.asked, of=item) == {"asked_already"}
    first = queries.earliest(item)
    for number in range(1, 10):
        make.asked(item, wished_on=first + timedelta(days=number))
    assert refused(make.asked, of=item, wished_on=first + timedelta(days=20)) == {"too_many_open"}


def test_more_than_the_allowance_is_refused_and_leaves_no_request():
    resident({**ADVICE, "amount": 90})
    item = make.for_residents()
    make.asked(item)
    other = make.for_residents(title="合同审查")
    assert refused(make.asked, of=other) == {"allowance_exceeded"}
    assert SupportRequest.objects.count() == 1


def test_the_base_fixes_an_appointment_and_tells_the_organisation():
    row = make.accepted()
    assert (row.status, row.person, row.place) == ("accepted", "王会计", "二楼咨询室")
    notice = Notice.objects.get(key="support_accepted")
    assert notice.person == person("owner")
    assert notice.params["person"] == "王会计"


def test_an_appointment_needs_a_time_to_come_and_a_person():
    row = make.asked()
    given = {"request": row, "minutes": 60, "place": "", "by": person("base_worker")}
    past = clock.now() - timedelta(hours=1)
    far = clock.now() + timedelta(days=90)
    act = operations.accept
    assert refused(act, begins_at=past, person=" ", **given) == {"time_past", "no_person"}
    assert refused(act, begins_at=far, person="王", **given) == {"time_too_late"}
    assert refused(act, begins_at=None, person="王", **given) == {"no_time"}
    row.refresh_from_db()
    assert (row.status, row.begins_at) == ("asked", None)


def test_cancelling_a_day_before_returns_the_allowance_and_a_minute_later_loses_it():
    residence = resident()
    early, late = make.for_residents(), make.for_residents(title="合同审查")
    first = make.accepted(make.asked(early))
    second = make.accepted(make.asked(late))
    make.before(first, 24.1)
    operations.cancel(request=first, by=person("owner"))
    assert allowances.left(residence.body_id, "advice", first.wished_on) == 60
    make.before(second, 23.9)
    operations.cancel(request=second, by=person("owner"))
    assert allowances.left(residence.body_id, "advice", second.wished_on) == 60
    kinds = list(allowances.ledger(allowances.taken(second.about).allowance_id))
    assert [entry.what for entry in kinds] == ["granted", "taken", "taken", "returned", "lost"]
    assert not allowances.wrong_sums().exists()


def test_what_was_not_accepted_yet_is_cancelled_without_loss():
    residence = resident()
    row = make.asked(make.for_residents())
    operations.cancel(request=row, by=person("owner"))
    assert left(residence) == 120


def test_declining_and_calling_off_return_the_allowance_and_name_something_else():
    residence = resident()
    instead = make.item(title="线上答疑")
    row = make.asked(make.for_residents())
    worker = person("base_worker")
    done = operations.decline(request=row, by=worker, words="本周律师出差。", alternative=instead)
    assert (done.status, done.alternative, left(residence)) == ("declined", instead, 120)
    second = make.accepted(make.asked(make.for_residents(title="合同审查")))
    assert left(residence) == 60
    operations.call_off(request=second, by=worker, words="律师生病。")
    assert left(residence) == 120
    assert refused(operations.decline, request=row, by=worker, words="") == {"not_possible_now"}


def test_moving_to_another_period_takes_the_allowance_from_there():
    residence = resident()
    row = make.asked(make.for_residents())
    later = residence.begins_on + timedelta(days=40)
    row = make.accepted(row, begins_at=make.moment(later))
    assert row.about.endswith(":2")
    assert left(residence) == 120
    assert allowances.left(residence.body_id, "advice", later) == 60
    operations.call_off(request=row, by=person("base_worker"), words="停电。")
    assert allowances.left(residence.body_id, "advice", later) == 120


def test_after_its_time_a_request_waits_for_the_result():
    row = make.accepted()
    assert due.run() == 0
    make.past(row)
    assert due.run() == 1
    row.refresh_from_db()
    assert row.status == "held"
    assert row.case.due_rule != "support.appointment"


def test_nothing_is_delivered_or_missed_before_its_time_and_nothing_cancelled_after_it():
    row = make.accepted()
    worker = person("base_worker")
    given = {"request": row, "by": worker, "words": "做完了。"}
    assert refused(operations.deliver, minutes=60, **given) == {"not_begun"}
    assert refused(operations.miss, **given) == {"not_begun"}
    make.past(row)
    assert refused(operations.cancel, request=row, by=person("owner")) == {"begun_already"}
    assert refused(operations.deliver, request=row, by=worker, words="", minutes=0) == {
        "no_minutes",
        "words_missing",
    }


def test_not_coming_loses_the_allowance():
    residence = resident()
    row = make.accepted(make.asked(make.for_residents()))
    make.past(row)
    operations.miss(request=row, by=person("base_worker"), words="没有到场，电话没有接。")
    assert left(residence) == 60
    entry = allowances.taken(row.about)
    assert allowances.lost([entry.allowance_id]) == {entry.allowance_id: 60}


def test_what_was_delivered_is_counted_by_day_and_rated_once():
    row = make.delivered()
    day = row.delivered_on
    assert (row.status, row.minutes, day) == ("delivered", 50, row.wished_on)
    assert queries.delivered(row.body_id, day, day) == [row]
    assert queries.delivered(row.body_id, day + timedelta(days=1), day + timedelta(days=9)) == []
    assert queries.delivered_in_base(row.item.base_id, day, day) == 1
    given = {"request": row, "words": "很有帮助", "by": person("owner")}
    assert refused(operations.rate, stars=6, **given) == {"stars_unknown"}
    assert refused(operations.rate, stars=5, **given | {"by": person("colleague")}) == {
        "not_permitted"
    }
    operations.rate(stars=4, **given)
    assert refused(operations.rate, stars=5, **given) == {"not_to_be_rated"}
    item = queries.menu().get(pk=row.item_id)
    assert (item.stars, item.ratings) == (4.0, 1)


def test_after_thirty_days_nothing_is_rated_any_more():
    row = make.delivered()
    deciding.later(40 + (row.wished_on - clock.today()).days)
    given = {"request": row, "words": "", "by": person("owner"), "stars": 5}
    assert refused(operations.rate, **given) == {"not_to_be_rated"}


def test_a_worker_enters_a_call_for_today_and_a_clerk_of_another_bureau_cannot():
    item = make.item()
    given = {
        "item": item,
        "body": deciding.ours(),
        "wished_on": clock.today(),
        "words": "电话咨询",
        "channel": "phone",
        "caller": "高敏",
        "caller_phone": "13812345678",
    }
    row = operations.ask(by=person("base_worker"), **given)
    assert (row.case.channel, row.caller) == ("phone", "高敏")
    assert refused(operations.ask, by=person("other_clerk"), **given) == {"not_permitted"}
    done = operations.cancel_for_them(request=row, by=person("base_worker"), words="来电取消。")
    assert done.status == "cancelled"


def test_an_item_that_cannot_be_kept_says_everything_at_once():
    given = {
        "allowance": "advice",
        "amount": 0,
        "who": "organisations",
        "form": "virtual",
        "phone": "",
    }
    assert refused(make.item, **given) == {
        "allowance_incomplete",
        "tiers_need_residents",
        "phone_missing",
    }
    assert refused(make.item, by=person("owner")) == {"not_permitted"}
    assert make.item(by=person("base_worker")).base == make.base()
