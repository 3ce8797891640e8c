"""Grades for everybody: the list, a history, a number, and the comparison with peers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core import clock
from portal.organisations.record import grades
from portal.organisations.record.models import Grade
from portal.organisations.register.models import Organisation
from ratings.applications.models import Application
from ratings.certificates import comparing
from ratings.certificates.models import GroupMark
from ratings.followups import operations
from tests.factories import assessments, joining, record
from tests.factories import followups as make
from tests.people import client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db
NUMBER = "鄂社评〔2025〕12号"
D = date


FIRST, LAST = D(2025, 1, 10), D(2030, 1, 10)


def held(name, level=4, since=FIRST, until=LAST, number=""):
    org = joining.organisation(name)
    row = record.graded(org, level, since=since, until=until)
    Grade.objects.filter(pk=row.pk).update(number=number)
    return Grade.objects.get(pk=row.pk)


def test_the_list_answers_on_every_day_as_the_pure_function_does():
    first = held("甲", 4)
    record.changed(first, 3, on=D(2026, 5, 1))
    second = held("乙", 5)
    record.changed(second, 4, on=D(2026, 2, 1))
    record.changed(second, 0, on=D(2026, 6, 1))
    third = held("丙", 3, until=D(2026, 4, 1))
    record.graded(third.organisation, 4, since=D(2026, 3, 1), until=D(2031, 3, 1))
    fourth = held("丁", 2)
    Organisation.objects.filter(pk=fourth.organisation_id).update(state="revoked")
    later = record.graded(held("戊", 3).organisation, 5, since=D(2026, 5, 1), until=D(2031, 12, 31))
    Grade.objects.filter(pk=later.pk).update(valid_from=D(2027, 1, 1))
    for day in (
        D(2025, 1, 9), D(2025, 1, 10), D(2026, 2, 1), D(2026, 3, 1), D(2026, 4, 2), D(2026, 5, 1),
        D(2026, 6, 1), D(2027, 1, 1), D(2030, 1, 11),
    ):  # fmt: skip
        rows = list(Grade.objects.exclude(organisation=fourth.organisation))
        expected = {
            (grade.pk, standing.level)
            for grade, standing, _changes in grades.with_standings(rows, day)
            if standing and standing.holds
        }
        assert set(grades.holding(day).values_list("pk", "level")) == expected, day


def test_the_list_is_narrowed_down_paged_and_asks_a_fixed_number_of_questions():
    held("康巴什区青山协会", 5)
    client, here = Client(), reverse("grades")
    held("东胜区绿水协会", 4)
    with CaptureQueriesContext(connection) as few:
        page = client.get(here, {"show": "all"})
    assert {entry.level for entry in page.context["entries"]} == {"5A", "4A"}
    for number in range(20):
        row = held(f"第{number}协会", 3)
        record.changed(row, 2)
    with CaptureQueriesContext(connection) as many:
        page = client.get(here, {"show": "all"})
    assert len(many) == len(few)
    assert len(page.context["entries"]) == 22
    shown = client.get(here, {"grade": "2", "banner": "150602", "on": "2030-01-09"})
    assert {entry.level for entry in shown.context["entries"]} == {"2A"}
    found = client.get(here, {"q": "绿水", "kind": "social_service_institution", "grade": "4"})
    assert [entry.body.name for entry in found.context["entries"]] == ["东胜区绿水协会"]
    assert client.get(here, {"on": "2024-12-31"}).context["entries"] == []
    wrong = client.get(here, {"on": "昨天", "grade": "9" * 40, "q": "\x00"})
    assert wrong.context["entries"] == []
    csv = client.get(reverse("grades_csv"), {"q": "绿水"}).content.decode("utf-8-sig")
    assert csv.count("东胜区绿水协会") == 1


def test_a_number_is_known_however_its_brackets_are_written():
    row = held("东胜区绿水协会", 4, number=NUMBER)
    record.changed(row, 3)
    client, here = Client(), reverse("grade_verify")
    for typed in (NUMBER, "鄂社评[2025]12号", " 鄂社评（2025）１２号 "):
        page = client.get(here, {"number": typed})
        ((entry, facts),) = page.context["found"]
        assert (entry.body.name, entry.level, entry.holds) == ("东胜区绿水协会", "3A", True)
    said = page.content.decode()
    assert "4A" in said
    assert NUMBER in {str(fact.value) for fact in facts}
    for typed in ("鄂社评〔2025〕13号", "9" * 40, "x" * 79, "\x00", "%"):
        page = client.get(here, {"number": typed})
        assert (page.status_code, page.context["found"]) == (200, [])
    assert client.get(here, {"number": "x" * 100_000}).status_code in (200, 400, 414)
    assert client.get(here).context["answered"] is False
    assert client.get(here, {"number": ""}).context["form"].errors


def test_the_history_tells_each_grade_with_what_became_of_it():
    old = make.graded(number=NUMBER)
    kept = operations.keep(row=make.checked(), words="等级不变。", by=person("rating_clerk"))
    make.opened()
    since = clock.today() - timedelta(days=5)
    record.graded(old.organisation, 5, since=since, until=D(2031, 12, 31))
    page = client_of("anonymous").get(reverse("grade_history", args=[old.organisation_id]))
    said = page.content.decode()
    assert page.context["first"].level == "5A"
    ((before, _facts),) = page.context["others"]
    assert kept.status == "kept"
    assert len(before.events) == 1
    assert NUMBER in said
    missing = reverse("grade_history", args=[joining.organisation("没有等级协会").pk])
    assert Client().get(missing).status_code == 404


def test_a_rating_stands_beside_the_median_of_its_peers_but_never_of_few():
    row = assessments.scored()
    drain()
    kept = {mark.group.code: mark.value for mark in GroupMark.objects.filter(application=row)}
    assert {code: value for code, value in kept.items() if value} == dict.fromkeys(
        ("1", "2", "3", "4"), Decimal(16)
    )
    for number in range(5):
        assert comparing.chart(row).peers is None
        _peer(row, number)
    chart = comparing.chart(row)
    assert (chart.n, chart.peers is not None) == (5, True)
    assert {line.median for line in chart.rows} == {"12"}
    page = client_of("owner").get(reverse("my_assessment", args=[row.pk]))
    assert page.context["sheet"].expert_total is not None
    assert "radar" in page.content.decode()
    assert comparing.of_grade(str(row), row.organisation_id) is None


def _peer(row, number):
    """A withdrawn twin does not count, a scored one does: 10 to 14 in each group."""
    org = joining.organisation(f"同类第{number}中心")
    made = Application.objects.create(
        round=row.round, organisation=org, sheet=row.sheet, contact="萨仁", phone="1",
        rule_set=row.rule_set, submitted_at=clock.now(), status="scored",
    )  # fmt: skip
    groups = row.sheet.version.groups.filter(total__gt=0)
    GroupMark.objects.bulk_create(
        [GroupMark(application=made, group=group, value=Decimal(10 + number)) for group in groups]
    )
