"""The first check: verdicts with a source, one complete list, and what nobody can do."""

import pytest

from incubator.deciding import operations
from portal.audit.models import Event
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow.letters.models import Letter
from tests.factories import deciding as make
from tests.people import person
from tests.work import drain

pytestmark = pytest.mark.django_db
WORDS = "请补项目计划书第 3 页。"


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def letters_of(row):
    return list(Letter.objects.filter(case=row.case).values_list("kind", flat=True))


def test_unknown_points_and_further_conditions_stop_the_first_check_all_at_once():
    row, clerk = make.application(), person("incubation_clerk")
    codes = refused(operations.pass_check, application=row, by=clerk)
    assert codes == {"lists_unknown", "public_interest_unconfirmed", "condition_not_judged"}


def test_verdicts_with_a_source_let_it_pass_and_the_panel_is_next():
    row = make.checked(make.application())
    assert (row.status, row.checked_by) == ("checked", person("incubation_clerk"))
    assert row.case.due_rule == "admission.to_panel"
    assert letters_of(row) == []
    assert Notice.objects.filter(key="admission_checked").count() == 1


def test_a_verdict_needs_a_source_and_a_point_that_is_asked():
    row, clerk = make.application(), person("incubation_clerk")
    given = {"application": row, "holds": True, "by": clerk}
    assert refused(operations.judge, code="lists_unknown", source=" ", **given) == {
        "source_missing"
    }
    assert refused(operations.judge, code="on_dishonest_list", source="网上", **given) == {
        "nothing_to_judge"
    }


def test_a_verdict_against_stops_the_check_and_only_words_can_go_on():
    row, clerk = make.judged(make.application()), person("incubation_clerk")
    further = row.programme.conditions.get()
    operations.judge(
        application=row, code=f"condition:{further.pk}", holds=False, source="判决书", by=clerk
    )
    assert refused(operations.pass_check, application=row, by=clerk) == {"condition_not_met"}
    assert row.verdicts.filter(code=f"condition:{further.pk}").count() == 2


def test_only_the_office_judges_and_nobody_their_own_organisation():
    row = make.application()
    given = {"application": row, "code": "lists_unknown", "holds": True, "source": "信用中国"}
    for name in ("stranger", "clerk", "counter_clerk", "leader", "supervisor"):
        assert refused(operations.judge, by=person(name), **given) == {"not_permitted"}
    from tests.people import appoint

    clerk = person("incubation_clerk")
    appoint(clerk, "viewer", row.body)
    assert refused(operations.judge, by=clerk, **given) == {"own_case"}
    assert "own_case" in refused(operations.pass_check, application=row, by=clerk)


def test_a_return_lists_everything_once_stops_the_clock_and_sends_a_letter():
    row = make.returned(
        make.application(), ("plan", WORDS), ("", "请写明联系人。"), ("plan", WORDS)
    )
    row.refresh_from_db()
    assert (row.status, row.returns, row.case.waits_for) == ("returned", 1, "applicant")
    assert [(p.round, p.place, p.about, p.words) for p in row.points.all()] == [
        (1, 1, "plan", WORDS),
        (1, 2, "", "请写明联系人。"),
    ]
    assert (row.case.due_rule, row.case.kept_rule, row.case.kept_days) == (
        "admission.supplement",
        "admission.first_check",
        5,
    )
    letter = Letter.objects.get(case=row.case)
    assert letter.kind == "admission.returned"
    assert f"1. {WORDS}" in letter.paragraphs
    assert "2. 请写明联系人。" in letter.paragraphs


def test_a_return_needs_points_and_words_for_each():
    row, clerk = make.application(), person("incubation_clerk")
    act = operations.return_incomplete
    assert refused(act, application=row, points=[], by=clerk) == {"no_points"}
    assert refused(act, application=row, points=[("", "  ")], by=clerk) == {"no_points"}
    assert refused(act, application=row, points=[("plan", "")], by=clerk) == {"point_without_words"}


def test_a_second_return_may_name_only_what_is_new_and_the_repeated_are_named():
    row = make.supplied(make.returned(make.application()))
    clerk = person("incubation_clerk")
    with pytest.raises(Refused) as refusal:
        operations.return_incomplete(
            application=row,
            points=[
                ("plan", "换一个说法"),
                ("", "请补 项目计划书第 3 页"),
                ("budget", "请补预算。"),
            ],
            by=clerk,
        )
    assert [r.code for r in refusal.value.reasons] == ["asked_before", "asked_before"]
    assert "换一个说法" in refusal.value.reasons[0].words
    again = operations.return_incomplete(
        application=row, points=[("budget", "请补预算。")], by=clerk
    )
    assert (again.status, again.returns) == ("returned", 2)
    assert again.points.filter(round=2).get().about == "budget"


def test_a_refusal_needs_a_reason_and_sends_a_letter_with_a_remedy():
    row, clerk = make.application(), person("incubation_clerk")
    assert refused(operations.refuse_check, application=row, by=clerk, words=" ") == {
        "words_missing"
    }
    done = operations.refuse_check(application=row, by=clerk, words="不属于公益服务。")
    assert (done.status, done.decision, done.decided_by) == ("refused", "不属于公益服务。", clerk)
    letter = Letter.objects.get(case=row.case)
    assert letter.kind == "admission.refused"
    assert letter.number
    assert letter.remedy
    assert any("不属于公益服务。" in paragraph for paragraph in letter.paragraphs)
    assert Notice.objects.filter(key="admission_refused").count() == 1


def test_silence_closes_a_returned_case_with_a_letter():
    row = make.returned(make.application())
    make.later(days=9)
    drain()
    row.refresh_from_db()
    assert (row.status, row.case.waits_for) == ("lapsed", "nobody")
    assert letters_of(row)[-1] == "admission.lapsed" or "admission.lapsed" in letters_of(row)
    assert Notice.objects.filter(key="admission_lapsed").count() == 1


def test_the_telephone_is_shown_only_for_a_reason_that_is_noted():
    row, clerk = make.application(), person("incubation_clerk")
    reveal = operations.reveal_phone
    assert refused(reveal, application=row, reason="", by=clerk) == {"reason_missing"}
    assert refused(reveal, application=row, reason="好奇", by=person("stranger")) == {
        "not_permitted"
    }
    assert reveal(application=row, reason="核对材料", by=clerk) == "13812345678"
    event = Event.objects.get(action="contact.revealed")
    assert "核对材料" in event.data
    assert "13812345678" not in event.data
