"""Handing over cases, deputies on days of leave, reminders by working days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.accounts import deputies
from portal.accounts import queries as people
from portal.audit.models import Event
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.claims import operations as claims
from portal.permissions import Permission
from portal.workflow.desk import operations, reminders
from portal.workflow.desk.handover import hand_over
from portal.workflow.models import Case, Handover, Reminder
from portal.workflow.worker import loop
from tests.factories import joining
from tests.people import body, client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db


def made(number: int = 1, by: str = "resident") -> Case:
    org = joining.organisation(f"东胜区第{number}服务中心")
    case = joining.claim(org, person(by)).case
    assert case is not None
    return case


@pytest.fixture
def three() -> list[Case]:
    found = [made(number) for number in range(3)]
    for case in found:
        operations.take(case=case, by=person("clerk"))
    return found


def over(cases: list[Case], *, taker: str = "section_head", by: str = "clerk") -> Handover:
    return hand_over(
        office=body("bureau").pk,
        giver=person("clerk"),
        taker=person(taker),
        cases=[case.pk for case in cases],
        by=person(by),
        words="请接着办",
    )


def told(name: str) -> list[str]:
    return list(Notice.objects.filter(person=person(name)).values_list("key", flat=True))


def test_all_ticked_cases_change_hands_in_one_act(three: list[Case]) -> None:
    done = over(three[:2])
    assert done.cases.count() == 2
    holders = list(Case.objects.order_by("pk").values_list("handler", flat=True))
    assert holders == [person("section_head").pk] * 2 + [person("clerk").pk]
    assert told("section_head") == ["desk_handed_over"]
    assert Event.objects.filter(action="desk.handed_over").count() == 2


def test_one_case_that_changed_meanwhile_keeps_all_where_they_are(three: list[Case]) -> None:
    operations.give(case=three[0], to=person("incubation_clerk"), by=person("section_head"))
    with pytest.raises(Refused) as refused:
        over(three)
    assert refused.value.codes == {"handover_changed"}
    assert Case.objects.filter(handler=person("clerk")).count() == 2
    assert Handover.objects.count() == 0


@pytest.mark.parametrize(
    ("taker", "by", "code"),
    [
        ("clerk", "clerk", "same_person"),
        ("other_clerk", "clerk", "not_a_colleague"),
        ("supervisor", "section_head", "not_a_colleague"),
        ("section_head", "counter_clerk", "not_permitted"),
        ("section_head", "other_clerk", "not_permitted"),
        ("section_head", "supervisor", "not_permitted"),
    ],
)
def test_a_handover_that_may_not_be_is_refused(
    three: list[Case], taker: str, by: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        over(three, taker=taker, by=by)
    assert code in refused.value.codes


def test_an_empty_handover_and_one_to_a_party_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        over([])
    assert refused.value.codes == {"nothing_chosen"}
    own = made(9, by="section_head")
    operations.take(case=own, by=person("clerk"))
    with pytest.raises(Refused) as refused:
        over([own])
    assert refused.value.codes == {"own_case"}


def test_the_page_hands_over_and_the_list_names_both(three: list[Case]) -> None:
    head = client_of("section_head")
    url = f"{reverse('handover')}?giver={person('clerk').pk}"
    page = head.get(url).content.decode()
    assert all(case.number in page for case in three)
    chosen = {"cases": [three[0].pk], "taker": person("incubation_clerk").pk, "words": ""}
    answer = head.post(url, chosen)
    assert answer.status_code == 302
    done = Handover.objects.get()
    assert client_of("clerk").get(answer.headers["Location"]).status_code == 200
    printed = head.get(reverse("handover_list", args=[done.pk]))
    assert printed.content.startswith(b"%PDF")
    assert client_of("other_clerk").get(answer.headers["Location"]).status_code == 404
    assert client_of("counter_clerk").get(url).status_code == 404
    assert head.post(url, {"taker": ""}).status_code == 422


def deputy(absent="section_head", stands_in="clerk", by="leader", first=0, last=5):
    today = clock.today()
    return deputies.name_deputy(
        absent=person(absent),
        deputy=person(stands_in),
        body=body("bureau").pk,
        starts_on=today + timedelta(days=first),
        ends_on=today + timedelta(days=last),
        by=person(by),
    )


def fresh(name: str):
    user = person(name)
    user.__dict__.pop("_posts_today", None)
    return user


def test_a_deputy_holds_the_posts_of_the_absent_on_these_days_only() -> None:
    office = body("bureau").pk
    assert not people.may(fresh("clerk"), Permission.CASES_REASSIGN, body=office)
    named = deputy()
    assert people.may(fresh("clerk"), Permission.CASES_REASSIGN, body=office)
    assert person("clerk") in people.holders(Permission.CASES_REASSIGN, office)
    later = deputy(stands_in="incubation_clerk", first=6, last=9)
    assert not people.may(fresh("incubation_clerk"), Permission.CASES_REASSIGN, body=office)
    deputies.end_deputy(deputy=named, by=person("section_head"))
    assert not people.may(fresh("clerk"), Permission.CASES_REASSIGN, body=office)
    assert later.ended_at is None


def test_it_ends_by_itself(shifted) -> None:
    deputy(last=1)
    shifted(2)
    assert not people.may(fresh("clerk"), Permission.CASES_REASSIGN, body=body("bureau").pk)


def test_the_history_keeps_that_somebody_acted_as_deputy() -> None:
    deputy()
    case = made()
    operations.give(case=case, to=person("counter_clerk"), by=fresh("clerk"))
    post = Event.objects.get(action="desk.given").post
    assert post.startswith("registry_clerk@")
    act = people.post_in(fresh("clerk"), Permission.CASES_REASSIGN, body("bureau").pk)
    assert act == f"section_head@{body('bureau').pk} deputy-of user:{person('section_head').pk}"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"by": "clerk"}, "not_permitted"),
        ({"by": "other_clerk"}, "not_permitted"),
        ({"stands_in": "section_head"}, "deputy_is_absent"),
        ({"absent": "leader", "stands_in": "section_head", "by": "section_head"}, "not_yourself"),
        ({"stands_in": "other_clerk"}, "deputy_not_colleague"),
        ({"stands_in": "owner"}, "deputy_not_colleague"),
        ({"absent": "resident"}, "absent_without_post"),
        ({"first": 3, "last": 2}, "dates_reversed"),
        ({"first": -1}, "starts_in_the_past"),
    ],
)
def test_a_deputy_that_may_not_be_is_refused(fields: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        deputy(**fields)
    assert code in refused.value.codes


def test_nobody_has_two_deputies_and_nobody_on_leave_stands_in() -> None:
    deputy()
    with pytest.raises(Refused) as refused:
        deputy(stands_in="counter_clerk", first=5, last=8)
    assert refused.value.codes == {"deputy_already_named"}
    with pytest.raises(Refused) as refused:
        deputy(absent="clerk", stands_in="section_head", by="clerk")
    assert refused.value.codes == {"deputy_on_leave"}


def test_both_are_told_of_a_deputy_and_the_pages_work() -> None:
    leader, today = client_of("leader"), clock.today().isoformat()
    absent = f"{person('section_head').pk}:{body('bureau').pk}"
    person("clerk")
    answer = leader.post(
        reverse("name_deputy"),
        {
            "absent": absent,
            "deputy": person("clerk").pk,
            "starts_on": today,
            "ends_on": today,
        },
    )
    assert answer.status_code == 302
    drain()
    assert told("clerk") == told("section_head") == ["deputy_named"]
    assert leader.get(reverse("deputies")).status_code == 200
    assert client_of("expert").get(reverse("deputies")).status_code == 200
    named = person("section_head").deputies.get()
    assert client_of("other_clerk").post(reverse("end_deputy", args=[named.pk])).status_code == 404
    assert client_of("section_head").post(reverse("end_deputy", args=[named.pk])).status_code == 302
    named.refresh_from_db()
    assert named.ended_at is not None


def due(case: Case, day: date) -> None:
    Case.objects.filter(pk=case.pk).update(due_on=day)


def ago(n: int) -> date:
    """The latest day whose n-th working day after it is today or before."""
    day = clock.today()
    while workdays.add_working_days(day, n).last_day > clock.today():
        day -= timedelta(days=1)
    return day


def test_the_handler_is_reminded_two_working_days_before_once() -> None:
    case = made()
    operations.take(case=case, by=person("clerk"))
    person("counter_clerk")
    far = workdays.add_working_days(clock.today(), 3).last_day
    due(case, far)
    assert reminders.run() == 0
    due(case, workdays.add_working_days(clock.today(), 2).last_day)
    assert reminders.run() == 1
    assert told("clerk") == ["desk_due_soon"]
    assert told("counter_clerk") == []
    assert reminders.run() == 0


def test_without_a_handler_those_who_may_act_are_reminded() -> None:
    person("clerk"), person("counter_clerk"), person("leader")
    due(made(), clock.today())
    assert reminders.run() == 1
    assert told("clerk") == ["desk_due_soon"]
    assert told("counter_clerk") == told("leader") == []


def test_a_late_case_goes_to_the_section_head_and_then_to_the_leader() -> None:
    person("section_head"), person("leader")
    case = made()
    due(case, ago(1))
    assert reminders.run() == 1
    assert (told("section_head"), told("leader")) == (["desk_late"], [])
    due(case, ago(3))
    assert reminders.run() == 2
    assert told("leader") == ["desk_late"]
    assert reminders.run() == 0


def test_the_applicant_is_reminded_when_it_is_their_turn() -> None:
    org = joining.organisation()
    claim = joining.claim(org, person("resident"))
    claims.ask_more(claim=claim, by=person("clerk"), words="请补章程")
    due(claim.case, workdays.add_working_days(clock.today(), 2).last_day)
    before = set(told("resident"))
    assert reminders.run() == 1
    assert set(told("resident")) - before == {"desk_turn_ends"}
    assert "desk_due_soon" not in told("clerk")


def test_an_instruction_is_brought_to_mind_and_a_missing_reply_reaches_the_leader() -> None:
    case = made()
    due(case, workdays.add_working_days(clock.today(), 9).last_day)
    operations.take(case=case, by=person("clerk"))
    asked = operations.instruct(case=case, words="?", reply_by=clock.today(), by=person("leader"))
    assert reminders.run() == 1
    assert told("clerk") == ["desk_reply_soon", "desk_instructed"]
    type(asked).objects.update(reply_by=clock.today() - timedelta(days=1))
    assert reminders.run() == 1
    assert told("leader") == ["desk_reply_late"]
    assert reminders.run() == 0


def test_the_worker_sends_reminders() -> None:
    person("clerk")
    due(made(), clock.today())
    loop.tick("tests")
    assert Reminder.objects.count() == 1


@pytest.fixture
def shifted():
    from portal.audit.models import ClockOffset

    def shift(days: int) -> None:
        ClockOffset.objects.all().delete()
        ClockOffset.objects.create(seconds=days * 86_400)

    return shift
