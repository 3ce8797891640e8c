"""The items of the exit evaluation: told by records, or declared and marked so for ever."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from incubator.exits import declaring, items
from incubator.exits.models import Declared
from portal.core import clock, days
from portal.core.clock import SHANGHAI
from portal.core.reasons import Refused
from portal.organisations.register.models import Organisation
from tests.factories import exits as make
from tests.factories import joining, record, residences, ventures, workers
from tests.factories.publicity import at
from tests.people import person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _a_day_in_september():
    with at(NOON):
        yield


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def told(row):
    """Each item with its result and where it comes from."""
    return {item.fact: (item.holds.value, item.proof.value) for item in items.of(row)}


def with_items(*facts):
    rows = [{"code": fact, "title": fact, "fact": fact, "criterion": ""} for fact in facts]
    return make.near_end(exit={"items": rows})


def test_terms_without_a_sheet_ask_for_the_five_usual_items():
    row = make.near_end(exit={"items": []})
    assert told(row) == {
        "registered": ("yes", "record"),
        "project": ("unknown", "none"),
        "worker": ("unknown", "none"),
        "inspection": ("unknown", "none"),
        "income": ("unknown", "none"),
    }
    assert items.sheet(row)[0]["title"] == "已登记，证书有效"


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({"state": "deregistered"}, "no"),
        ({"certificate_to": date(2026, 8, 31)}, "no"),
        ({"certificate_to": date(2026, 9, 1)}, "yes"),
        ({"registered_on": None}, "unknown"),
    ],
)
def test_the_register_says_whether_it_is_registered(facts, holds):
    row = with_items("registered")
    Organisation.objects.filter(pk=row.body_id).update(**facts)
    assert told(residences.fresh(row))["registered"][0] == holds


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({2025: "qualified"}, ("yes", "record")),
        ({2025: "basically_qualified"}, ("yes", "record")),
        ({2025: "unqualified"}, ("no", "record")),
        ({2024: "qualified"}, ("yes", "record")),
        ({2023: "qualified"}, ("unknown", "none")),
        ({2024: "qualified", 2025: "absent"}, ("no", "record")),
        ({}, ("unknown", "none")),
    ],
)
def test_the_last_annual_inspection_counts(stated, expected):
    row = with_items("inspection")
    for year, result in stated.items():
        record.inspected(row.body.organisation, year, result)
    assert told(row)["inspection"] == expected


def test_too_young_for_an_earlier_year_says_nothing_of_the_last_one():
    row = with_items("inspection")
    Organisation.objects.filter(pk=row.body_id).update(registered_on=date(2025, 4, 8))
    assert told(residences.fresh(row))["inspection"] == ("unknown", "none")
    Organisation.objects.filter(pk=row.body_id).update(registered_on=date(2026, 2, 1))
    assert told(residences.fresh(row))["inspection"] == ("yes", "record")


def test_a_full_time_worker_counts_with_insurance():
    row = with_items("worker")
    employed = workers.worker(row.body, residences.owner(row))
    assert told(row)["worker"] == ("unknown", "none")
    workers.insured(employed, date(2026, 6, 1), date(2026, 8, 1), residences.owner(row))
    assert told(row)["worker"] == ("yes", "record")


def test_what_is_declared_waits_for_judgement_and_keeps_its_mark():
    row = make.near_end()
    declared = make.declared(row)
    assert told(row)["project"] == ("unknown", "declared")
    declaring.judge(declared=declared, accepted=True, answer="", by=residences.worker())
    assert told(row)["project"] == ("yes", "declared")
    kept = next(one for one in items.frozen(row) if one["fact"] == "project")
    assert (kept["proof"], kept["declared"]) == ("declared", declared.pk)


def test_what_was_not_accepted_may_be_declared_anew():
    row = make.near_end()
    first = make.declared(row)
    by = residences.clerk()
    judge = declaring.judge
    assert refused(judge, declared=first, accepted=False, answer=" ", by=by) == {"words_missing"}
    judge(declared=first, accepted=False, answer="验收单没有盖章。", by=by)
    assert told(row)["project"] == ("no", "declared")
    assert refused(judge, declared=first, accepted=True, answer="", by=by) == {"already_judged"}
    make.proven(row)
    assert told(row)["project"] == ("yes", "declared")
    assert Declared.objects.filter(residence=row).count() == 2


def test_nothing_typed_outweighs_a_record():
    row = with_items("inspection")
    record.inspected(row.body.organisation, 2025, "unqualified")
    given = {"residence": row, "item": "inspection", "words": "合格", "upload": joining.scan()}
    assert refused(declaring.declare, **given, by=residences.owner(row)) == {"item_on_record"}


def test_income_is_declared_with_its_amount():
    row = with_items("income")
    make.declared(row, "income", amount_fen=12_000_000)
    [item] = items.of(row)
    assert item.words.startswith("120,000.00 · 老年助餐项目")


def test_only_the_organisation_and_its_base_declare_and_only_the_base_judges():
    row = make.near_end()
    given = {"residence": row, "item": "project", "words": "验收", "upload": joining.scan()}
    for name in ("colleague", "stranger", "leader"):
        assert refused(declaring.declare, **given, by=person(name)) == {"not_permitted"}
    declared = make.declared(row)
    for name in ("owner", "colleague", "stranger", "leader", "other_clerk"):
        judged = {"declared": declared, "accepted": True, "answer": "", "by": person(name)}
        assert refused(declaring.judge, **judged) == {"not_permitted"}


def test_a_worker_of_the_base_enters_what_came_on_paper():
    row = make.near_end()
    made = declaring.declare(
        residence=row, item="project", words="验收", upload=joining.scan(), by=residences.worker()
    )
    assert made.by == residences.worker()
    assert refused(
        declaring.declare,
        residence=row,
        item="no-such-item",
        words="验收",
        upload=joining.scan(),
        by=residences.worker(),
    ) == {"item_unknown"}


def test_nothing_is_declared_after_the_end():
    row = make.graduated()
    given = {"residence": row, "item": "project", "words": "验收", "upload": joining.scan()}
    assert refused(declaring.declare, **given, by=residences.owner(row)) == {"residence_over"}


def test_a_project_whose_final_report_passed_during_the_residence_is_on_record(in_chinese):
    row = make.near_end()
    project = ventures.in_state("settling")
    assert project.organisation_id == row.body_id
    final = project.reports.get(kind="final")
    assert told(row)["project"] == ("unknown", "none")
    final.verdict, final.judged_at = "fail", clock.now()
    final.save()
    assert told(row)["project"] == ("unknown", "none")
    final.verdict = "pass"
    final.save()
    assert told(row)["project"] == ("yes", "record")
    (item,) = [one for one in items.of(row) if one.fact == "project"]
    assert item.words == f"“{project.title}”末期评估已于{days.date_words(clock.today())}通过。"
    assert item.url == reverse("venture_call", args=[project.call_id])
    final.judged_at -= timedelta(days=400)
    final.save()
    assert told(row)["project"] == ("unknown", "none")
