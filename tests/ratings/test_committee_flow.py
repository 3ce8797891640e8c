"""From the assessed sheet to the certificate: opinion, vote, publicity, answer, announcement."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.audit.models import Event
from portal.core import clock
from portal.organisations.record.models import Grade
from portal.workflow.letters.models import Letter
from portal.workflow.publicity import operations as publicity
from ratings.applications.enums import RatingState
from ratings.deciding import announcing, committee, operations, publishing, queries, voting
from ratings.deciding.models import CommitteeMember, PointChange
from tests.factories import assessments as make
from tests.factories import committee as cm
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db
State = RatingState


def test_the_opinion_follows_the_bands_and_the_committee_may_change_points_with_a_reason():
    row = cm.assessed(make.assessed())
    assert make.refusal(operations.opine, row=row, words=" ", by=cm.clerk()) == {"words_missing"}
    row = cm.proposed(row)
    decision = queries.decision_of(row)
    assert (decision.total, decision.reached, decision.proposed) == (Decimal(69), 2, 2)
    sitting = cm.on_agenda(row)
    at, point = cm.item(sitting), make.point(row, "1.1.1")
    given = {"item": at, "point": point, "by": cm.clerk()}
    for points, reason, code in (
        ("13", "查证属实", "mark_out_of_range"),
        ("12", " ", "change_reason_missing"),
        ("x", "查证属实", "mark_not_number"),
        ("9.3", "查证属实", "mark_between_steps"),
    ):
        assert make.refusal(voting.change, points=points, reason=reason, **given) == {code}
    other = given | {"point": 999_999}
    assert make.refusal(voting.change, points="1", reason="x", **other) == {"point_unknown"}
    voting.change(points="9", reason="查证属实", **given)
    assert make.refusal(cm.vote, at=at, grade=2) == {"grade_moved"}
    motion = cm.vote(at)
    row = cm.again(row)
    assert (motion.grade, motion.total, motion.carried) == (3, Decimal(70), True)
    assert motion.changes == [["1.1.1", "9.0", "查证属实"]]
    assert (row.status, queries.decision_of(row).grade) == (State.VOTED, 3)
    assert make.refusal(voting.change, points="8", reason="x", **given) == {"case_decided"}
    assert make.refusal(cm.vote, at=at) == {"case_decided"}


def test_votes_count_by_all_members_and_ties_are_found():
    row = cm.ready()
    tied, other = cm.members()[:2]
    CommitteeMember.objects.filter(pk=tied.pk).update(employer=row.organisation.body.name)
    former = person("expert")
    appoint(former, "viewer", row.organisation.body)
    CommitteeMember.objects.filter(pk=other.pk).update(user=former)
    sitting = cm.on_agenda(row)
    at = cm.item(sitting)
    assert sorted(at.recusals.values_list("code", flat=True)) == ["applicant", "employer"]
    seats = [seat.pk for seat in queries.seats_of(sitting)]
    ballots = cm.ballots(at)
    for votes, code in (
        ([*ballots, (seats[0], "for")], "recused"),
        ([*ballots, ballots[0]], "voted_twice"),
        ([*ballots, (999_999, "for")], "not_a_member"),
        (ballots[:-1], "vote_missing"),
        ([(ballots[0][0], "?"), *ballots[1:]], "vote_unknown"),
    ):
        assert make.refusal(cm.vote, at=at, votes=votes) == {code}
    assert not cm.vote(at, "for", "for", "for", "against", "abstains").carried
    assert cm.again(row).status == State.PROPOSED
    given = {"sitting": sitting, "by": cm.clerk()}
    assert make.refusal(committee.attend, present=seats, **given) == {"votes_recorded"}
    refused = make.refusal(committee.recuse, item=at, seat=seats[5], words="亲属", by=cm.clerk())
    assert refused == {"votes_recorded"}
    assert cm.vote(at, "for", "for", "for", "for", "against").carried


def test_without_a_quorum_and_before_its_day_nothing_is_decided():
    row = cm.ready()
    given = {"office": body("bureau"), "place": "二楼", "cases": [row.pk], "by": cm.clerk()}
    today = clock.today()
    past = {**given, "held_on": today - timedelta(days=1), "place": " "}
    assert make.refusal(committee.call, **past) == {"day_past", "place_missing"}
    none = {**given, "cases": [999_999], "held_on": today}
    assert make.refusal(committee.call, **none) == {"agenda_empty"}
    CommitteeMember.objects.filter(pk=cm.members()[0].pk).update(to_on=today - timedelta(days=1))
    small = make.refusal(committee.call, **given, held_on=today)
    assert small == {"committee_size"}
    cm.members()
    sitting = committee.call(**given, held_on=today + timedelta(days=2))
    assert make.refusal(committee.call, **given, held_on=today) == {
        "agenda_empty", "case_not_ready",
    }  # fmt: skip
    at = cm.item(sitting)
    early = {"sitting": sitting, "present": (), "by": cm.clerk()}
    assert make.refusal(committee.attend, **early) == {"sitting_to_come"}
    assert make.refusal(cm.vote, at=at) == {"sitting_to_come", "attendance_missing"}
    committee.close(sitting=sitting, by=cm.clerk())
    assert make.refusal(cm.vote, at=at) >= {"sitting_closed"}
    sitting = committee.call(**given, held_on=today)
    seats = [seat.pk for seat in queries.seats_of(sitting)]
    committee.attend(sitting=sitting, present=seats[:4], by=cm.clerk())
    assert make.refusal(cm.vote, at=cm.item(sitting)) == {"no_quorum"}
    wrong = {"sitting": sitting, "present": [999_999], "by": cm.clerk()}
    assert make.refusal(committee.attend, **wrong) == {"not_a_member"}


def test_a_reexamination_is_answered_by_a_vote_and_a_changed_result_is_public_anew():
    row = cm.published(cm.ready(State.VOTED))
    first = queries.entry_of(row)
    assert (row.status, first.facts[2]) == (State.PUBLIC, ["评估等级", "不评定等级"])
    ask = {"row": row, "by": person("owner")}
    assert make.refusal(operations.ask_again, words=" ", **ask) == {"words_missing"}
    row = cm.asked_again(row)
    assert make.refusal(operations.ask_again, words="再问", **ask) == {"not_possible_now"}
    assert make.refusal(publishing.settle, row=row) == {"nothing_to_publish"}
    at = cm.item(cm.on_agenda(row))
    assert make.refusal(cm.vote, at=at) == {"words_missing"}
    cm.vote(at, words="材料已经看过，维持原结果。")
    row = cm.again(row)
    assert (row.status, row.case.due_on) == (State.PUBLIC, None)
    (asked,) = queries.again_of(row)
    assert (asked.answer, asked.reasons) == ("upheld", "材料已经看过，维持原结果。")
    assert make.refusal(operations.ask_again, words="再问", **ask) == {"reexamination_twice"}
    letter = Letter.objects.get(kind="rating.reexamination")
    assert "维持原结果" in " ".join(letter.paragraphs)


def test_a_case_decided_in_open_minutes_is_called_again_without_closing_them_first():
    row = cm.ready()
    cm.vote(cm.item(cm.on_agenda(row)))
    row = cm.asked_again(cm.published(cm.again(row)))
    assert cm.item(cm.on_agenda(row)).again


def test_changed_points_change_the_public_result():
    row = cm.asked_again(cm.published(cm.ready(State.VOTED)))
    sitting = cm.on_agenda(row)
    at = cm.item(sitting)
    for code in make.CODES:
        voting.change(
            item=at, point=make.point(row, code), points="12", reason="复核属实", by=cm.clerk()
        )
    cm.vote(at, words="复核后改正。")
    row, old = cm.again(row), queries.again_of(row)[0].entry
    newer = queries.entry_of(row)
    assert (newer.replaces, newer.facts[2][1], row.status) == (old, "5A", State.PUBLIC)
    old.refresh_from_db()
    assert old.outcome == "corrected"
    assert queries.decision_of(row).grade == 5
    cm.end_publicity(row)
    late = make.refusal(operations.ask_again, row=row, words="晚了", by=person("owner"))
    assert late == {"reexamination_late"}


def test_an_objection_that_was_right_brings_the_case_back_to_the_committee():
    row = cm.published(cm.ready(State.VOTED))
    entry = queries.entry_of(row)
    said = publicity.Said(name="白音", phone="13700137000", words="材料是假的。")
    objection, _code = publicity.file(entry=entry, said=said, by=person("stranger"))
    cm.end_publicity(row)
    assert make.refusal(publishing.settle, row=row) == {"objection_open"}
    answer = {"objection": objection, "outcome": "upheld", "words": "属实，重新评定。"}
    assert make.refusal(publicity.answer, **answer, by=cm.clerk()) == {"own_decision"}
    changed = publicity.Corrected(entry.name, [*entry.facts[:2], ("评估等级", "5A")])
    corrected = answer | {"outcome": "corrected", "corrected": changed}
    head = person("section_head")
    assert make.refusal(publicity.answer, **corrected, by=head) == {"grade_by_committee"}
    publicity.answer(**answer, by=head)
    row = cm.again(row)
    assert (row.status, queries.decision_of(row).grade) == (State.PROPOSED, None)
    assert cm.published(cm.decided(row)).status == State.PUBLIC


def test_a_second_official_confirms_and_the_announcement_writes_record_letter_and_certificate():
    row = cm.published(cm.ready(State.VOTED, points="8.5"))
    given = {"rating_round": row.round, "office": row.case.holder, "by": cm.clerk()}
    assert make.refusal(announcing.announce, **given) == {"nothing_to_announce"}
    assert make.refusal(publishing.publish, **given) == {"nothing_to_publish"}
    assert make.refusal(publishing.settle, row=row) == {"publicity_runs"}
    row = cm.standing(row)
    assert row.status == State.STANDS
    appoint(cm.clerk(), "leader", body("bureau"))
    assert make.refusal(operations.confirm, row=row, by=cm.clerk()) == {"same_official"}
    row = cm.confirmed(row)
    made = cm.announce(row)
    row, today = cm.again(row), clock.today()
    certificate = queries.certificate_of(row)
    grade = Grade.objects.get(organisation=row.organisation_id, announced_on=today)
    assert (row.status, certificate.grade, grade.grade) == (State.ANNOUNCED, 2, 2)
    assert (grade.number, grade.source, grade.current) == (
        certificate.number, made.letter.number, True,
    )  # fmt: skip
    assert (grade.valid_from, grade.valid_to) == (certificate.valid_from, certificate.valid_to)
    assert certificate.valid_from.isoformat() == f"{today.year + 1}-01-01"
    assert certificate.valid_to.isoformat() == f"{today.year + 5}-12-31"
    assert row.organisation.body.name in " ".join(made.letter.paragraphs)
    assert Letter.objects.filter(case=row.case, kind="rating.grade").count() == 1
    told = Event.objects.filter(action="organisation.record_changed", case=str(row)).get()
    assert json.loads(told.data)["fact"] == "grade"


def test_a_leader_may_send_it_back_and_below_the_lowest_band_there_is_no_grade():
    row = cm.standing(cm.published(cm.ready(State.VOTED)))
    back = operations.return_decision(row=row, words="请核对第三组。", by=person("leader"))
    assert (back.status, queries.decision_of(cm.again(back)).grade) == (State.PROPOSED, None)
    row = cm.announced(cm.confirmed(cm.standing(cm.published(cm.decided(cm.again(back))))))
    assert (row.status, queries.certificate_of(row)) == (State.NO_GRADE, None)
    assert not Grade.objects.filter(organisation=row.organisation_id).exists()
    letter = Letter.objects.get(case=row.case, kind="rating.no_grade")
    assert "50" in " ".join(letter.paragraphs)
    assert letter.remedy
    assert PointChange.objects.filter(application=row).count() == 0
