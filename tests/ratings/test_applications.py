"""Applying for a rating, and the check of whether the applicant qualifies."""

from datetime import date, timedelta

import pytest

from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.record import queries as record
from portal.organisations.register.enums import RegisterState
from portal.workflow.letters.models import Letter
from portal.workflow.models import Channel
from ratings.applications import applying, confirming, inviting, operations, queries
from ratings.applications.models import Application
from ratings.applications.points import Said
from ratings.rounds import operations as rounds
from ratings.rounds.models import Round
from tests import work
from tests.factories import ratings as make
from tests.factories import record as records
from tests.people import body, person

pytestmark = pytest.mark.django_db


def refused(**given):
    """The codes of every reason against an application."""
    with pytest.raises(Refused) as refusal:
        make.applied(**given)
    return refusal.value.codes


def test_a_clean_organisation_applies_and_is_found_qualified():
    row = make.applied()
    assert (row.status, row.rule_set) == ("applied", "revised_2026")
    assert row.case.number.startswith("PG-")
    assert row.case.holder == body("bureau")
    assert row.stated["legal_representative"] == "乌兰"
    assert [paper.title for paper in row.papers.all()] == ["评估申报表"]
    done = make.qualified(row)
    assert (done.status, done.decided_by, done.found) == ("qualified", make.clerk(), [])
    told = set(Notice.objects.filter(person=person("owner")).values_list("key", flat=True))
    assert {"rating_received", "rating_qualified"} <= told


def test_a_body_of_another_registry_is_told_where_to_apply():
    clean = make.clean()
    row = make.elsewhere()
    codes = refused(row=row)
    assert codes == {"other_registry"}
    words = str(queries.reasons_for(row, clean.body, clean, clock.today())[0])
    assert "东胜区民政局" in words


def test_everything_that_bars_is_said_at_once():
    ours = make.organisation(registered_on=clock.today() - timedelta(days=300))
    records.listed(ours)
    row = make.published()
    Round.objects.filter(pk=row.pk).update(opens_on=clock.today() + timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        make.applied(make.again(row), uploads={}, contact=" ")
    assert refusal.value.codes >= {
        "registered_less_than_two_years", "on_abnormal_list", "round_not_yet", "paper_missing",
        "contact_missing",
    }  # fmt: skip
    assert not Application.objects.exists()


@pytest.mark.parametrize("state", [s for s in RegisterState if s != RegisterState.NORMAL])
def test_a_struck_off_body_is_refused(state):
    make.clean(state=state)
    assert refused() == {"struck_off"}


def test_a_founding_team_and_a_kind_without_indicators_are_refused():
    team = body("ours")
    team.kind = "founding_team"
    team.save()
    assert refused(body=team) == {"not_registered"}
    other = make.theirs()
    with pytest.raises(Refused) as refusal:
        make.applied(Round.objects.get(), body=other, by=person("stranger"))
    assert {"other_registry", "kind_not_rated"} <= refusal.value.codes


def test_the_day_after_the_last_is_too_late_and_kindly_said():
    make.clean()
    row = make.published()
    work.move_to(f"{row.closes_on}T23:50:00+08:00")
    assert make.applied(row).status == "applied"
    late = make.application(Application.objects.get().pk)
    operations.withdraw(application=late, by=person("owner"))
    work.move_to(f"{row.closes_on + timedelta(days=1)}T00:10:00+08:00")
    assert refused(row=make.again(row)) == {"round_over"}


def test_one_application_at_a_time_and_again_after_withdrawing():
    row = make.published()
    first = make.applied(row)
    assert refused(row=row) == {"rating_open"}
    operations.withdraw(application=first, by=person("owner"))
    assert make.applied(row).status == "applied"


def test_no_second_rating_while_one_of_another_round_is_open():
    make.qualified(make.applied(make.published()))
    second = make.published(make.proposed(make.draft(title="补充批次")))
    assert refused(row=second) == {"rating_open"}


def test_a_colleague_without_the_post_and_a_stranger_do_not_apply():
    make.clean()
    row = make.published()
    for name in ("colleague", "stranger", "rating_clerk"):
        assert refused(row=row, by=person(name)) == {"not_permitted"}


def test_what_nobody_knows_bars_nobody_from_applying_but_is_no_pass():
    make.organisation()
    row = make.applied(body=body("ours"))
    with pytest.raises(Refused) as refusal:
        operations.qualify(application=row, by=make.clerk())
    assert refusal.value.codes == {"inspection_unknown", "lists_unknown"}


def test_an_answer_with_its_source_is_confirmed_and_stands_on_record():
    make.organisation()
    last = clock.today().year - 1
    said = Said("inspection", str(last), "qualified", "年检通知书〔2026〕3号", make.pdf())
    row = make.applied(body=body("ours"), answers=[said])
    answer = row.answers.get()
    assert (answer.says, answer.confirmed_at, answer.stored.name) == (
        "qualified",
        None,
        "申报表.pdf",
    )
    today = clock.today()
    given = {"source": "登记系统", "source_on": today, "by": make.clerk()}
    confirming.confirm(application=row, key=f"inspection-{last}", says="qualified", **given)
    confirming.confirm(application=row, key="lists", says="neither", **given)
    assert record.inspection(body("ours").pk, last) == "qualified"
    assert record.lists_known(body("ours").pk, today)
    assert row.answers.get(point="inspection").confirmed_by == make.clerk()
    assert make.qualified(row).status == "qualified"


def test_an_official_confirms_what_the_source_says_even_against_the_answer():
    make.organisation()
    last = clock.today().year - 1
    said = Said("inspection", str(last), "qualified", "本单位记录")
    row = make.applied(body=body("ours"), answers=[said])
    confirming.confirm(
        application=row, key=f"inspection-{last}", says="absent", source="年检公告",
        source_on=clock.today(), by=make.clerk(),
    )  # fmt: skip
    assert {r.code for r in operations.reasons_of(row)} == {"inspection_missed"}
    with pytest.raises(Refused) as refusal:
        operations.qualify(application=row, by=make.clerk())
    assert refusal.value.codes == {"inspection_missed", "lists_unknown"}


def test_confirming_needs_a_source_a_known_point_and_no_tie():
    make.organisation()
    row = make.applied(body=body("ours"))
    given = {"application": row, "source": " ", "source_on": None, "by": make.clerk()}
    with pytest.raises(Refused) as refusal:
        confirming.confirm(key="lists", says="listed", **given)
    assert refusal.value.codes == {"source_missing", "listing_needs_day"}
    with pytest.raises(Refused) as refusal:
        confirming.confirm(key="inspection-1999", says="x", **given)
    assert refusal.value.codes == {"source_missing", "nothing_asked"}
    with pytest.raises(Refused) as refusal:
        confirming.confirm(
            application=row, key="lists", says="neither", source="平台", source_on=clock.today(),
            by=person("owner"),
        )  # fmt: skip
    assert refusal.value.codes == {"not_permitted", "own_case"}


def test_an_answer_without_a_source_is_refused():
    make.organisation()
    last = str(clock.today().year - 1)
    answers = [Said("inspection", last, "qualified", ""), Said("lists", "", "what", "平台")]
    assert refused(body=body("ours"), answers=answers) == {"source_missing", "answer_unknown"}


def test_the_letter_of_a_refusal_names_every_reason_with_its_clause(in_chinese):
    row = make.applied()
    records.listed(row.organisation)
    records.listed(row.organisation, "dishonest")
    operations.refuse(application=row, words="移出名录后可再申请。", by=make.clerk())
    row = make.application(row.pk)
    assert (row.status, row.found) == (
        "not_qualified",
        ["on_abnormal_list", "on_dishonest_list"],
    )
    letter = Letter.objects.get(case=row.case)
    assert letter.kind == "rating.not_qualified"
    assert [line[:2] for line in letter.paragraphs[2:4]] == ["1.", "2."]
    assert all("（社会组织信用信息管理办法）" in line for line in letter.paragraphs[2:4])
    assert "移出名录后可再申请。" in letter.paragraphs[4]
    assert "行政复议" in letter.remedy


def test_nobody_is_refused_without_words_or_by_their_own_people():
    row = make.applied()
    with pytest.raises(Refused) as refusal:
        operations.refuse(application=row, words=" ", by=make.clerk())
    assert refusal.value.codes == {"words_missing"}
    from tests.people import appoint

    appoint(make.clerk(), "viewer", body("ours"))
    with pytest.raises(Refused) as refusal:
        operations.qualify(application=row, by=make.clerk())
    assert refusal.value.codes == {"own_case"}


def test_what_is_missing_is_asked_once_and_the_clock_stops():
    row = make.returned()
    assert (row.status, row.case.waits_for) == ("returned", "applicant")
    with pytest.raises(Refused) as refusal:
        operations.supply(application=row, words="", uploads=[], by=person("owner"))
    assert refusal.value.codes == {"nothing_added"}
    operations.supply(
        application=row, words="已盖章。", uploads=[make.pdf("盖章.pdf")], by=person("owner")
    )
    row = make.application(row.pk)
    assert (row.status, row.addition) == ("supplied", "已盖章。")
    assert [paper.title for paper in row.papers.filter(late=True)] == ["盖章.pdf"]
    with pytest.raises(Refused) as refusal:
        operations.ask_more(application=row, words="还缺", by=make.clerk())
    assert refusal.value.codes == {"not_possible_now"}


def test_silence_closes_the_application_and_it_may_be_tried_again():
    row = make.returned()
    work.move_to(f"{row.case.due_on + timedelta(days=1)}T01:00:00+08:00")
    work.drain()
    assert make.application(row.pk).status == "lapsed"
    assert make.applied(make.again(row.round)).status == "applied"


def test_a_qualification_is_taken_back_only_when_its_grounds_are_gone():
    row = make.qualified()
    with pytest.raises(Refused) as refusal:
        operations.disqualify(application=row, words="被列入名录", by=make.clerk())
    assert refusal.value.codes == {"still_qualified"}
    records.listed(row.organisation, "dishonest")
    done = operations.disqualify(application=row, words="被列入名录", by=make.clerk())
    assert (done.status, done.found) == ("not_qualified", ["on_dishonest_list"])


def test_an_official_enters_what_came_by_telephone():
    make.clean()
    row = make.published()
    made, _code = applying.apply(
        rating_round=row, body=body("ours"), sub_kind="", contact="萨仁", phone="13800000000",
        words="", uploads={}, answers=[], by=make.clerk(), channel=Channel.PHONE,
    )  # fmt: skip
    assert (made.entered_by, made.submitted_by, made.case.channel) == (make.clerk(), None, "phone")
    with pytest.raises(Refused) as refusal:
        applying.apply(
            rating_round=row, body=body("ours"), sub_kind="", contact="萨仁", phone="1",
            words="", uploads={}, answers=[], by=person("owner"), channel=Channel.PHONE,
        )  # fmt: skip
    assert {"not_permitted", "own_case", "rating_open"} == refusal.value.codes


def test_those_against_whom_nothing_speaks_are_told_once_when_a_round_opens():
    make.clean()
    person("owner")
    row = make.published()
    assert inviting.invite() == 1
    assert inviting.invite() == 0
    told = Notice.objects.get(key="rating_round_opened")
    assert (told.person, told.params["title"]) == (person("owner"), row.title)
    later = row.closes_on + timedelta(days=5)
    rounds.extend(rating_round=row, closes_on=later, words="多留几天", by=make.clerk())
    assert inviting.invite() == 1
    assert Notice.objects.filter(key="rating_round_opened").count() == 2


def test_a_listed_organisation_is_not_told():
    records.listed(make.clean())
    person("owner")
    make.published()
    assert inviting.invite() == 0


def test_a_held_grade_of_the_record_counts_with_its_own_last_day():
    ours = make.clean()
    records.graded(ours, since=date(2021, 9, 1), until=date(2027, 6, 30))
    on = date(2026, 11, 30)
    facts = queries.applicant(ours, on)
    assert (facts.held.grade, facts.held.valid_to) == ("3A", date(2027, 6, 30))
    reasons = queries.reasons_for(make.published(), ours.body, ours, on)
    assert "grade_still_valid" in {reason.code for reason in reasons}
