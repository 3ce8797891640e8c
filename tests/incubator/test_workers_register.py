"""Entering social workers, what proves their months, and who sees whom."""

from datetime import date

import pytest
from django.urls import reverse

from incubator.workers import operations, queries, revealing
from incubator.workers.entered import Job, Months, Paper
from incubator.workers.models import Employment, Worker, WorkerCertificate
from portal.audit import queries as audit
from portal.core import sealed
from portal.core.reasons import Refused
from tests import people
from tests.factories import programmes
from tests.factories import workers as make
from tests.work import move_to

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _today(db):
    move_to("2026-11-30T02:00:00+00:00")


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_a_person_is_entered_and_no_number_stands_in_the_open():
    typed = make.entered()
    row = operations.register(body=people.body("ours"), entered=typed, by=people.person("owner"))
    worker, paper = row.worker, row.worker.certificates.get()
    assert sealed.unsealed(worker.id_sealed) == typed.number
    assert worker.id_shown == typed.number[:3] + "*" * 11 + typed.number[-4:]
    assert worker.born_on == date(1992, 3, 8)
    assert sealed.unsealed(paper.number_sealed) == typed.paper.number
    assert paper.number_shown.endswith(typed.paper.number[-4:])
    assert paper.valid_until == date(2027, 11, 30)
    stored = [*Worker.objects.values_list(), *WorkerCertificate.objects.values_list()]
    assert typed.number not in str(stored)
    assert typed.paper.number not in str(stored)


def test_all_faults_come_at_once():
    typed = make.entered(
        name="", number="15060219920308001X", certificate="1", begins_on=None, contract=""
    )
    codes = refused(
        lambda: operations.register(
            body=people.body("ours"), entered=typed, by=people.person("owner")
        )
    )
    assert codes == {
        "name_missing",
        "id_check_character",
        "certificate_form",
        "begins_missing",
        "contract_missing",
    }


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": "150602"}, "id_form"),
        ({"number": make.number(1, "20270101")}, "id_birthday"),
        ({"number": make.number(2, "20120101")}, "too_young"),
        ({"begins_on": date(2026, 12, 1)}, "begins_too_late"),
        ({"until": date(2025, 2, 1)}, "contract_ends_first"),
        ({"issued_on": date(2026, 12, 1)}, "issued_in_future"),
        ({"valid_until": date(2024, 1, 1)}, "certificate_ends_first"),
        ({"certificate": ""}, "certificate_missing"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(values, code):
    assert refused(lambda: make.worker(**values)) == {code}


def test_a_person_stands_in_one_organisation_and_the_other_is_not_named():
    row = make.worker()
    stranger, theirs = people.person("stranger"), people.body("theirs")
    again = make.entered(number=sealed.unsealed(row.worker.id_sealed))
    with pytest.raises(Refused) as refusal:
        operations.register(body=theirs, entered=again, by=stranger)
    (reason,) = refusal.value.reasons
    assert reason.code == "employed_elsewhere"
    assert people.body("ours").name not in str(reason)
    operations.end(employment=row, ended_on=date(2026, 10, 31), by=people.person("owner"))
    early = make.entered(number=sealed.unsealed(row.worker.id_sealed))
    assert refused(lambda: operations.register(body=theirs, entered=early, by=stranger)) == {
        "begins_before_ended"
    }
    later = make.entered(number=sealed.unsealed(row.worker.id_sealed), begins_on=date(2026, 11, 1))
    moved = operations.register(body=theirs, entered=later, by=stranger)
    assert moved.worker == row.worker


def test_the_same_person_twice_and_under_another_name_is_refused():
    row = make.worker()
    number = sealed.unsealed(row.worker.id_sealed)
    assert refused(lambda: make.worker(number=number)) == {"already_here"}
    assert refused(lambda: make.worker(number=number, name="王方")) == {
        "already_here",
        "other_name",
    }


def test_a_certificate_number_belongs_to_one_person():
    make.worker(certificate="15122000999")
    assert refused(lambda: make.worker(certificate=" 1512 2000 999")) == {"certificate_of_another"}
    other = make.worker()
    paper = Paper("senior", "15122000999", date(2024, 1, 1))
    assert refused(
        lambda: operations.keep_certificate(
            employment=other, paper=paper, by=people.person("owner")
        )
    ) == {"certificate_of_another"}


def test_a_renewal_keeps_the_number_and_a_promotion_adds_a_level():
    row, owner = make.worker(certificate="15122000777"), people.person("owner")
    renewed = Paper("assistant", "15122000777", date(2024, 11, 30), date(2030, 11, 30))
    operations.keep_certificate(employment=row, paper=renewed, by=owner)
    operations.keep_certificate(
        employment=row, paper=Paper("social_worker", "15222000001", date(2026, 9, 1)), by=owner
    )
    row = queries.shown(Employment.objects.filter(pk=row.pk)).get()
    assert [paper.level for paper in row.worker.certificates.all()] == [
        "assistant",
        "social_worker",
    ]
    assert queries.highest(row).level == "social_worker"


def test_months_prove_full_time_and_count_once():
    row = make.worker()
    make.insured(row, date(2026, 1, 1), date(2026, 9, 15))
    assert queries.months_proven([row], 2026) == {row.pk: 9}
    assert queries.insured_full_time(row.body_id, date(2026, 9, 1)) == 1
    assert queries.insured_full_time(row.body_id, date(2026, 10, 31)) == 1
    assert queries.insured_full_time(row.body_id, TODAY) == 0
    again = Months(date(2026, 9, 1), date(2026, 10, 1), "insurance", "A")
    owner = people.person("owner")
    assert refused(lambda: operations.add_months(employment=row, months=again, by=owner)) == {
        "month_proven"
    }


@pytest.mark.parametrize(
    ("first", "last", "reference", "code"),
    [
        (None, date(2026, 1, 1), "A", "month_missing"),
        (date(2026, 3, 1), date(2026, 1, 1), "A", "months_reversed"),
        (date(2026, 11, 1), date(2026, 12, 1), "A", "month_in_future"),
        (date(2025, 2, 1), date(2025, 4, 1), "A", "month_before_contract"),
        (date(2026, 1, 1), date(2026, 2, 1), "", "reference_missing"),
    ],
)
def test_months_that_cannot_be_are_refused(first, last, reference, code):
    row = make.worker()
    months = Months(first, last, "insurance", reference)
    owner = people.person("owner")
    assert refused(lambda: operations.add_months(employment=row, months=months, by=owner)) == {code}


def test_a_part_time_worker_proves_nothing():
    row = make.worker(full_time=False)
    assert refused(lambda: make.insured(row, date(2026, 1, 1), date(2026, 2, 1))) == {
        "not_full_time"
    }


def test_a_month_entered_by_mistake_is_struck_out_with_a_reason():
    row = make.insured(make.worker(), date(2026, 1, 1), date(2026, 2, 1))
    owner, month = people.person("owner"), row.insured_months.first()
    assert refused(lambda: operations.strike_month(month=month, words=" ", by=owner)) == {
        "words_missing"
    }
    operations.strike_month(month=month, words="录错了", by=owner)
    assert queries.months_proven([row], 2026) == {row.pk: 1}
    event = audit.find(f"incubator.employment:{row.pk}").order_by("-pk").first()
    assert (event.action, "录错了" in event.data) == ("worker.month_struck", True)


def test_education_and_exams_are_kept_per_year():
    row, owner = make.worker(), people.person("owner")
    given = {"hours": 8, "topic": "个案工作", "provider": "市社工协会"}
    operations.add_study(employment=row, taken_on=date(2026, 5, 9), by=owner, **given)
    assert refused(
        lambda: operations.add_study(employment=row, taken_on=date(2026, 5, 9), by=owner, **given)
    ) == {"study_known"}
    assert queries.hours_in([row], 2026) == {row.worker_id: 8}
    assert queries.hours_due("assistant", TODAY) == 24
    operations.keep_exam(
        employment=row, year=2026, level="social_worker", result="waiting", by=owner
    )
    operations.keep_exam(
        employment=row, year=2026, level="social_worker", result="passed", by=owner
    )
    assert [str(exam.result) for exam in row.worker.exams.all()] == ["passed"]


@pytest.mark.parametrize("who", ["colleague", "stranger", "base_worker", "clerk", "resident"])
def test_only_who_acts_for_the_organisation_enters_people(who):
    row, by = make.worker(), people.person(who)
    acts = [
        lambda: make.worker(by=by),
        lambda: operations.end(employment=row, ended_on=TODAY, by=by),
        lambda: operations.change(
            employment=row, name="甲", job=Job("", "fixed", date(2025, 1, 1)), by=by
        ),
        lambda: make.insured(row, date(2026, 1, 1), date(2026, 1, 1), by),
    ]
    for act in acts:
        assert refused(act) == {"not_permitted"}


def test_an_ended_entry_is_only_completed_with_months():
    row, owner = make.worker(), people.person("owner")
    operations.end(employment=row, ended_on=date(2026, 10, 31), by=owner)
    assert refused(lambda: operations.end(employment=row, ended_on=TODAY, by=owner)) == {
        "entry_ended"
    }
    make.insured(row, date(2026, 1, 1), date(2026, 10, 1))
    late = Months(date(2026, 11, 1), date(2026, 11, 1), "insurance", "A")
    assert refused(lambda: operations.add_months(employment=row, months=late, by=owner)) == {
        "month_after_end"
    }


def test_the_base_sees_the_organisations_it_serves_and_nobody_elses():
    programmes.base()
    mine, theirs = make.worker(), make.worker(people.body("theirs"), people.person("stranger"))
    seen = {
        who: set(queries.visible_to(people.person(who)).values_list("pk", flat=True))
        for who in ("owner", "colleague", "stranger", "base_worker", "incubation_clerk", "clerk")
    }
    assert seen == {
        "owner": {mine.pk},
        "colleague": {mine.pk},
        "stranger": {theirs.pk},
        "base_worker": {mine.pk},
        "incubation_clerk": {mine.pk},
        "clerk": set(),
    }


def test_a_whole_number_is_shown_for_a_noted_reason_only():
    programmes.base()
    row, worker = make.worker(), people.person("base_worker")
    for who in ("owner", "colleague", "stranger", "clerk", "supervisor"):
        by = people.person(who)
        assert refused(lambda by=by: revealing.reveal(employment=row, by=by, words="核对")) == {
            "not_permitted"
        }
    assert refused(lambda: revealing.reveal(employment=row, by=worker, words="")) == {
        "words_missing"
    }
    whole = revealing.reveal(employment=row, by=worker, words="核对社保")
    assert whole["id"] == sealed.unsealed(row.worker.id_sealed)
    event = audit.find(f"incubator.employment:{row.pk}").order_by("-pk").first()
    assert event.action == "worker.revealed"
    assert "核对社保" in event.data
    assert whole["id"] not in event.data


def test_the_supervisor_finds_who_saw_a_number():
    programmes.base()
    row = make.worker()
    revealing.reveal(employment=row, by=people.person("base_worker"), words="核对社保")
    answer = people.client_of("supervisor").get(
        reverse("history"), {"q": f"incubator.employment:{row.pk}"}
    )
    assert "worker.revealed" in answer.content.decode()


def test_the_own_register_lists_people_with_their_certificates(client):
    row = make.worker()
    client.force_login(people.person("owner"))
    page = client.get(reverse("workers", args=[row.body_id]))
    assert page.status_code == 200 and row.worker.name in page.content.decode()
    assert row.worker.certificates.exists()
