"""The year after graduation: asked, answered or not reached, then closed; and the figures."""

import pytest

from incubator.exits import following, operations, queries, returning
from incubator.exits.models import FollowUp
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests.factories import deciding, residences
from tests.factories import exits as make
from tests.people import person
from tests.work import drain

pytestmark = pytest.mark.django_db
FINE = {"alive": True, "staff": 3, "income": "middle", "projects": 2, "needs": "场地"}


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def fresh(found):
    return FollowUp.objects.select_related("residence").get(pk=found.pk)


def test_three_follow_ups_are_planned_from_the_day_of_graduation():
    row = make.graduated()
    planned = [(one.months, one.due_on) for one in queries.follow_ups_of(row)]
    day = clock.today()
    assert planned == [(n, workdays.months_later(day, n)) for n in (3, 6, 12)]


def test_the_worker_asks_the_graduate_and_tells_the_base_once():
    worker = residences.worker()
    make.follow_up()
    assert (following.ask_due(), following.ask_due()) == (1, 0)
    told = Notice.objects.filter(key="exit_follow_up", person=person("owner"))
    base = Notice.objects.filter(key="exit_follow_up_due", person=worker)
    assert (told.count(), base.count()) == (1, 1)


def test_nobody_is_asked_before_the_day():
    found = make.follow_up(due=False)
    assert following.ask_due() == 0
    act = {"follow_up": found, "answers": FINE, "by": person("owner")}
    assert refused(following.answer, **act) == {"follow_up_not_due"}


def test_the_organisation_answers_once():
    found = make.follow_up()
    for name in ("colleague", "stranger", "incubation_clerk"):
        codes = refused(following.answer, follow_up=found, answers=FINE, by=person(name))
        assert codes == {"not_permitted"}
    done = following.answer(follow_up=found, answers=FINE, by=person("owner"))
    assert (done.reached, done.channel, done.staff) == ("answered", "web", 3)
    again = {"follow_up": found, "answers": FINE, "by": person("owner")}
    assert refused(following.answer, **again) == {"already_answered"}


def test_the_base_enters_what_it_hears_by_telephone():
    found = make.follow_up()
    for name in ("owner", "stranger", "leader"):
        act = {"follow_up": found, "answers": FINE, "by": person(name)}
        assert refused(following.answer_by_phone, **act) == {"not_permitted"}
    done = following.answer_by_phone(follow_up=found, answers=FINE, by=residences.worker())
    assert (done.channel, done.by) == ("phone", residences.worker())


def test_could_not_be_reached_wants_three_calls():
    found, by = make.follow_up(), residences.worker()
    for number in range(3):
        assert refused(following.give_up, follow_up=found, by=by) == {"too_few_tries"}
        following.note_attempt(follow_up=found, words=f"第 {number + 1} 次无人接听", by=by)
    note = following.note_attempt
    assert refused(note, follow_up=found, words=" ", by=by) == {"words_missing"}
    codes = refused(following.give_up, follow_up=found, by=person("owner"))
    assert codes == {"not_permitted"}
    assert following.give_up(follow_up=found, by=by).reached == "unreached"
    assert refused(note, follow_up=found, words="再试", by=by) == {"already_answered"}


def test_after_the_last_follow_up_the_case_closes_by_itself():
    row = make.followed()
    for months in (3, 6, 12):
        found = row.follow_ups.get(months=months)
        deciding.later((found.due_on - clock.today()).days)
        drain()
        assert residences.fresh(row).status == "follow_up"
        codes = refused(following.close, residence=row, by=residences.clerk())
        assert codes == {"follow_up_open"}
        following.answer(follow_up=found, answers=FINE, by=person("owner"))
    drain()
    closed = residences.fresh(row)
    assert (closed.status, closed.case.waits_for) == ("closed", "nobody")


def test_the_case_stays_open_while_things_are_out_however_long():
    row = make.in_exit()
    make.lent(row)
    operations.graduate(residence=row, by=person("leader"))
    deciding.later(400)
    drain()
    assert residences.fresh(row).status == "leaving"
    codes = refused(returning.hand_over, residence=row, by=residences.clerk())
    assert codes == {"not_handed_back"}


def test_the_share_alive_equals_a_recount_of_the_rows_behind_it():
    row = make.followed()
    bulk = [
        FollowUp(residence=row, months=100 + n, due_on=clock.today(), **state)
        for n, state in enumerate(
            [{"reached": "answered", "alive": True, "at": clock.now()}] * 3
            + [{"reached": "answered", "alive": False, "at": clock.now()}]
            + [{"reached": "unreached", "at": clock.now()}]
            + [{}]
        )
    ]
    FollowUp.objects.bulk_create(bulk)
    rows = queries.follow_ups(residences.clerk())
    counted = [queries.alive_after(rows, 100 + n) for n in range(6)]
    assert [one.alive for one in counted] == [1, 1, 1, 0, 0, 0]
    assert [one.unreached for one in counted] == [0, 0, 0, 0, 1, 0]
    assert [one.share for one in counted] == [100, 100, 100, 0, 0, None]
    assert queries.alive_after(queries.follow_ups(person("stranger")), 100).asked == 0
