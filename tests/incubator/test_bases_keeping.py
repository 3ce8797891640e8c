"""Those who run a base keep its staff, check-ins, days, services and plan."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from incubator.bases import kept, opening, operations, planning, queries, staffing
from incubator.bases.models import BaseCheckIn, BasePlan, SpecialDay
from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission
from tests.factories import bases as make
from tests.factories import programmes
from tests.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
MONDAY = date(2026, 3, 2)


@pytest.fixture
def worker():
    return person("base_worker")


@pytest.fixture
def base():
    return make.base(hours="每天9:00-12:00，14:00-17:00")


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), clock.SHANGHAI)


def test_one_person_is_in_charge_and_the_next_takes_the_place(base, worker):
    first = make.staff(base, in_charge=True)
    second = staffing.save_staff(base=base, staff=None, by=worker, name="乔峰", in_charge=True)
    first.refresh_from_db()
    assert (first.in_charge, second.in_charge) == (False, True)
    assert refused(staffing.save_staff, base=base, staff=None, by=worker, name=" ") == {
        "name_missing"
    }


def test_somebody_checks_in_once_and_out_once(base, worker):
    who = make.staff(base)
    given = {"base": base, "staff": who, "by": worker}
    assert refused(staffing.check_out, **given) == {"not_checked_in"}
    staffing.check_in(**given)
    assert refused(staffing.check_in, **given) == {"checked_in_already"}
    assert refused(staffing.leave, **given) == {"staff_present"}
    staffing.check_out(**given)
    assert BaseCheckIn.objects.get().left_at is not None
    staffing.leave(**given)
    assert refused(staffing.check_in, **given) == {"staff_left"}
    assert refused(staffing.leave, **given) == {"staff_left"}
    acts = Event.objects.filter(subject=f"incubator.base:{base.pk}").values_list(
        "action", flat=True
    )
    assert {"base.check_in", "base.check_out", "base.staff_left"} <= set(acts)


@pytest.mark.parametrize("kind", ["owner", "clerk", "leader", "other_clerk", "supervisor"])
def test_nobody_else_keeps_anything(kind, base):
    who, by = make.staff(base), person(kind)
    day = make.special(base, clock.today(), "停电")
    plan = make.plan(base, confirmed=False, organisations=1)
    for act, given in (
        (staffing.save_staff, {"staff": None, "name": "某"}),
        (staffing.check_in, {"staff": who}),
        (staffing.check_out, {"staff": who}),
        (staffing.leave, {"staff": who}),
        (opening.set_day, {"day": clock.today(), "reason": "停水"}),
        (opening.clear_day, {"day": day}),
        (operations.set_offers, {"names": ["场地"]}),
        (operations.set_served, {"divisions": ["150602001"]}),
        (planning.write_plan, {"year": clock.today().year, "text": "a", "targets": {}}),
    ):
        assert refused(act, base=base, by=by, **given) == {"not_permitted"}
    assert refused(planning.confirm_plan, plan=plan, by=by) == {"not_permitted"}


def test_a_minute_is_kept_when_somebody_was_there_and_counts_once(base):
    one, two = make.staff(base), make.staff(base, "乔峰")
    make.visit(one, at(MONDAY, 8, 30), at(MONDAY, 11))
    make.visit(two, at(MONDAY, 10), at(MONDAY, 11, 30))
    make.visit(one, at(MONDAY, 13), at(MONDAY, 15))
    found = kept.of_bases([base.pk], MONDAY, MONDAY)[base.pk]
    assert (found.promised, found.kept, found.percent) == (360, 150 + 60, 58)
    assert [len(day.visits) for day in found.days] == [3]


def test_a_closed_day_promises_nothing_and_whoever_forgot_to_check_out_stayed_until_night(base):
    who = make.staff(base)
    make.special(base, MONDAY, "停电检修")
    make.visit(who, at(MONDAY + timedelta(days=1), 14, 30), None)
    found = kept.of_bases([base.pk], MONDAY, MONDAY + timedelta(days=1))[base.pk]
    assert (found.promised, found.kept) == (360, 150)


def test_hours_still_to_come_are_not_promised_yet(base):
    ahead = clock.today() + timedelta(days=1)
    found = kept.of_bases([base.pk], ahead, ahead + timedelta(days=9))[base.pk]
    assert (found.promised, found.percent) == (0, None)


def test_the_figure_is_the_sum_of_the_days_listed_behind_it(base, worker):
    who = make.staff(base)
    for number in range(5):
        day = MONDAY + timedelta(days=number)
        make.visit(who, at(day, 9), at(day, 10 + number))
    found = kept.month(base.pk, 2026, 3)
    assert found.kept == sum(day.kept for day in found.days) == 60 + 120 + 180 + 180 + 180
    page = client_of("base_worker").get(f"/work/bases/{base.pk}/kept/2026/3/")
    assert f"{found.percent}%" in page.content.decode()


def test_kept_hours_of_many_bases_take_as_many_queries_as_of_one(django_assert_max_num_queries):
    made = [make.base(name=f"站{n}", level="street").pk for n in range(20)]
    for few in (made[:2], made):
        with django_assert_max_num_queries(8) as captured:
            kept.of_bases(few, MONDAY, MONDAY + timedelta(days=30))
        assert make.asked(captured) <= 5


def test_a_special_day_needs_a_reason_and_whole_hours(base, worker):
    today = clock.today()
    given = {"base": base, "by": worker}
    wrong = {"day": today - timedelta(days=1), "reason": " ", "opens": time(9)}
    assert refused(opening.set_day, **given, **wrong) == {
        "day_past",
        "reason_missing",
        "hours_half",
    }
    backwards = {"day": today, "reason": "培训", "opens": time(12), "closes": time(9)}
    assert refused(opening.set_day, **given, **backwards) == {"hours_backwards"}
    day = opening.set_day(**given, day=today, reason="停电检修")
    assert refused(opening.set_day, **given, day=today, reason="又停电") == {"day_known"}
    opening.clear_day(**given, day=day)
    assert not SpecialDay.objects.exists()


def test_the_base_writes_its_plan_and_the_office_confirms(base, worker):
    year = clock.today().year
    given = {"base": base, "year": year, "text": "办好场地", "by": worker}
    plan = planning.write_plan(**given, targets={"organisations": 12})
    assert queries.plan_in_force(base.pk, year) is None
    assert refused(planning.confirm_plan, plan=plan, by=worker) == {"not_permitted"}
    planning.confirm_plan(plan=plan, by=person("incubation_clerk"))
    assert refused(planning.confirm_plan, plan=plan, by=person("incubation_clerk")) == {
        "plan_confirmed"
    }
    second = planning.write_plan(**given, targets={"organisations": 15, "kept": 90})
    assert (second.version, queries.plan_in_force(base.pk, year)) == (2, plan)
    planning.confirm_plan(plan=second, by=person("section_head"))
    assert queries.targets([base.pk], year) == {base.pk: {"organisations": 15, "kept": 90}}
    assert BasePlan.objects.count() == 2


def test_a_plan_of_last_year_stands_on_the_page_while_it_waits(base, worker):
    year = clock.today().year
    planning.write_plan(
        base=base, year=year - 1, text="补报", targets={"organisations": 3}, by=worker
    )
    shown = client_of("incubation_clerk").get(reverse("base_keep", args=[base.pk])).context["plans"]
    assert [one for one, _plan in shown] == [year - 1, year, year + 1]
    planning.confirm_plan(plan=shown[0][1], by=person("incubation_clerk"))
    shown = client_of("incubation_clerk").get(reverse("base_keep", args=[base.pk])).context["plans"]
    assert [one for one, _plan in shown] == [year, year + 1]


def test_a_plan_rewritten_after_it_was_opened_is_not_confirmed_unread(base, worker):
    year = clock.today().year
    given = {"base": base, "year": year, "text": "一", "targets": {}, "by": worker}
    opened = planning.write_plan(**given)
    planning.write_plan(**given | {"text": "二"})
    assert refused(planning.confirm_plan, plan=opened, by=person("incubation_clerk")) == {
        "plan_replaced"
    }


def test_everything_wrong_with_a_plan_is_told_at_once(base, worker):
    given = {"base": base, "by": worker, "year": 1999}
    assert refused(planning.write_plan, **given, text="", targets={}) == {
        "year_far",
        "plan_empty",
    }
    wrong = {"kept": 101, "smiles": 3}
    assert refused(planning.write_plan, **given, text="", targets=wrong) == {
        "year_far",
        "target_too_high",
        "target_unknown",
    }


def test_services_and_communities_stand_in_the_place_of_the_old_ones(base, worker):
    operations.set_offers(base=base, names=["场地", "助餐", "场地", ""], by=worker)
    operations.set_offers(base=base, names=["助餐"], by=worker)
    operations.set_served(base=base, divisions=["150602001", "150602002"], by=worker)
    operations.set_served(base=base, divisions=["150602002"], by=worker)
    assert list(base.services.values_list("name", flat=True)) == ["助餐"]
    assert list(base.served.values_list("division", flat=True)) == ["150602002"]
    many = [f"服务{n}" for n in range(31)]
    assert refused(operations.set_offers, base=base, names=many, by=worker) == {"offers_many"}
    long = ["长" * 41]
    assert refused(operations.set_offers, base=base, names=long, by=worker) == {"offer_long"}


def test_all_bases_below_are_found_in_one_query(django_assert_num_queries):
    city = programmes.base(name="市基地", level="city")
    mine = programmes.base(parent=city)
    street = programmes.base(name="街道站", level="street", parent=mine)
    point = programmes.base(name="社区点", level="community", parent=street)
    other = programmes.base("other_bureau", "别的中心", parent=city)
    with django_assert_num_queries(1):
        assert queries.below(mine.pk) == {mine.pk, street.pk, point.pk}
    assert queries.below(city.pk) == {city.pk, mine.pk, street.pk, point.pk, other.pk}
    seen = queries.seen_by(person("base_worker"), Permission.BASE_DASHBOARD)
    assert seen == {mine.pk, street.pk, point.pk}


def test_a_day_at_the_desk_of_a_base(base):
    client, at_base = client_of("base_worker"), f"/work/bases/{base.pk}"
    client.post(f"{at_base}/staff/", {"name": "白静", "duty": "登记", "place": 1, "phone": ""})
    who = base.staff.get()
    client.post(f"{at_base}/staff/{who.pk}/check/")
    assert "签退" in client.get(f"{at_base}/keep/").content.decode()
    client.post(f"{at_base}/staff/{who.pk}/check/", {"way": "out"})
    client.post(f"{at_base}/hours/", {"hours": "周一9:00-12:00"})
    client.post(f"{at_base}/days/", {"day": clock.today().isoformat(), "reason": "停电检修"})
    client.post(f"{at_base}/services/", {"offers": "场地，助餐", "served": ["150602001"]})
    year = clock.today().year
    client.post(f"{at_base}/plans/{year}/", {"organisations": "3", "text": ""})
    words = client.get(f"{at_base}/keep/").content.decode()
    for shown in ("周一 9:00-12:00", "停电检修", "场地、助餐", "交通街道", "等待主管单位确认"):
        assert shown in words
    plan = base.plans.get()
    assert client.post(f"{at_base}/plans/{plan.pk}/confirm/").status_code == 404
    client_of("incubation_clerk").post(f"{at_base}/plans/{plan.pk}/confirm/")
    plan.refresh_from_db()
    assert plan.confirmed_by == person("incubation_clerk")


def test_what_was_typed_stays_when_it_is_refused(base):
    client = client_of("base_worker")
    page = client.post(f"/work/bases/{base.pk}/hours/", {"hours": "随时"})
    assert page.status_code == 200
    assert "看不懂“随时”" in page.content.decode()
    assert page.context["form"]["hours"].value() == "随时"


def test_the_desk_asks_as_often_with_many_as_with_few(base, django_assert_max_num_queries):
    client = client_of("base_worker")
    client.get(f"/work/bases/{base.pk}/keep/")
    for number in range(2):
        for place in range(10 * number + 1):
            who = make.staff(base, f"人{number}{place}")
            make.visit(who, at(clock.today(), 0, 1), None)
        with django_assert_max_num_queries(23) as captured:
            client.get(f"/work/bases/{base.pk}/keep/")
        asked = len(captured.captured_queries)
        if not number:
            first = asked
    assert asked == first, connection.vendor
