"""The screens of venture philanthropy: what people read, what a form keeps, how lists grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.ventures.models import VentureCall, VentureProject
from incubator.ventures.projectform import months_of
from portal.core import clock
from portal.ledger.postings import operations as postings
from portal.site.demo import ventures as demo
from tests.factories import ledger
from tests.factories import ventures as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(call, **given):
    """A whole project as the form sends it."""
    need = call.needs.get()
    return {
        "title": "四点半课堂", "field": "children", "goals": "60 名孩子有人照看",
        "beneficiaries": "小学生", "reach": "60", "needs": [str(need.pk)], "no_need": "",
        "activity-0": "开班", "month-0": months_of(call)[0],
        "cost-0": "课后托管", "kind-0": "activity", "fen-0": "4.6万",
        "cost-3": "办公费", "kind-3": "admin", "fen-3": "4,000.00",
        "name-0": "白晓梅", "duty-0": "负责人", "asked": "50000", "own": "", "declared": "on",
        **given,
    }  # fmt: skip


def test_a_project_is_kept_as_a_draft_refused_with_all_reasons_and_handed_in(in_chinese):
    make.organisation()
    call = make.published()
    url, client = reverse("venture_apply", args=[call.pk]), client_of("owner")
    assert "需要什么" not in text(client.get(url))
    assert client.post(url, sent(call, act="save", goals="")).status_code == 302
    project = VentureProject.objects.get()
    assert (project.status, project.asked, len(project.costs)) == ("", 5_000_000, 2)
    kept = text(client.get(url))
    assert "课后托管" in kept, "what was kept is there again"
    before, _more, after = kept.partition("更多行")
    assert ('name="activity-1"' in before, 'name="activity-2"' in after) == (True, True)
    assert kept.count("<details><summary>更多行") == 3
    assert project.title not in text(client_of("incubation_clerk").get(
        reverse("venture_call_kept", args=[call.pk])
    ))  # fmt: skip
    page = text(client.post(url, sent(call, act="hand_in", goals="", asked="51000")))
    assert "请写明项目目标" in page
    assert "预算明细合计 50,000.00 元，申请金额为 51,000.00 元" in page
    assert VentureProject.objects.get().asked == 5_100_000, "refused, but kept"
    page = text(client.post(url, sent(call, act="save", asked="多", **{"month-0": ""})))
    assert "活动和月份要一起填" in page
    answer = client.post(url, sent(call, act="hand_in"))
    assert answer["Location"] == reverse("my_venture", args=[project.pk])
    assert "查询码" in text(client.get(answer["Location"]))
    assert client.get(url)["Location"] == answer["Location"]


def test_the_office_prepares_a_call_with_needs_and_the_leader_makes_it_public(in_chinese):
    line, clerk = ledger.line(10_000_000), client_of("incubation_clerk")
    bureau = str(line.budget.body_id)
    answer = clerk.post(reverse("ventures_kept"), {"office": bureau, "title": "创投大赛"})
    call = VentureCall.objects.get()
    url = reverse("venture_call_kept", args=[call.pk])
    assert answer["Location"] == url
    assert "已有同名" in text(
        clerk.post(reverse("ventures_kept"), {"office": bureau, "title": "创投大赛"})
    )
    assert "需求清单是空的" in text(clerk.get(url))
    day = clock.today()
    days = dict(zip(
        ("opens_on", "closes_on", "starts_on", "mid_on", "ends_on"),
        [str(day + timedelta(days=n)) for n in (0, 30, 60, 150, 300)], strict=True,
    ))  # fmt: skip
    terms = {"act": "save", "fields_": ["elderly"], "line": str(line.pk), "budget": "10万",
             "limit": "5万", "panel_size": "5", "introduction": "回应需求", **days}  # fmt: skip
    assert clerk.post(url, terms).status_code == 302
    need = {"act": "add_need", "place": "150602", "group": "elderly", "words": "没有食堂"}
    assert "请选择" in text(clerk.post(url, {**need, "place": ""}))
    assert clerk.post(url, need).status_code == 302
    assert clerk.post(url, {"act": "publish"}).status_code == 200, "not hers"
    leader = client_of("leader")
    assert leader.post(url, {"act": "publish"}).status_code == 302
    page = text(client_of("anonymous").get(reverse("venture_call", args=[call.pk])))
    assert f'id="need-{call.needs.get().pk}"' in page
    assert "没有食堂" in page
    assert "50% / 30% / 20%" in page


def test_a_need_is_taken_off_and_an_unknown_one_changes_nothing():
    call = make.call()
    url, clerk = reverse("venture_call_kept", args=[call.pk]), client_of("incubation_clerk")
    for key in ("0", "9" * 40, "x", ""):
        assert clerk.post(url, {"act": "drop_need", "need": key}).status_code == 302
    assert call.needs.count() == 1
    clerk.post(url, {"act": "drop_need", "need": str(call.needs.get().pk)})
    assert call.needs.count() == 0


def test_the_result_is_shown_before_it_is_decided_and_every_act_stands_on_its_page(in_chinese):
    row = make.marked([make.applied()], 8850)[0]
    url = reverse("venture_call_kept", args=[row.call_id])
    page = text(client_of("leader").get(url))
    assert "88.5 分" in page
    assert "拟资助" in page
    assert client_of("leader").post(url, {"act": "decide"}).status_code == 302
    assert make.fresh(row).status == "published"


def test_contract_receipt_report_and_evaluation_through_the_pages(in_chinese):
    row = make.in_state("contract")
    mine, owner = reverse("my_venture", args=[row.pk]), client_of("owner")
    case, leader = reverse("venture_case", args=[row.pk]), client_of("leader")
    assert "请上传扫描件或照片" in text(owner.post(mine, {"act": "sign"}))
    assert owner.post(mine, {"act": "sign", "scan": make.scan()}).status_code == 302
    assert leader.post(case, {"act": "countersign", "scan": make.scan()}).status_code == 302
    receipt = {"act": "receipt", "number": "77", "receipt_on": str(clock.today())}
    assert owner.post(mine, {**receipt, "scan": make.scan()}).status_code == 302
    assert client_of("accountant").post(case, {"act": "order"}).status_code == 302
    row.instalments.filter(number=1).update(paid_on=clock.today())
    report = {"act": "report", "done": "开班", "reached": "58", "spent-0": "20000", "spent-1": "0"}
    assert "请填写支出" in text(owner.post(mine, report))
    assert "超过目前已拨付的 25,000.00 元" in text(
        owner.post(mine, {**report, "spent-0": "25000.01", "spent-2": "0"})
    )
    assert owner.post(mine, {**report, "spent-2": "0"}).status_code == 302
    clerk = client_of("incubation_clerk")
    assert clerk.post(case, {"act": "pass", "words": "进度正常"}).status_code == 302
    assert make.fresh(row).status == "second"
    file = reverse("venture_file", args=[row.pk, "receipt-1"])
    assert owner.get(file).status_code == 200
    assert client_of("stranger").get(file).status_code == 404
    assert owner.get(reverse("venture_file", args=[row.pk, "receipt-9"])).status_code == 404


def test_money_that_came_back_is_entered_by_one_and_confirmed_by_another(in_chinese):
    row = make.in_state("returning")
    postings.pay(commitment=row.commitment, fen=row.asked, basis="tests.paid:1", by=None)
    url = reverse("venture_case", args=[row.pk])
    entered = {"act": "enter", "number": "YH1", "fen": "1000", "received_on": str(clock.today())}
    accountant = client_of("accountant")
    assert "不能超过" not in text(accountant.get(url))
    assert accountant.post(url, {**entered, "fen": "0"}).status_code == 200
    assert accountant.post(url, entered).status_code == 302
    back, treasurer = row.returns.get(), client_of("treasurer")
    assert treasurer.post(url, {"act": "confirm", "back": "9" * 30}).status_code == 404
    assert treasurer.post(url, {"act": "confirm", "back": str(back.pk)}).status_code == 302
    assert make.fresh(row).status == "closed"
    page = text(client_of("anonymous").get(reverse("venture_call", args=[row.call_id])))
    assert "白晓梅" not in page, "people stay out of the public list"
    assert "50,000.00" in page


@pytest.mark.once
def test_lists_ask_the_database_equally_often_for_one_project_and_for_ten():
    first = make.in_state("running")
    call = first.call
    pages = [
        ("venture_call", [call.pk], "anonymous"), ("ventures", [], "anonymous"),
        ("ventures_kept", [], "incubation_clerk"), ("my_ventures", [], "owner"),
        ("venture_call_kept", [call.pk], "incubation_clerk"),
    ]  # fmt: skip
    counts = []
    for turn in range(2):
        found = []
        for name, args, who in pages:
            client = client_of(who)
            client.get(reverse(name, args=args))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(name, args=args))
            found.append(len(asked))
        counts.append(found)
        for number in range(9 if turn == 0 else 0):
            row = make.of_another(call, number)
            row.commitment = ledger.commitment(row.asked, basis=row.basis)
            row.decided_by = person("leader")
            make._divided(row, "running")
            make._move(row, "running")
            make.call()
    assert counts[0] == counts[1]


@pytest.mark.once
def test_the_demo_city_has_an_open_call_and_a_project():
    ours = make.organisation()
    ledger.line(20_000_000, source="service_fund", code="2130705")
    roles = {name: person(name) for name in ("incubation_clerk", "leader", "owner")}
    demo.build(roles, ours.registry_id)
    project = VentureProject.objects.get()
    assert (project.status, project.call.needs.count()) == ("applied", 3)
    assert "四点半课堂" in text(
        client_of("incubation_clerk").get(reverse("venture_call_kept", args=[project.call_id]))
    )


def test_the_page_says_whose_turn_it_is_and_not_that_of_who_may_only_withdraw(in_chinese):
    row = make.applied()
    mine = reverse("my_venture", args=[row.pk])
    page = text(client_of("owner").get(mine))
    assert "撤回项目" in page
    assert '<p class="holder-name">您' not in page
