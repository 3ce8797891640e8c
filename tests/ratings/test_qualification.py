"""What nobody knows of an applicant: always asked where the measure needs it, never a pass."""

from dataclasses import replace
from datetime import date

import pytest

from portal.core.reasons import Severity, collect
from portal.law.queries import NoRuleError
from ratings.applications import conditions, guide, measure, points
from ratings.applications.conditions import Applicant, Held, Penalised

pytestmark = pytest.mark.django_db
NEW, OLD = date(2026, 11, 30), date(2025, 11, 30)


def known(on: date, **facts: object) -> Applicant:
    """An applicant against which nothing speaks, but for ``facts``."""
    whole = Applicant(
        on=on,
        measure=measure.on(on),
        registered_on=date(2015, 1, 1),
        inspections={on.year - 1: "qualified"},
    )
    return replace(whole, **facts)


def found(facts: Applicant) -> dict[str, Severity]:
    """The reasons by code."""
    return {one.code: one.severity for one in collect(conditions.MAY_APPLY, facts)}


@pytest.mark.parametrize("on", [NEW, OLD])
def test_nothing_speaks_against_a_clean_applicant(on):
    assert found(known(on)) == {}


@pytest.mark.parametrize("on", [NEW, OLD])
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"registered_on": None}, "registration_unknown"),
        ({"inspections": {}}, "inspection_unknown"),
        ({"unserved": None}, "penalty_service_unknown"),
        ({"lists": None}, "lists_unknown"),
    ],
)
def test_silence_is_unknown_and_bars_until_somebody_says(on, facts, code):
    assert found(known(on, **facts)) == {code: Severity.UNKNOWN}
    assert code in conditions.UNKNOWNS


def test_an_investigation_is_asked_about_where_it_bars():
    assert found(known(OLD, under_investigation=None)) == {
        "investigation_unknown": Severity.UNKNOWN
    }
    assert found(known(NEW, under_investigation=None)) == {}


def test_whether_a_penalty_was_minor_is_asked_where_it_matters():
    new = (Penalised(date(2025, 5, 5), None),)
    assert found(known(NEW, penalties=new)) == {"penalty_weight_unknown": Severity.UNKNOWN}
    old = (Penalised(date(2024, 5, 5), None),)
    assert found(known(OLD, penalties=old)) == {"penalised_last_year": Severity.BLOCK}
    long_ago = (Penalised(date(2023, 5, 5), None),)
    assert found(known(NEW, penalties=long_ago)) == {}


def test_a_struck_off_body_is_refused_whatever_else_holds():
    assert found(known(NEW, struck_off=True, state="已注销")) == {"struck_off": Severity.BLOCK}


def test_a_grade_still_valid_says_until_when_it_could_be_replaced(in_chinese):
    held = Held("3A", date(2022, 6, 10), date(2027, 6, 10))
    (reason,) = collect(conditions.MAY_APPLY, known(NEW, held=held))
    assert "2027年6月10日" in reason.words
    assert "2026年6月10日" in reason.words
    held = Held("3A", date(2022, 6, 10), date(2027, 6, 10))
    (reason,) = collect(conditions.MAY_APPLY, known(OLD, held=held))
    assert "2027年6月10日" in reason.words
    assert "2026" not in reason.words


def test_only_what_can_be_answered_here_becomes_a_question():
    facts = known(NEW, inspections={}, lists=None, registered_on=None)
    asked = points.questions(collect(conditions.MAY_APPLY, facts))
    assert [one.key for one in asked] == ["inspection-2025", "lists"]


def test_there_was_no_measure_before_2011():
    with pytest.raises(NoRuleError):
        measure.on(date(2011, 2, 28))


def test_the_guide_names_only_the_rules_that_hold(in_chinese):
    old = [line.words for line in guide.conditions(OLD)]
    new = [line.words for line in guide.conditions(NEW)]
    assert (len(old), len(new)) == (9, 6)
    assert "没有评过等级，或者等级有效期已满。" in old
    assert "没有有效等级，或者在有效期的前4年内。" in new
    assert [line.sure for line in guide.conditions(NEW)] == [False, True, False, False, True, False]
