"""A base's year: account, figures, visit, points, publicity, grade, and what an award reads."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from incubator.bases.models import BasePlan, BaseTarget
from incubator.yearly import counting, operations, queries, sheets
from incubator.yearly.enums import Counted, Grade
from incubator.yearly.models import Evaluation
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import due
from portal.workflow.letters import access
from portal.workflow.letters import operations as letters
from portal.workflow.letters.models import Letter
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity.models import PublicEntry
from tests.factories import bases, joining, programmes, residences
from tests.factories import deciding as days
from tests.factories import yearly as make
from tests.people import appoint, body, client_of, person

pytestmark = pytest.mark.django_db
MARKS = {"excellent": 90, "good": 80, "passed": 60}


def codes(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def planned(base, **targets):
    plan = BasePlan.objects.create(
        base=base, year=make.last_year(), written_at=clock.now(), confirmed_at=clock.now()
    )
    for code, amount in targets.items():
        BaseTarget.objects.create(plan=plan, indicator=code, amount=amount)


def objection(row):
    entry = PublicEntry.objects.filter(case=row.case_id).last()
    said = publicity.Said(name="乌兰", phone="13900000000", words="场地常年锁着。")
    return publicity.file(entry=entry, said=said, by=None)[0]


def test_every_shipped_sheet_adds_up_to_a_hundred_and_counts_what_can_be_counted():
    for sheet in sheets.shipped():
        assert sum(item["maximum"] for item in sheet["item"]) == 100
        known = {item["code"] for item in sheet["item"]}
        assert len(known) == len(sheet["item"])
        assert {item.get("fact", "kept") for item in sheet["item"]} <= set(Counted.values)


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        (10_000, "excellent"), (9_000, "excellent"), (8_999, "good"), (8_000, "good"),
        (7_999, "passed"), (6_000, "passed"), (5_999, "failed"), (0, "failed"),
    ],
)  # fmt: skip
def test_a_mark_itself_counts(score, grade):
    assert sheets.grade(score, MARKS) == Grade(grade)


def test_a_year_goes_from_account_to_grade_and_feeds_the_award():
    base, _worker = make.station(), person("base_worker")
    planned(base, training_hours=40, organisations=3)
    row = make.published(make.scored(make.visited(make.stated(make.opened(base)))))
    assert (row.score, row.proposed, row.grade) == (8575, Grade.GOOD, "")
    assert (queries.grade_of(base.pk, row.year), queries.award_facts(base.pk, row.year)) == ("", {})
    entry = PublicEntry.objects.get(case=row.case_id)
    assert entry.facts[1] == ["得分", "85.75"]
    due.run()
    row.refresh_from_db()
    assert row.status == "published"
    days.later((entry.publicity.last_day - clock.today()).days + 1)
    due.run()
    row.refresh_from_db()
    assert (row.status, row.grade, row.graded_on) == ("graded", "good", clock.today())
    facts = queries.award_facts(base.pk, row.year)
    assert queries.grade_of(base.pk, row.year) == facts["grade"] == "good"
    assert (facts["points"], facts["number"], facts["decided_on"]) == (
        8575,
        str(row),
        clock.today(),
    )
    assert facts["targets"] == {"organisations": 3, "training_hours": 40}
    assert facts["marks"] == MARKS
    told = Notice.objects.filter(person=person("base_worker"), case=str(row))
    assert sorted(told.values_list("key", flat=True)) == [
        "yearly_graded", "yearly_opened", "yearly_published",
    ]  # fmt: skip


def test_a_grade_that_stands_comes_with_a_letter_that_the_base_reads_once_it_is_stamped():
    row = make.published()
    days.later(30)
    due.run()
    row.refresh_from_db()
    letter = Letter.objects.get(case=row.case_id)
    assert (letter.kind, letter.title) == (
        "yearly.grade",
        f"{row.year}年度孵化基地评估等次通知书",
    )
    assert letter.issuer_id == row.case.holder_id
    assert letter.addressee == row.base.body.name
    assert letter.paragraphs[1] == "得分：85.75分（满分100分）。等次：良好。"
    base, stranger = person("base_worker"), person("stranger")
    assert not access.may_read(base, letter)
    letters.attach_scan(letter=letter, upload=joining.scan(), by=person("incubation_clerk"))
    letter.refresh_from_db()
    assert access.may_read(base, letter)
    assert not access.may_read(stranger, letter)
    page = client_of("base_worker").get(reverse("my_evaluation", args=[row.pk]))
    assert [one.pk for one in page.context["letters"]] == [letter.pk]


def test_figures_equal_a_recount_from_the_rows_and_are_frozen_when_scored():
    base, year = make.station(), make.last_year()
    bases.opening.set_hours(base=base, text="周一 9:00-11:00", by=None)
    monday = next(d for n in range(7) if (d := date(year, 6, 1) + timedelta(days=n)).weekday() == 0)
    came = datetime.combine(monday, time(9), clock.SHANGHAI)
    bases.visit(bases.staff(base), came, came + timedelta(hours=1))
    residences.residence(base=base, begins_on=date(year, 3, 1))
    row = make.opened(base)
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    mondays = sum((date(year, 1, 1) + timedelta(days=n)).weekday() == 0 for n in range(length))
    assert row.figures == counting.figures(base.pk, year)
    assert row.figures["organisations"] == 1
    assert row.figures["kept"] == 60 * 100 // (mondays * 120)
    assert row.figures["room_share"] is None
    done = make.scored(make.visited(make.stated(row)))
    bases.visit(bases.staff(base, "马兰"), came + timedelta(days=7), came + timedelta(days=7.05))
    done.refresh_from_db()
    assert done.figures == row.figures
    assert counting.figures(base.pk, year) != row.figures


def test_one_evaluation_for_a_base_and_a_year():
    base = make.station()
    row = make.opened(base)
    assert codes(make.opened, base=base) == {"opened_already"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(base=base, year=row.year, status="opened")
    operations.call_off(evaluation=row, words="基地搬迁。", by=person("leader"))
    assert make.opened(base).status == "opened"


def test_opening_is_refused_with_every_reason():
    base = make.station()
    clerk = person("incubation_clerk")
    appoint(clerk, "base_worker", base.body)
    base.active = False
    base.save()
    given = {"base": base, "year": clock.today().year + 1}
    assert codes(make.opened, **given) == {"own_case", "year_runs", "base_closed"}
    assert codes(make.opened, by=person("base_worker")) == {"not_permitted"}
    theirs = programmes.base("other_bureau", "康巴什区孵化中心")
    assert codes(make.opened, base=theirs) == {"not_permitted"}


def test_a_year_may_be_evaluated_from_its_last_weeks_on():
    base = make.station()
    facts = queries.open_facts(base, 2027, person("incubation_clerk"))
    assert facts.from_day == date(2027, 11, 16)


def test_nobody_evaluates_a_base_in_which_they_hold_a_post():
    row = make.stated()
    clerk = person("incubation_clerk")
    appoint(clerk, "viewer", row.base.body)
    assert codes(make.visited, row=row) == {"own_case"}
    for act in (operations.return_account, operations.call_off):
        assert codes(act, evaluation=row, words="?", by=clerk) == {"own_case"}


def test_the_office_above_evaluates_a_station_of_a_street():
    above = make.station()
    street = programmes.base("other_bureau", "康巴什街道服务站", level="street", parent=above)
    row = make.opened(street)
    assert row.case.holder == body("bureau")


def test_an_account_says_something_and_may_come_back():
    row = make.opened()
    empty = {"evaluation": row, "account": " ", "remarks": {}, "by": person("base_worker")}
    assert codes(operations.state, **empty) == {"account_empty"}
    done = make.stated(row)
    assert done.remarks == {"training_hours": "冬季停了两周。"}
    head = person("section_head")
    assert codes(operations.return_account, evaluation=done, words=" ", by=head) == {
        "words_missing"
    }
    back = operations.return_account(evaluation=done, words="请补场地数字。", by=head)
    assert (back.status, back.case.due_rule) == ("opened", "yearly.supplement")
    assert make.stated(back).status == "stated"


def test_without_an_account_the_records_count():
    row = make.opened()
    due.run()
    assert Evaluation.objects.get().status == "opened"
    days.later((row.case.due_on - clock.today()).days + 1)
    due.run()
    row.refresh_from_db()
    assert (row.status, row.account) == ("stated", "")


def test_a_visit_has_its_day_people_and_minutes():
    row, clerk = make.stated(), person("incubation_clerk")
    given = {"evaluation": row, "visitors": " ", "minutes": "", "by": clerk}
    for wrong in (None, clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)):
        assert codes(operations.visit, visit_on=wrong, **given) == {
            "visit_day", "visitors_missing", "minutes_missing",
        }  # fmt: skip
    row.refresh_from_db()
    assert (row.status, row.visit_on) == ("stated", None)


def test_points_are_given_to_every_item_and_within_its_maximum():
    row = make.visited()
    wrong = {"kept": "10.5", "people": "-1", "training": "x"}
    assert codes(make.scored, row=row, **wrong) == {"points_impossible"}
    assert codes(make.scored, row=row, kept="") == {"item_not_scored"}
    row.refresh_from_db()
    assert (row.status, row.score, row.points) == ("visited", None, {})
    done = make.scored(row)
    again = make.scored(done, kept="10")
    assert (again.status, again.score) == ("scored", 8675)


def test_who_visited_or_scored_answers_no_objection():
    row = make.published()
    given = {"objection": objection(row), "outcome": "dismissed", "words": "已核实。"}
    assert codes(publicity.answer, by=person("incubation_clerk"), **given) == {"own_decision"}
    publicity.answer(by=make.another_clerk(), **given)


def test_while_an_objection_is_open_there_is_no_grade():
    row = make.published()
    filed = objection(row)
    entry = filed.entry
    days.later((entry.publicity.last_day - clock.today()).days + 1)
    due.run()
    row.refresh_from_db()
    assert row.status == "published"
    by = make.another_clerk()
    publicity.answer(objection=filed, outcome="dismissed", words="已核实。", by=by)
    due.run()
    row.refresh_from_db()
    assert (row.status, row.grade) == ("graded", "good")


def test_an_objection_that_is_right_has_the_base_scored_and_made_public_again():
    row = make.published()
    by = make.another_clerk()
    publicity.answer(objection=objection(row), outcome="upheld", words="场地确实闲置。", by=by)
    row.refresh_from_db()
    assert (row.status, row.score) == ("visited", None)
    again = make.published(make.scored(row, rooms="1"))
    assert (again.score, again.proposed) == (7875, Grade.PASSED)
    entry = queries.page_of(again)
    days.later((entry.publicity.last_day - clock.today()).days + 1)
    due.run()
    assert queries.grade_of(again.base_id, again.year) == "passed"


def test_points_are_not_corrected_by_typing_them():
    row = make.published()
    entry = PublicEntry.objects.get(case=row.case_id)
    given = {"outcome": "corrected", "words": "名称有误。", "by": make.another_clerk()}
    typed = publicity.Corrected(name=entry.name, facts=[("得分", "99.00")])
    filed = objection(row)
    assert codes(publicity.answer, objection=filed, corrected=typed, **given) == {
        "points_by_scoring"
    }
    same = publicity.Corrected(name="东胜区孵化中心（更正）", facts=entry.facts)
    publicity.answer(objection=filed, corrected=same, **given)
    row.refresh_from_db()
    assert (row.status, row.score) == ("published", 8575)
    assert PublicEntry.objects.filter(case=row.case_id).count() == 2


def test_a_new_sheet_changes_no_evaluation_that_runs(monkeypatch):
    row = make.visited()
    other = {"year": 2000, "version": "x", "item": [{"code": "a", "title": "A", "maximum": 100}]}
    monkeypatch.setattr(sheets, "shipped", lambda: (other,))
    assert make.scored(row).score == 8575
    assert sheets.of_year(make.last_year(), clock.today())["version"] == "x"


def test_the_base_reads_points_and_words_only_once_they_are_public():
    row = make.scored()
    address = reverse("my_evaluation", args=[row.pk])
    before = client_of("base_worker").get(address).content.decode()
    assert "85.75" not in before and "居民评价好。" not in before
    make.published(row)
    after = client_of("base_worker").get(address).content.decode()
    assert "85.75" in after and "居民评价好。" in after


def test_the_screens_lead_from_opening_to_the_public_grade():
    base = make.station()
    planned(base, organisations=3)
    clerk, worker = client_of("incubation_clerk"), client_of("base_worker")
    year = make.last_year()
    sent = clerk.post(reverse("evaluation_open"), {"base": base.pk, "year": year})
    row = Evaluation.objects.get()
    case, own = (reverse(name, args=[row.pk]) for name in ("evaluation_case", "my_evaluation"))
    assert sent["Location"] == case
    twice = clerk.post(reverse("evaluation_open"), {"base": base.pk, "year": year})
    assert twice.context["form"].errors["base"]
    assert worker.post(own, {"account": ""}).context["form"].errors["account"]
    worker.post(own, {"account": "全年自评", "remark-organisations": "四家"})
    visit = {"act": "visit", "visit_on": clock.today().isoformat(), "visitors": "张力、斯琴"}
    missing = clerk.post(case, visit)
    assert missing.context["forms"]["visit"].errors["minutes"]
    assert "张力、斯琴" in missing.content.decode()
    clerk.post(case, {**visit, "minutes": "看了现场。"})
    points = {f"points-{code}": value for code, value in make.POINTS.items()}
    clerk.post(case, {"act": "score", **points})
    clerk.post(case, {"act": "publish"})
    row.refresh_from_db()
    assert (row.status, row.score, row.remarks) == ("published", 8575, {"organisations": "四家"})
    assert clerk.get(reverse("base_grades")).context["rows"] == []
    days.later((queries.page_of(row).publicity.last_day - clock.today()).days + 1)
    due.run()
    public = client_of("anonymous")
    rows = public.get(reverse("base_grades")).context["rows"]
    assert [(one.pk, score) for one, score in rows] == [(row.pk, "85.75")]
    assert "85.75" in public.get(reverse("base", args=[base.pk])).content.decode()


def test_lists_take_as_many_queries_for_ten_times_as_many(django_assert_max_num_queries):
    first = make.published()
    for number in range(10):
        base = programmes.base(name=f"第{number}服务站", level="street")
        make.opened(base)
    clerk, public = client_of("incubation_clerk"), client_of("anonymous")
    listed = f"{reverse('evaluations')}?year={first.year}"
    case = reverse("evaluation_case", args=[first.pk])
    for client, address in ((clerk, listed), (clerk, case), (public, reverse("base_grades"))):
        client.get(address)
    with django_assert_max_num_queries(15):
        assert len(clerk.get(listed).context["rows"]) == 11
    with django_assert_max_num_queries(15):
        clerk.get(case)
    with django_assert_max_num_queries(10):
        public.get(reverse("base_grades"))
