"""After publicity: offers, objections, the reserve list, and places that come free."""

import pytest

from incubator.deciding import settling
from incubator.programmes.models import Programme
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow.letters.models import Letter
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity.models import PublicEntry
from tests.factories import accounts
from tests.factories import deciding as make
from tests.people import appoint, body, person
from tests.work import drain

pytestmark = pytest.mark.django_db


def fresh(row):
    row.refresh_from_db()
    return row


def taken(programme):
    return Programme.objects.get(pk=programme.pk).taken


def objection(row):
    entry = PublicEntry.objects.filter(case=row.case_id).last()
    said = publicity.Said(name="乌兰", phone="13900000000", words="材料不实。")
    return publicity.file(entry=entry, said=said, by=None)[0]


def another_clerk():
    """A colleague who neither checked nor decided."""
    colleague = accounts.user(email="second-clerk@tests.example", name="斯琴")
    appoint(colleague, "incubation_clerk", body("bureau"))
    return colleague


def two(*scores, places=1):
    programme = make.programme(places=places)
    rows = make.field(programme, *(scores or (8500, 7000)))
    make.decided(programme)
    return programme, rows


def test_whoever_checked_or_decided_answers_no_objection():
    _programme, (first, _second) = two()
    filed = objection(first)
    for name in ("incubation_clerk", "leader"):
        with pytest.raises(Refused) as refused:
            publicity.answer(
                objection=filed, outcome="dismissed", words="已核实。", by=person(name)
            )
        assert refused.value.codes & {"own_decision", "not_permitted"}


def test_when_publicity_ends_one_is_offered_and_one_stands_on_reserve():
    programme, (first, second) = two()
    drain()
    assert {fresh(first).status, fresh(second).status} == {"publicity"}
    make.settled()
    assert (fresh(first).status, fresh(second).status) == ("agreement", "reserve")
    assert first.agreement.number.startswith("XY-")
    assert first.case.due_rule == "admission.agreement"
    kinds = set(Letter.objects.values_list("kind", flat=True))
    assert {"admission.offered", "admission.reserved"} <= kinds
    assert Notice.objects.filter(key="admission_offered").count() == 1
    assert taken(programme) == 1


def test_an_open_objection_makes_it_wait_and_its_dismissal_lets_it_go_on():
    _programme, (first, second) = two()
    filed = objection(first)
    make.settled()
    assert (fresh(first).status, fresh(second).status) == ("publicity", "reserve")
    publicity.answer(objection=filed, outcome="dismissed", words="已核实。", by=another_clerk())
    drain()
    assert fresh(first).status == "agreement"


def test_a_correction_is_published_in_full_again():
    _programme, (first, _second) = two()
    filed = objection(first)
    make.later(3)
    before = fresh(first).case.due_on
    publicity.answer(
        objection=filed,
        outcome="corrected",
        words="名称有误。",
        by=another_clerk(),
        corrected=publicity.Corrected(name="更正后的名称", facts=[]),
    )
    assert fresh(first).status == "publicity"
    first.case.refresh_from_db()
    assert first.case.due_on > before


def test_an_objection_that_is_right_frees_the_place_and_the_reserve_moves_up_after_its_own_end():
    programme, (first, second) = two()
    filed = objection(first)
    publicity.answer(objection=filed, outcome="upheld", words="不符合条件。", by=another_clerk())
    assert (fresh(first).status, fresh(second).status, taken(programme)) == (
        "refused",
        "publicity",
        0,
    )
    make.settled()
    assert (fresh(second).status, second.holds_place, taken(programme)) == ("agreement", True, 1)


def test_no_agreement_in_time_gives_the_place_to_the_first_on_reserve():
    programme, (first, second, third) = two(8500, 7000, 6500)
    make.settled()
    make.later(17)
    drain()
    assert (fresh(first).status, first.holds_place) == ("lapsed", False)
    assert [fresh(second).status, fresh(third).status] == ["agreement", "reserve"]
    assert taken(programme) == 1


def test_giving_up_calls_up_the_next_by_rank():
    programme, (first, second) = two()
    make.settled()
    settling.decline(application=first, by=make.owner(first))
    assert (fresh(first).status, fresh(second).status) == ("declined", "agreement")
    assert (first.holds_place, second.holds_place, taken(programme)) == (False, True, 1)


def test_giving_up_during_publicity_takes_the_name_off_the_page():
    _programme, (first, second) = two()
    settling.decline(application=first, by=make.owner(first))
    assert PublicEntry.objects.get(case=first.case_id).outcome == "refused"
    assert (fresh(first).status, fresh(second).status) == ("declined", "publicity")
    make.settled()
    assert fresh(second).status == "agreement"


def test_the_reserve_list_ends_after_its_days_with_a_letter():
    _programme, (_first, second) = two()
    make.settled()
    make.later(95)
    row = fresh(second)
    settling.expire(row)
    assert fresh(second).status == "reserve_expired"
    assert Letter.objects.filter(kind="admission.reserve_expired", case=second.case).exists()


def test_who_is_struck_off_meanwhile_is_not_offered_and_can_be_refused_late():
    programme, (first, second) = two()
    organisation = first.body.organisation
    organisation.state = _struck_off()
    organisation.save()
    make.settled()
    assert (fresh(first).status, fresh(second).status) == ("publicity", "reserve")
    with pytest.raises(Refused) as refusal:
        settling.refuse_late(application=first, by=person("leader"), words=" ")
    assert refusal.value.codes == {"words_missing"}
    settling.refuse_late(application=first, by=person("leader"), words="已注销登记。")
    assert (fresh(first).status, fresh(second).status) == ("refused", "agreement")
    assert taken(programme) == 1


def test_one_on_reserve_who_no_longer_meets_the_conditions_is_passed_over():
    _programme, (first, second, third) = two(8500, 7000, 6500)
    make.settled()
    organisation = second.body.organisation
    organisation.state = _struck_off()
    organisation.save()
    settling.decline(application=first, by=make.owner(first))
    assert (fresh(second).status, fresh(third).status) == ("reserve", "agreement")


def test_a_stranger_cannot_give_up_for_somebody_else():
    _programme, (first, _second) = two()
    make.settled()
    with pytest.raises(Refused) as refusal:
        settling.decline(application=first, by=person("stranger"))
    assert refusal.value.codes == {"not_permitted"}
    assert fresh(first).holds_place


def _struck_off():
    from portal.organisations.register.enums import STRUCK_OFF

    return sorted(STRUCK_OFF)[0]


def test_a_free_place_nobody_can_take_leaves_the_worker_quiet_until_that_is_mended():
    from portal.organisations.register.enums import RegisterState

    programme, (first, second) = two()
    make.settled()
    organisation = second.body.organisation
    organisation.state = _struck_off()
    organisation.save()
    settling.decline(application=first, by=make.owner(first))
    drain()
    assert (fresh(second).status, taken(programme)) == ("reserve", 0)
    organisation.state = RegisterState.NORMAL
    organisation.save()
    drain()
    assert (fresh(second).status, taken(programme)) == ("agreement", 1)
