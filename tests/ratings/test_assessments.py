"""An assessment from "qualified" to "assessed": own marks, team, visit, experts, reply."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.audit.models import Event
from portal.core import clock
from portal.notifications.models import Notice
from portal.organisations.claims.models import Claim
from portal.panels import operations as panels
from ratings.applications.enums import RatingState
from ratings.assessments import marking, operations, queries, sheets, sighting, teams
from ratings.assessments.enums import Reply
from ratings.assessments.marking import MarkWords
from ratings.assessments.models import OwnMark, Proof
from tests.factories import assessments as make
from tests.factories import joining
from tests.factories import panels as experts
from tests.factories.assessments import refusal
from tests.people import appoint, body, person
from tests.work import drain, move_to

pytestmark = pytest.mark.django_db
State = RatingState


def save(row, code, points, *, by="owner", seen="", **more):
    return refusal(
        marking.save_mark,
        row=row,
        point=make.point(row, code),
        typed=MarkWords(points, **more),
        seen=seen,
        by=person(by),
    )


def test_a_point_keeps_mark_and_words_and_only_the_organisation_writes_it():
    row = make.qualified()
    for stranger in ("colleague", "stranger", "rating_clerk", "expert"):
        assert save(row, "1.1.1", "10", by=stranger) == {"not_permitted"}
    assert save(row, "1.1.1", "12.5", words="见章程") == frozenset()
    mark = OwnMark.objects.get()
    assert (mark.points, mark.words, mark.saved_by) == (Decimal("12.5"), "见章程", person("owner"))


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("13", "mark_out_of_range"),
        ("-1", "mark_out_of_range"),
        ("8.3", "mark_between_steps"),
        ("八", "mark_not_number"),
        ("NaN", "mark_not_number"),
        ("1e400", "mark_out_of_range"),
    ],
)
def test_an_impossible_mark_is_refused_and_nothing_is_kept(points, code):
    assert save(make.qualified(), "1.1.1", points) == {code}
    assert not OwnMark.objects.exists()


def test_a_mark_above_the_maximum_names_the_maximum():
    row = make.qualified()
    with pytest.raises(Exception, match="mark_out_of_range") as refused:
        make.mark(row, "1.1.1", "12.6")
    assert "12.5" in str(refused.value.reasons[0])


def test_a_veto_and_a_point_of_another_sheet_take_no_mark():
    row, other = make.qualified(), make.schemes.draft(kind="foundation").points.first()
    assert save(row, "5.2.1", "0") == {"point_unknown"}
    given = {"row": row, "typed": MarkWords("1"), "seen": "", "by": person("owner")}
    assert refusal(marking.save_mark, point=other.pk, **given) == {"point_unknown"}


def test_only_what_the_sheet_allows_does_not_apply():
    row = make.qualified()
    assert save(row, "1.1.1", "", applies=False, why_not="无") == {"must_apply"}
    assert save(row, "1.2.1", "", applies=False, why_not="无") == frozenset()


def test_two_devices_never_overwrite_each_other_silently():
    row = make.qualified()
    first = make.mark(row, "1.1.1", "10")
    assert save(row, "1.1.1", "8") == {"saved_meanwhile"}
    assert OwnMark.objects.get().points == 10
    assert save(row, "1.1.1", "8", seen=queries.seen(first.saved_at)) == frozenset()
    assert OwnMark.objects.get().points == 8


def test_handing_in_lists_everything_missing_at_once():
    row = make.qualified()
    make.mark(row, "1.1.1", "10", words="")
    make.mark(row, "1.2.1", "", applies=False, words="")
    with pytest.raises(Exception, match="mark_missing") as refused:
        operations.hand_in(row=row, by=person("owner"))
    reasons = {reason.code: str(reason) for reason in refused.value.reasons}
    assert set(reasons) == {"mark_missing", "proof_missing", "why_missing"}
    assert "2.1.1, 2.2.1, 3.1.1, 3.2.1, 4.1.1, 4.2.1" in reasons["mark_missing"]
    row.refresh_from_db()
    assert (row.status, row.assessment.handed_in_at) == (State.QUALIFIED, None)


def test_a_file_behind_a_mark_is_proof_and_its_hash_is_noted():
    row = make.qualified()
    proof = marking.attach(
        row=row, point=make.point(row, "1.1.1"), upload=make.upload(), by=person("owner")
    )
    assert proof.sha256 == proof.stored.sha256
    make.mark(row, "1.1.1", "10", words="")
    assert "1.1.1" not in queries.own_facts(make.again(row)).without_proof


def test_papers_handed_in_earlier_are_used_again_and_those_of_others_are_not():
    row, owner = make.qualified(), person("owner")
    first = marking.attach(row=row, point=make.point(row, "1.1.1"), upload=make.upload(), by=owner)
    given = {"row": row, "point": make.point(row, "2.1.1"), "by": owner}
    (again,) = marking.reuse(keys=[str(first.stored_id)], **given)
    assert (again.stored_id, again.origin) == (first.stored_id, "reused")
    first.stored.owner_body = body("theirs")
    first.stored.save()
    given["point"] = make.point(row, "3.1.1")
    assert refusal(marking.reuse, keys=[str(first.stored_id), "x"], **given) == {"nothing_chosen"}


def test_the_certificate_of_the_profile_is_offered_again():
    row, owner = make.qualified(), person("owner")
    claim = joining.claim(row.organisation, person("resident"))
    assert claim.certificate not in queries.reusable(row, None)
    decided = {"decided_by": person("clerk"), "decided_at": clock.now()}
    Claim.objects.update(status="approved", **decided)
    assert claim.certificate.owner_body is None
    assert claim.certificate in queries.reusable(row, None)
    given = {"row": row, "point": make.point(row, "1.1.1"), "by": owner}
    (proof,) = marking.reuse(keys=[str(claim.certificate_id)], **given)
    assert claim.certificate not in queries.reusable(row, proof.mark)


def test_after_handing_in_no_file_is_added_replaced_or_taken_out():
    row, owner = make.filled(), person("owner")
    point = make.point(row, "1.1.1")
    proof = marking.attach(row=row, point=point, upload=make.upload(), by=owner)
    row = make.again(operations.hand_in(row=row, by=owner))
    given = {"row": row, "by": owner}
    assert refusal(marking.attach, point=point, upload=make.upload(), **given) == {
        "evidence_locked"
    }
    assert refusal(marking.reuse, point=point, keys=[str(proof.stored_id)], **given) == {
        "evidence_locked"
    }
    assert refusal(marking.detach, proof=proof.pk, **given) == {"evidence_locked"}
    assert save(row, "1.1.1", "1") == {"evidence_locked"}
    assert Proof.objects.get().sha256 == proof.sha256
    event = Event.objects.get(action="rating.hand_in")
    assert proof.sha256 in event.data
    assert row.assessment.own_total == 80


def test_a_file_whose_content_changed_bars_the_handing_in():
    row, owner = make.filled(), person("owner")
    proof = marking.attach(row=row, point=make.point(row, "1.1.1"), upload=make.upload(), by=owner)
    proof.stored.sha256 = "0" * 64
    proof.stored.save()
    assert refusal(operations.hand_in, row=make.again(row), by=owner) == {"file_changed"}


def test_the_office_sends_back_and_what_was_sent_back_can_be_changed():
    row, clerk = make.handed_in(), person("rating_clerk")
    assert refusal(operations.send_back, row=row, words=" ", by=clerk) == {"words_missing"}
    operations.send_back(row=row, words="请补会议记录", by=clerk)
    row = make.again(row)
    assert (row.status, row.assessment.own_total) == (State.QUALIFIED, None)
    make.mark(row, "1.1.1", "9")
    assert Notice.objects.filter(person=person("owner"), key="rating_sent_back").exists()
    assert make.again(operations.hand_in(row=row, by=person("owner"))).assessment.own_total == 79


def test_every_claim_is_decided_before_the_team_is_drawn_and_is_not_scored():
    row, clerk = make.handed_in(claim=True), person("rating_clerk")
    assert refusal(operations.accept, row=row, by=clerk) == {"ruling_missing"}
    (claim,) = row.assessment.marks.filter(applies=False)
    given = {"row": row, "by": clerk}
    refused = operations.Ruled(accepted=False)
    assert refusal(operations.rule_on, ruled={claim.pk: refused}, **given) == {
        "ruling_words_missing"
    }
    operations.rule_on(ruled={claim.pk: operations.Ruled(accepted=True)}, **given)
    operations.accept(row=row, by=clerk)
    experts.experts(3)
    team = teams.draw(row=row, size=3, by=clerk)
    codes = [line.code for line in team.panel.lines.all()]
    assert codes == [*make.CODES[:-1], "5.1.1"]


def test_time_that_is_over_closes_the_case_and_the_office_may_give_more():
    move_to("2026-11-02T09:00:00+08:00")
    row = make.qualified()
    before = row.case.due_on
    operations.more_time(row=row, words="法定代表人住院", by=person("rating_clerk"))
    row.case.refresh_from_db()
    assert row.case.due_on > before
    move_to("2027-02-01T09:00:00+08:00")
    drain()
    assert make.again(row).status == State.OVERDUE


def test_an_expert_tied_to_the_organisation_is_not_drawn():
    row, clerk = make.accepted(), person("rating_clerk")
    member, left, employed, *free = experts.experts(6)
    appoint(member, "viewer", body("ours"))
    post = appoint(left, "applicant", body("ours"))
    post.ends_on, post.ended_at = clock.today(), clock.now()
    post.save()
    employed.expert.employer = body("ours").name
    employed.expert.save()
    assert refusal(teams.draw, row=row, size=4, by=clerk) == {"not_enough_experts"}
    team = teams.draw(row=row, size=3, by=clerk)
    draw = team.panel.draws.get()
    assert sorted(draw.drawn) == sorted(one.expert.pk for one in free)
    excluded = {code for _expert, code, _name in draw.excluded}
    assert excluded == {"applicant", "post", "former_post", "employer"}
    assert refusal(teams.draw, row=row, size=3, by=clerk) == {"team_drawn"}


@pytest.mark.parametrize(("size", "code"), [(2, "panel_too_small"), (10, "panel_too_large")])
def test_a_team_has_three_to_nine_experts(size, code):
    row = make.accepted()
    experts.experts(10)
    given = {"row": row, "by": person("rating_clerk")}
    assert refusal(teams.draw, size=size, **given) == {code}
    assert teams.draw(size=4, **given).panel.seats.count() == 4


def test_a_visit_is_told_in_time_to_organisation_and_experts():
    row, clerk = make.drawn(), person("rating_clerk")
    given = {"row": row, "by": clerk, "place": "民生街1号"}
    soon = clock.now() + timedelta(days=1)
    assert refusal(teams.arrange, visit_at=soon, **given) == {"visit_too_soon"}
    given["place"] = " "
    assert refusal(teams.arrange, visit_at=soon, **given) == {"visit_too_soon", "place_missing"}
    given["place"] = "民生街1号"
    teams.arrange(visit_at=clock.now() + timedelta(days=9), **given)
    assert Notice.objects.filter(person=person("owner"), key="rating_visit").count() == 1
    assert Notice.objects.filter(key="rating_team_visit").count() == 3
    teams.move(visit_at=clock.now() + timedelta(days=12), words="下雪", **given)
    assert Notice.objects.filter(person=person("owner"), key="rating_visit_moved").count() == 1
    assert Notice.objects.filter(key="rating_team_visit").count() == 6


def test_no_visit_without_a_team():
    row = make.accepted()
    given = {"visit_at": clock.now() + timedelta(days=9), "place": "民生街1号"}
    assert refusal(teams.arrange, row=row, by=person("rating_clerk"), **given) == {"team_missing"}


def test_a_visit_is_written_down_once_it_was():
    row, clerk = make.visiting(), person("rating_clerk")
    given = {"row": row, "by": clerk}
    tomorrow = clock.today() + timedelta(days=1)
    assert refusal(teams.hold, visited_on=tomorrow, minutes="", **given) == {
        "visit_day",
        "minutes_missing",
    }
    teams.hold(visited_on=clock.today(), minutes="看了账本。", **given)
    assert make.again(row).status == State.VISITED


def test_what_the_team_saw_is_shared_and_never_overwritten_silently():
    row = make.visiting()
    one, two, _three = (seat.expert.user for seat in make.seats(row))
    given = {"row": row, "point": make.point(row, "1.1.1"), "met": None}
    first = sighting.save_sight(words="账本齐全", seen="", by=one, **given)
    code = refusal(sighting.save_sight, words="缺两页", seen="", by=two, **given)
    assert code == {"saved_meanwhile"}
    seen = queries.seen(first.saved_at)
    assert sighting.save_sight(words="缺两页", seen=seen, by=two, **given).words == "缺两页"
    assert refusal(sighting.save_sight, words="x", seen="", by=person("expert"), **given) == {
        "not_permitted"
    }


def test_nobody_signs_before_the_visit_and_before_each_veto_was_looked_at():
    row = make.visiting()
    seat, entry = make.seats(row)[0], row.assessment.panel.entries.get()
    make.score(row, seat.expert.user)
    given = {"seat": seat, "entry": entry, "by": seat.expert.user}
    assert refusal(panels.sign, **given) == {"not_visited", "veto_open"}
    make.look(row)
    teams.hold(row=row, visited_on=clock.today(), minutes="看了账本。", by=person("rating_clerk"))
    assert panels.sign(**given).signed_at


def test_a_score_above_the_maximum_is_refused_with_the_maximum():
    row = make.visiting()
    expert = make.seats(row)[0].expert.user
    given = {"row": row, "code": "1.1.1", "reason": "", "seen": "", "by": expert}
    with pytest.raises(Exception, match="points_out_of_range") as refused:
        sighting.save_score(points="13", **given)
    assert "12.5" in str(refused.value.reasons[0])
    assert refusal(sighting.save_score, points="8.2", **given) == {"points_not_half"}


def test_the_last_signature_freezes_an_exact_total_and_asks_the_organisation():
    row = make.visited()
    make.sign(row, "8", "8", "8.5")
    assert make.again(row).status == State.VISITED
    drain()
    row = make.again(row)
    assert row.status == State.SCORED
    # 8 points at 24.5/3 and a bonus of 5: 65.333… + 5, cut off after twelve places
    assert row.assessment.expert_total == Decimal("70.333333333333")
    assert Notice.objects.filter(person=person("owner"), key="rating_scored").count() == 1


def test_points_that_do_not_apply_are_scaled_within_their_group():
    row = make.scored(None, "10", "10", "10", claim=True)
    sheet = sheets.of(row)
    fourth = sheet.parts[3]
    assert fourth.expert_total == 20
    assert (fourth.own_total, sheet.expert_total) == (20, 85)


def test_means_stay_exact_where_thirds_add_up():
    row = make.visited()
    make.sign(row, "8", "8", "8")
    panel = row.assessment.panel
    given = sheets.scores_of(panel.pk)
    assert {sheets.exact(list(scores)) for code, scores in given.items() if code != "5.1.1"} == {8}


def test_the_organisation_signs_or_objects_in_words_or_lets_the_days_pass():
    row, owner = make.scored(), person("owner")
    assert refusal(operations.object_to, row=row, words="", by=owner) == {"words_missing"}
    operations.object_to(row=row, words="第2.1.1项材料没看全", by=owner)
    assessment = make.again(row).assessment
    assert (assessment.reply, assessment.reply_words) == (Reply.OBJECTED, "第2.1.1项材料没看全")
    assert make.again(row).status == State.ASSESSED
    assert make.again(row).case.waits_for == "office"
    assert refusal(operations.sign, row=row, by=owner) == {"not_possible_now"}


def test_without_a_reply_the_case_goes_on_and_says_so():
    move_to("2026-11-02T09:00:00+08:00")
    row = make.scored()
    move_to("2027-02-01T09:00:00+08:00")
    drain()
    row = make.again(row)
    assert (row.status, row.assessment.reply) == (State.ASSESSED, Reply.SILENT)


def test_nobody_sees_an_experts_marks_before_all_have_signed():
    from ratings.assessments.conditions import shows_experts

    shown = {state for state in State.values if shows_experts(state)}
    assert shown == {
        State.SCORED, State.ASSESSED, State.PROPOSED, State.VOTED, State.PUBLIC, State.REVIEWING,
        State.STANDS, State.CONFIRMED, State.ANNOUNCED, State.NO_GRADE,
    }  # fmt: skip
    row = make.visited()
    entry = row.assessment.panel.entries.get()
    for seat in make.seats(row)[:2]:
        make.score(row, seat.expert.user)
        panels.sign(seat=seat, entry=entry, by=seat.expert.user)
    assert sheets.experts(make.again(row)) == {}
    assert sheets.of(make.again(row)).expert_total is None
