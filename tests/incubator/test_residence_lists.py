"""The list of residences, the ladder, and residences from before the upgrade."""

import pytest
from django.urls import reverse

from incubator.allowances.models import Allowance
from incubator.reports.enums import Late
from incubator.reports.models import Report
from incubator.residence import ladder, operations, timing
from incubator.residence.models import Residence
from tests.factories import deciding
from tests.factories import reports as make
from tests.factories import residences as stays
from tests.people import client_of

pytestmark = pytest.mark.django_db
HUB_QUERIES = 15


def test_the_list_is_filtered_by_stage_base_and_late_reports():
    running = stays.residence(deciding.organisation("甲社"), begins_on=stays.months_ago(3))
    review = stays.in_state(stays.residence(deciding.organisation("乙社")), "midterm")
    ended = stays.in_state(stays.residence(deciding.organisation("丙社")), "leaving")
    found = make.report(running)
    Report.objects.filter(pk=found.pk).update(late=Late.REMINDED)
    clerk = client_of("incubation_clerk")

    def shown(query=""):
        page = clerk.get(f"{reverse('residences')}{query}").content.decode()
        return {name for name in ("甲社", "乙社", "丙社") if name in page}

    assert shown() == {"甲社", "乙社"}
    assert shown("?stage=review") == {"乙社"}
    assert shown("?stage=leaving") == {"丙社"}
    assert shown("?stage=all") == {"甲社", "乙社", "丙社"}
    assert shown("?late=1") == {"甲社"}
    assert shown("?status=midterm") == {"乙社"}
    assert shown(f"?base={review.base_id}") == {"甲社", "乙社"}
    assert shown("?base=999999") == set()
    assert ended.ended_on is not None


def test_the_table_file_holds_the_same_rows_and_no_formula():
    stays.residence(deciding.organisation("=1+1社"))
    answer = client_of("base_worker").get(reverse("residences_csv"))
    text = answer.content.decode("utf-8-sig")
    assert len(text.splitlines()) == 2
    assert '"=1+1' not in text
    assert client_of("expert").get(reverse("residences_csv")).content.decode().count("\n") == 1


def test_the_list_reads_as_much_for_ten_times_the_rows(django_assert_max_num_queries):
    for number in range(2):
        stays.residence(deciding.organisation(f"第{number}社"), begins_on=stays.months_ago(3))
    client = client_of("incubation_clerk")
    client.get(reverse("residences"))
    with django_assert_max_num_queries(15) as few:
        client.get(reverse("residences"))
    for number in range(2, 20):
        stays.residence(deciding.organisation(f"第{number}社"), begins_on=stays.months_ago(3))
    with django_assert_max_num_queries(15) as many:
        client.get(reverse("residences"))
    assert len(many) == len(few)


def test_the_hub_reads_as_much_for_a_long_life(django_assert_max_num_queries):
    row = stays.residence(begins_on=stays.months_ago(3))
    make.agreed(row, "一")
    found = make.report(row)
    mentor = make.mentor(row)
    make.entry(mentor, 10)
    pages = (
        (client_of("owner"), reverse("residence_home", args=[row.pk])),
        (client_of("base_worker"), reverse("residence_case", args=[row.pk])),
        (client_of("incubation_clerk"), reverse("residence_case", args=[row.pk])),
    )
    before = {}
    for client, address in pages:
        client.get(address)
        with django_assert_max_num_queries(HUB_QUERIES) as few:
            client.get(address)
        before[address, client] = len(few)
    make.agreed(row, *"一二三四五六七八九十")
    for _time in range(9):
        make.entry(mentor, 10)
    make.handed_in(found)
    for client, address in pages:
        with django_assert_max_num_queries(HUB_QUERIES) as many:
            client.get(address)
        assert len(many) <= before[address, client]


def test_the_ladder_shows_where_one_stands_and_what_the_next_gate_wants():
    row = stays.residence()
    found = ladder.of(row)
    states = {rung.code: rung.state for rung in found.rungs}
    assert states == {
        "team": "done",
        "registered": "done",
        "residence": "now",
        "midterm": "later",
        "graduated": "later",
    }
    assert found.following.code == "midterm"
    assert [want.met for want in found.wants] == [False, True, True, False]
    make.agreed(row)
    assert ladder.of(stays.fresh(row)).wants[0].met
    passed = ladder.of(stays.past_midterm(stays.fresh(row)))
    assert passed.following.code == "graduated"


def test_the_ladder_of_one_that_has_left_wants_nothing():
    row = stays.in_state(stays.residence(), "leaving", outcome="left")
    found = ladder.of(row)
    assert (found.following, list(found.wants)) == (None, [])
    assert [rung.state for rung in found.rungs][-2:] == ["skipped", "skipped"]


def test_a_residence_from_before_the_upgrade_gets_its_case_once():
    row = stays.residence()
    case = row.case
    Residence.objects.filter(pk=row.pk).update(case=None, status="", terms={})
    case.delete()
    assert (timing.adopt_older(), timing.adopt_older()) == (1, 0)
    row = stays.fresh(row)
    assert (row.status, row.case.state) == ("running", "running")
    assert row.terms["tier"]["name"] == "初创期"
    assert operations.adopt(residence=row).case_id == row.case_id
    assert not Allowance.objects.exists()
