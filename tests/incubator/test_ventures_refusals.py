"""What is refused: budgets, second applications, days, quorum, ties, and who may not."""

from datetime import timedelta

import pytest

from incubator.ventures import applying, calling, contracting, operations, queries, rounds
from incubator.ventures.models import VentureProject
from portal.core import clock
from portal.core.reasons import Refused
from portal.panels.operations import Answer, declare, sign
from tests.factories import ledger, panels, record
from tests.factories import ventures as make
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(act, **given):
    """The codes of a refusal."""
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"asked": 4_999_999}, {"budget_sum"}),
        ({"asked": None, "costs": []}, {"asked_missing", "costs_missing"}),
        ({"costs": [{"kind": "admin", "title": "办公", "fen": make.ASKED}]}, {"admin_share"}),
        ({"asked": 10_000_001}, {"above_limit", "budget_sum"}),
        ({"declared": False, "needs": []}, {"not_declared", "need_missing"}),
        ({"needs": [], "no_need": "另有调查。"}, set()),
        ({"title": " ", "goals": "", "reach": None}, {
            "title_missing", "goals_missing", "beneficiaries_missing",
        }),
        ({"team": [], "field": "other"}, {"team_missing", "field_wrong"}),
        ({"activities": [{"title": "开班", "month": "2020-01"}]}, {"activity_outside"}),
        ({"activities": []}, {"activities_missing"}),
    ],
)  # fmt: skip
def test_all_reasons_come_at_once_and_the_draft_is_kept(given, codes):
    project = make.draft(**given)
    if not codes:
        assert applying.hand_in(project=project, by=person("owner"))[0].status == "applied"
        return
    assert refused(applying.hand_in, project=project, by=person("owner")) == codes
    assert VentureProject.objects.get(pk=project.pk).saved_by == person("owner")


def test_one_project_in_a_call_and_only_by_who_may():
    project = make.applied()
    assert refused(applying.hand_in, project=project, by=person("owner")) == {"already_applied"}
    whole = make.answers(project.call)
    ours = project.organisation
    mine = {"call": project.call, "organisation": ours, **whole}
    assert refused(applying.save, by=person("owner"), **mine) == {"already_applied"}
    assert refused(applying.save, by=person("colleague"), **mine) == {"not_permitted"}
    operations.withdraw(project=project, by=person("owner"))
    assert applying.save(by=person("owner"), **mine).pk != project.pk


def test_a_day_after_the_end_nothing_is_handed_in():
    project = make.draft()
    call = project.call
    call.closes_on = clock.today() - timedelta(days=1)
    call.opens_on = call.closes_on
    call.save()
    assert refused(applying.hand_in, project=make.fresh(project), by=person("owner")) == {
        "call_closed"
    }


def test_a_credit_list_stands_against_a_project():
    project = make.draft()
    record.listed(project.organisation)
    assert refused(applying.hand_in, project=project, by=person("owner")) == {"on_abnormal_list"}


def test_the_same_project_is_not_funded_twice():
    running = make.in_state("running")
    call = make.published()
    same = make.draft(call, title=f" {running.title} ", needs=[], no_need="另有需求")
    with pytest.raises(Refused) as refusal:
        applying.hand_in(project=same, by=person("owner"))
    assert refusal.value.codes == {"double_funding"}
    told = refusal.value.reasons[0]
    assert (str(running) in str(told), told.clause) == (True, "公益创投项目管理办法")
    hidden = queries.against(same, person("stranger"))
    assert [reason.code for reason in hidden] == ["double_funding"]
    assert str(running) not in str(hidden[0])
    mine, theirs = running.call.needs.get(), call.needs.get()
    theirs.place_id, theirs.group = mine.place_id, mine.group
    theirs.save()
    need = make.draft(call, title="另一个项目")
    assert refused(applying.hand_in, project=need, by=person("owner")) == {"double_funding"}
    free = make.draft(call, title="另一个项目", needs=[], no_need="另有需求")
    assert applying.hand_in(project=free, by=person("owner"))[0].status == "applied"


def test_a_call_is_whole_and_made_public_by_another():
    draft = make.call()
    assert refused(calling.publish, call=draft, by=person("incubation_clerk")) == {"not_permitted"}
    by = person("section_head")
    draft = calling.save(call=draft, by=by)
    assert refused(calling.publish, call=draft, by=by) == {"own_draft"}
    today = clock.today()
    bad = {"budget": 10**12, "limit": 10**13, "fields": [], "closes_on": today, "mid_on": today}
    bad["panel_size"] = 2
    draft = calling.save(call=draft, by=person("incubation_clerk"), **bad)
    assert refused(calling.publish, call=draft, by=person("leader")) == {
        "fields_missing", "limit_wrong", "short", "open_too_short", "project_days_wrong",
        "panel_even", "panel_too_small",
    }  # fmt: skip
    empty = calling.begin(office=draft.office, title="空", by=person("incubation_clerk"))
    assert refused(calling.publish, call=empty, by=person("leader")) == {
        "fields_missing", "needs_missing", "line_missing", "budget_of_call_missing",
        "limit_wrong", "days_missing", "project_days_missing",
    }  # fmt: skip
    whole = make.published()
    assert refused(calling.save, call=whole, by=person("incubation_clerk")) == {"published_already"}
    assert refused(calling.publish, call=whole, by=person("section_head")) == {"published_already"}


def test_defence_needs_a_day_a_quorum_and_comes_before_the_signatures():
    project = make.before_panel()[0]
    panel = queries.panel_of(project.call)
    entry, clerk = panel.entries.get(), person("incubation_clerk")
    for seat in panels.seats(panel):
        panels.score(seat, entry, "20", "25", "15", "20", "20")
    seat = panels.seats(panel)[0]
    assert refused(sign, seat=seat, entry=entry, by=seat.expert.user) == {"defence_not_held"}
    seats = [part.seat_id for part in operations.members(project)]
    heard = {"project": project, "by": clerk}
    assert refused(operations.defend, seats=seats, **heard) == {"no_appointment"}
    at = clock.now() + timedelta(hours=1)
    rounds.appoint(call=project.call, at=at, place="三楼", by=clerk)
    assert refused(operations.defend, seats=seats[:2], **heard) == {"defence_to_come", "no_quorum"}
    call = project.call
    call.defence_at = clock.now() - timedelta(hours=1)
    call.save()
    answers = {entry.pk: Answer(tie=True, words="同学")}
    declare(seat=seat, answers=answers, by=seat.expert.user)
    assert seats[0] not in {part.seat_id for part in operations.members(project)}
    assert refused(operations.defend, seats=seats, **heard) == {"no_quorum"}
    assert refused(rounds.decide, call=call, by=person("leader")) == {"not_all_scored"}


def test_who_made_the_first_check_does_not_decide_and_an_expert_with_a_tie_is_not_drawn():
    call = make.published()
    row = operations.check(project=make.applied(call), by=person("section_head"))
    assert refused(rounds.convene, call=call, by=person("incubation_clerk")) == {"call_open"}
    row.score = 9000
    row.save()
    make._move(row, "scored")
    assert refused(rounds.decide, call=call, by=person("section_head")) == {"own_check"}
    gone = {"call": call, "at": clock.now(), "place": "", "by": person("section_head")}
    assert refused(rounds.appoint, **gone) == {"nobody_to_hear", "day_gone"}


def test_the_line_must_bear_the_whole_amount_when_the_contract_is_countersigned():
    project = make.in_state("signed")
    line = project.call.line
    ledger.commitment(line.free, on=line, basis="tests.other:1")
    codes = refused(
        contracting.countersign, project=project, upload=make.scan(), by=person("leader")
    )
    assert codes == {"short"}
    assert make.fresh(project).status == "signed"
    assert refused(contracting.sign, project=project, upload=None, by=person("owner")) == {
        "not_possible_now"
    }
