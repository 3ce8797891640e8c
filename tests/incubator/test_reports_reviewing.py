"""The mid-term review: points in hundredths, mending, one second review, letters."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.reports import queries, reviewing, sheets, timing
from incubator.residence import queries as residences
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import due
from portal.workflow.models import Letter
from tests.factories import deciding
from tests.factories import reports as make
from tests.factories import residences as stays
from tests.factories.joining import scan
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def _refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_points_are_added_in_hundredths_of_a_point():
    review = make.review(stays.residence(), make.HIGH)
    assert review.score == 8050
    assert make.scored(review, {"need": "35", "plan": "25.5"}).score is None


def test_a_sheet_of_another_sum_is_scaled_to_a_hundred_and_rounded_half_up():
    items = [{"code": code, "title": code, "maximum": 10} for code in "abc"]
    points = {code: {"points": value} for code, value in zip("abc", (500, 500, 501), strict=True)}
    assert sheets.score({"items": items}, points) == 5003
    assert sheets.score({"items": []}, {}) is None


def test_terms_without_a_sheet_use_the_sheet_of_the_city():
    row = stays.residence(midterm={"pass_mark": 60, "items": []})
    sheet = make.review(row).sheet
    assert sum(item["maximum"] for item in sheet["items"]) == 100
    assert sheet["pass_mark"] == 60


def test_points_that_cannot_be_are_named_all_at_once():
    review = make.review(stays.residence())
    with pytest.raises(Refused) as refusal:
        make.scored(review, {"need": "41", "plan": "-1", "rules": "1.255"})
    assert [reason.code for reason in refusal.value.reasons] == ["points_impossible"] * 3


def test_from_the_mark_on_a_review_is_passed_and_the_gate_of_exit_opens():
    row = stays.residence()
    review = make.decided(make.review(row, {"need": "30", "plan": "20", "rules": "10"}))
    row = stays.fresh(row)
    assert (review.passed, review.score, row.status) == (True, 6000, "running")
    assert residences.facts(row, None).midterm_passed
    letter = Letter.objects.get(kind="review.passed")
    assert "60.00" in " ".join(letter.paragraphs)
    assert _refused(lambda: reviewing.start(residence=row, by=stays.clerk())) == {"review_passed"}


def test_below_the_mark_there_are_twenty_working_days_and_a_list():
    row = stays.residence()
    review = make.review(row, {"need": "30", "plan": "20", "rules": "9.99"})
    assert _refused(lambda: make.decided(review)) == {"to_mend_missing"}
    make.decided(review, "补齐理事会会议记录")
    row = stays.fresh(row)
    assert (row.status, row.case.due_rule) == ("mending", "residence.mending")
    letter = Letter.objects.get(kind="review.mending")
    assert any("补齐理事会会议记录" in part for part in letter.paragraphs)
    assert not residences.facts(row, None).midterm_passed


def test_mending_is_handed_in_with_papers_and_there_is_one_second_review():
    row = stays.residence()
    make.mending(row)
    by = stays.owner(row)
    again = reviewing.hand_in_mending(residence=row, words="逐条改好。", uploads=[scan()], by=by)
    assert (again.first.mended, again.first.papers.count()) == ("逐条改好。", 1)
    assert stays.fresh(row).status == "rereview"
    make.decided(make.scored(again, make.HIGH))
    row = stays.fresh(row)
    assert (row.status, row.midterm_passed_on) == ("running", clock.today())
    assert Letter.objects.filter(kind="review.passed_again").exists()


def test_below_the_mark_again_termination_is_proposed():
    row = stays.residence()
    make.mending(row)
    by = stays.owner(row)
    again = reviewing.hand_in_mending(residence=row, words="改了一部分。", uploads=[], by=by)
    make.decided(make.scored(again, make.LOW))
    row = stays.fresh(row)
    assert (row.status, row.case.due_rule) == ("hearing", "residence.hearing")
    assert Letter.objects.filter(kind="review.failed_again").exists()


def test_when_nothing_is_handed_in_the_second_review_looks_at_what_is_there():
    row = stays.residence()
    make.mending(row)
    last = stays.fresh(row).case.due_on
    deciding.later((last - clock.today()).days)
    due.run()
    assert stays.fresh(row).status == "mending"
    deciding.later(1)
    due.run()
    row = stays.fresh(row)
    assert row.status == "rereview"
    assert queries.reviews_of(row)[0].first.mended == ""


def test_half_of_the_time_reminds_once_and_a_review_that_began_does_not():
    row, worker = stays.residence(begins_on=stays.months_ago(5)), stays.worker()
    timing.remind_reviews()
    assert not Notice.objects.filter(key="review_due").exists()
    deciding.later(40)
    timing.remind_reviews()
    timing.remind_reviews()
    for who in (worker, stays.clerk()):
        assert Notice.objects.filter(key="review_due", person=who).count() == 1
    make.review(row)
    assert list(queries.wanting_review(clock.today())) == []


def test_the_base_gives_points_and_the_office_decides():
    row = stays.residence()
    review = make.review(row, make.HIGH)
    worker = person("base_worker")
    codes = _refused(lambda: reviewing.decide(review=review, to_mend=(), words="", by=worker))
    assert codes == {"not_permitted"}
    own = stays.owner(row)
    assert _refused(lambda: reviewing.score(review=review, points={}, words={}, by=own)) == {
        "not_permitted"
    }


def test_nobody_leaves_for_the_exit_before_the_review_is_passed():
    from incubator.residence.operations import take_step

    row = stays.residence()
    codes = _refused(lambda: take_step(row, "ask_exit", by=stays.owner(row)))
    assert codes == {"exit_before_midterm"}


def test_a_day_of_the_visit_is_told_and_cannot_lie_before_the_review():
    review = make.review(stays.residence())
    day = clock.today() + timedelta(days=3)
    reviewing.plan_visit(review=review, visit_on=day, by=stays.worker())
    assert Notice.objects.filter(key="review_visit").count() == 1
    codes = _refused(
        lambda: reviewing.plan_visit(review=review, visit_on=stays.yesterday(), by=stays.worker())
    )
    assert codes == {"visit_before_review"}


def test_a_review_is_begun_scored_and_decided_on_its_page():
    row = stays.residence()
    address, clerk = reverse("residence_review", args=[row.pk]), client_of("incubation_clerk")
    assert clerk.post(address, {"action": "start"}).status_code == 302
    points = {f"points-{code}": value for code, value in make.LOW.items()}
    words = {f"words-{code}": "见台账" for code in make.LOW}
    assert clerk.post(address, {"action": "score", **points, **words}).status_code == 302
    kept = clerk.post(address, {"action": "decide", "to_mend": "", "words": ""})
    assert kept.status_code == 200
    done = clerk.post(address, {"action": "decide", "to_mend": "补记录\n\n公开账目", "words": ""})
    assert done.headers["Location"] == reverse("residence_case", args=[row.pk])
    own = client_of("owner").get(reverse("residence_home", args=[row.pk])).content.decode()
    assert "公开账目" in own
    assert "见台账" in own
    assert reverse("residence_mend", args=[row.pk]) in own
