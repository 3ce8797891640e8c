"""The round: panel, scores, the lot, the approved result, and what it does."""

import json
from decimal import Decimal

import pytest

from incubator.deciding import operations, proposals, queries, rounds
from incubator.programmes.models import Programme
from portal.audit.models import Event
from portal.core.reasons import Refused
from portal.workflow.approvals import operations as approvals
from portal.workflow.letters.models import Letter
from portal.workflow.publicity.models import PublicEntry
from tests.factories import deciding as make
from tests.factories import panels
from tests.people import person
from tests.work import drain

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def fresh(row):
    row.refresh_from_db()
    return row


def test_a_panel_of_the_programme_s_size_and_sheet_scores_and_the_mean_arrives():
    row = make.checked(make.application())
    panels.experts(5)
    panel = rounds.convene(programme=row.programme, by=person("incubation_clerk"))
    assert (panel.size, panel.kind, fresh(row).status) == (3, "admission", "in_panel")
    assert [line.code for line in panel.lines.all()] == ["1.1", "2.1", "3.1"]
    panels.operations.draw(panel=panel, by=person("incubation_clerk"))
    entry = panel.entries.get()
    for seat, points in zip(panels.seats(panel), ("30", "20", "20.5"), strict=True):
        panels.clear(seat)
        panels.signed(seat, entry, "30", points, "30")
    drain()
    assert (fresh(row).status, row.score) == ("scored", 8350)
    assert queries.group_means(row.programme_id) == {
        row.case_id: {"需求": 3000, "方案": 2350, "团队": 3000}
    }


def test_no_panel_without_somebody_checked_and_not_by_a_stranger():
    programme = make.programme()
    panels.experts(3)
    assert refused(rounds.convene, programme=programme, by=person("clerk")) >= {
        "no_entries",
        "not_permitted",
    }


def test_who_was_struck_off_meanwhile_stops_the_panel_by_name():
    row = make.checked(make.application())
    panels.experts(5)
    organisation = row.body.organisation
    organisation.state = "cancelled" if "cancelled" in _states() else "deregistered"
    organisation.save()
    with pytest.raises(Refused) as refusal:
        rounds.convene(programme=row.programme, by=person("incubation_clerk"))
    assert refusal.value.codes == {"struck_off"}
    assert row.body.name in refusal.value.reasons[0].words
    assert fresh(row).status == "checked"


def _states():
    from portal.organisations.register.enums import STRUCK_OFF

    return {str(state) for state in STRUCK_OFF}


def test_a_score_comes_once_and_only_for_a_case_before_the_panel():
    row = make.scored(make.application(), 7000)
    assert rounds.take_score(case=str(row), mean=Decimal(99)) is None
    assert fresh(row).score == 7000


def test_the_result_takes_places_publishes_and_tells_who_is_not_selected():
    programme = make.programme(places=1)
    first, second, below = make.field(programme, 8567, 7000, 5999)
    [virtual] = make.field(programme, 6500, form="virtual")
    make.decided(programme)
    found = [(fresh(r).status, r.rank, r.proposal, r.holds_place) for r in (first, second, below)]
    assert found == [
        ("publicity", 1, "admit", True),
        ("publicity", 2, "reserve", False),
        ("not_selected", 4, "none", False),
    ]
    assert (fresh(virtual).status, virtual.proposal, virtual.holds_place) == (
        "publicity",
        "admit",
        False,
    )
    assert Programme.objects.get(pk=programme.pk).taken == 1
    entries = list(PublicEntry.objects.order_by("order"))
    assert [entry.case_id for entry in entries] == [first.case_id, second.case_id, virtual.case_id]
    assert ["85.67" in [v for _l, v in entry.facts] for entry in entries] == [True, False, False]
    letter = Letter.objects.get(case=below.case)
    assert letter.kind == "admission.not_selected"
    assert any("59.99" in words and "60" in words for words in letter.paragraphs)
    assert letter.remedy


def test_equals_draw_a_lot_that_anybody_can_repeat():
    programme = make.programme(tie_rule=["lot"])
    make.field(programme, 8000, 8000)
    act = proposals.propose
    given = {"programme": programme, "words": "", "url": "", "by": person("incubation_clerk")}
    assert refused(act, **given) == {"lot_not_drawn"}
    assert refused(rounds.draw_lot, programme=programme, by=person("leader")) == {"not_permitted"}
    drawn = rounds.draw_lot(programme=programme, by=person("incubation_clerk"))
    assert rounds.lot_order(drawn["seed"], drawn["among"]) == drawn["order"]
    ranking = queries.ranking(programme)
    assert [row.entry.number for row in ranking.rows] == drawn["order"]
    assert refused(rounds.draw_lot, programme=programme, by=person("incubation_clerk")) == {
        "no_tie"
    }
    assert json.loads(Event.objects.get(action="lot.drawn").data)["seed"] == drawn["seed"]


def test_the_result_goes_through_the_chain_and_is_done_with_the_last_agreement():
    programme = make.programme()
    [row] = make.field(programme, 8000)
    approval = proposals.propose(
        programme=programme, words="按排名", url="", by=person("incubation_clerk")
    )
    approval = approvals.give(
        approval=approval, opinion="agree", words="同意", by=person("section_head")
    )
    assert fresh(row).status == "scored"
    approvals.give(approval=approval, opinion="agree", words="同意", by=person("leader"))
    assert (fresh(row).status, row.decided_by) == ("publicity", person("leader"))


def test_a_ranking_that_changed_since_is_not_decided():
    programme = make.programme()
    make.field(programme, 8000)
    approval = proposals.propose(
        programme=programme, words="", url="", by=person("incubation_clerk")
    )
    approval = approvals.give(
        approval=approval, opinion="agree", words="同意", by=person("section_head")
    )
    make.field(programme, 9000)
    assert refused(
        approvals.give, approval=approval, opinion="agree", words="同意", by=person("leader")
    ) == {"result_changed"}


def test_only_who_decides_can_do_it_and_nothing_is_done_for_nobody():
    programme = make.programme()
    act = rounds.publish_result
    assert refused(act, programme=programme, by=person("leader")) == {"nothing_scored"}
    make.field(programme, 8000)
    assert refused(act, programme=programme, by=person("incubation_clerk")) == {"not_permitted"}


def test_the_decider_of_their_own_organisation_stops_the_whole_result_by_name():
    programme = make.programme()
    [row] = make.field(programme, 8000)
    from tests.people import appoint

    appoint(person("leader"), "viewer", row.body)
    act = rounds.publish_result
    assert refused(act, programme=programme, by=person("leader")) == {"own_case"}
    assert fresh(row).status == "scored"
    assert Programme.objects.get(pk=programme.pk).taken == 0


def test_a_check_by_somebody_else_stays_what_it_was():
    row = make.checked(make.application())
    assert refused(operations.pass_check, application=row, by=person("section_head")) == {
        "not_possible_now"
    }
    assert fresh(row).checked_by == person("incubation_clerk")
