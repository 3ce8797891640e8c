"""Termination: nobody is put out unheard."""

from datetime import timedelta

import pytest

from incubator.exits import hearing, operations, queries
from incubator.exits.models import Hearing
from incubator.residence.operations import take_step
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow.letters.models import Letter
from tests.factories import deciding, joining, residences
from tests.factories import exits as make
from tests.people import appoint, person
from tests.work import drain

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def fresh(found):
    found.refresh_from_db()
    return found


def minutes(row, **values):
    given = {
        "by": residences.worker(),
        "held_on": clock.today(),
        "words": "机构说明了三次未交报告的原因。",
        "upload": joining.scan("笔录.png"),
        **values,
    }
    return hearing.keep_minutes(residence=row, **given)


def test_a_proposal_tells_why_and_until_when_one_may_be_heard():
    found = make.proposed()
    case = found.residence.case
    assert (case.due_rule, found.until) == ("residence.hearing", case.due_on)
    letter = Letter.objects.get(kind="residence.termination_proposed")
    text = "".join(letter.paragraphs)
    assert "连续三个月未提交报告。" in text
    assert letter.remedy == ""


def test_only_the_base_proposes_and_not_without_words_nor_against_its_own():
    row = residences.residence()
    for name in ("owner", "colleague", "stranger", "leader"):
        codes = refused(hearing.propose, residence=row, by=person(name), reasons="违规")
        assert codes == {"not_permitted"}
    clerk = residences.clerk()
    assert refused(hearing.propose, residence=row, by=clerk, reasons="") == {"words_missing"}
    appoint(clerk, "viewer", row.body)
    assert refused(hearing.propose, residence=row, by=clerk, reasons="违规") == {"own_case"}


def test_the_organisation_speaks_in_writing_and_stays():
    found = fresh(make.heard())
    assert (found.way, found.words, found.spoken_by) == ("written", "报告已补齐。", person("owner"))
    row = found.residence
    for name in ("owner", "incubation_clerk", "base_worker"):
        codes = refused(hearing.keep, residence=row, by=person(name), words="继续")
        assert codes == {"not_permitted"}
    done = hearing.keep(residence=row, by=person("leader"), words="理由成立，继续孵化。")
    assert (done.status, fresh(found).ruling) == ("running", "kept")
    assert Letter.objects.filter(kind="residence.kept").count() == 1


def test_after_the_hearing_it_is_terminated_with_reasons_and_a_remedy():
    row = make.heard().residence
    leader = person("leader")
    assert refused(hearing.terminate, residence=row, by=leader, words="") == {"words_missing"}
    done = hearing.terminate(residence=row, by=leader, words="多次催交未改。")
    assert (done.status, done.outcome) == ("leaving", "terminated")
    assert done.case.due_rule == "residence.inventory"
    assert queries.ending_of(done).reason == "多次催交未改。"
    letter = Letter.objects.get(kind="residence.terminated")
    assert "异议" in letter.remedy


def test_who_asks_for_a_hearing_gets_one_before_anything_is_decided():
    found = make.heard(oral=True)
    row, leader = found.residence, person("leader")
    for act in (hearing.keep, hearing.terminate):
        assert refused(act, residence=row, by=leader, words="决定") == {"hearing_not_held"}
    minutes(row)
    kept = fresh(found)
    assert (kept.held_on, kept.minutes_file.name) == (clock.today(), "笔录.png")
    assert hearing.terminate(residence=row, by=leader, words="理由不成立。").status == "leaving"


def test_minutes_belong_to_a_hearing_that_was_asked_for_and_held():
    row = make.heard(oral=True).residence
    today = clock.today()
    assert refused(minutes, row=row, held_on=today + timedelta(1)) == {"day_in_future"}
    assert refused(minutes, row=row, held_on=today - timedelta(1)) == {"held_before_asked"}
    assert refused(minutes, row=row, words=" ") == {"words_missing"}
    for name in ("owner", "stranger", "leader"):
        assert refused(minutes, row=row, by=person(name)) == {"not_permitted"}
    written = make.heard(make.others()).residence
    assert refused(minutes, row=written) == {"no_hearing_asked"}


def test_silence_after_the_last_day_goes_on_to_the_decision():
    found = make.proposed()
    row = found.residence
    deciding.later((found.until - clock.today()).days)
    drain()
    assert residences.fresh(row).status == "hearing"
    deciding.later(1)
    drain()
    assert (residences.fresh(row).status, fresh(found).way) == ("heard", "silent")
    codes = refused(hearing.speak, residence=row, by=person("owner"), words="晚了", oral=False)
    assert codes == {"not_possible_now"}


def test_nobody_speaks_who_is_not_of_the_organisation_or_without_words():
    row = make.proposed().residence
    for name in ("colleague", "stranger", "leader"):
        codes = refused(hearing.speak, residence=row, by=person(name), words="请保留", oral=False)
        assert codes == {"not_permitted"}
    codes = refused(hearing.speak, residence=row, by=person("owner"), words=" ", oral=False)
    assert codes == {"words_missing"}


def test_a_termination_proposed_by_the_portal_opens_its_hearing_too():
    row = residences.residence()
    take_step(row, "list_termination", by=None)
    drain()
    found = Hearing.objects.get()
    assert (found.source, found.residence) == ("listed", row)
    assert Letter.objects.filter(kind="residence.termination_proposed").count() == 1
    hearing.speak(residence=row, by=person("owner"), words="正在申请移出。", oral=False)
    drain()
    assert Hearing.objects.count() == 1


def test_who_answers_before_the_worker_came_is_heard_all_the_same():
    row = residences.residence()
    take_step(row, "list_termination", by=None)
    hearing.speak(residence=row, by=person("owner"), words="正在申请移出。", oral=False)
    drain()
    [found] = Hearing.objects.all()
    assert (found.source, found.way) == ("listed", "written")


def test_a_second_proposal_after_a_kept_one_has_a_hearing_of_its_own():
    row = make.heard().residence
    hearing.keep(residence=row, by=person("leader"), words="继续。")
    deciding.later(1)
    hearing.propose(residence=row, by=residences.clerk(), reasons="再次未交。")
    assert Hearing.objects.filter(residence=row).count() == 2


def test_who_may_be_terminated_does_not_leave_or_graduate_meanwhile():
    row = make.proposed().residence
    codes = refused(operations.leave, residence=row, by=person("owner"), reason="走")
    assert codes == {"not_possible_now"}
    codes = refused(operations.graduate, residence=row, by=person("leader"))
    assert codes == {"not_possible_now"}
