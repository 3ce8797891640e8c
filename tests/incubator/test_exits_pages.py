"""The pages of the end of residences: what stands there, forms that keep what was typed, speed."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.exits.models import Diploma, FollowUp, Lent
from portal.core import clock
from tests.factories import deciding, joining, residences
from tests.factories import exits as make
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]


def page(kind, name, *args, **query):
    answer = client_of(kind).get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(who, name, *args, **values):
    return client_of(who).post(reverse(name, args=args), values)


def test_the_organisation_sees_each_item_its_proof_and_what_to_do():
    row = make.near_end()
    make.declared(row)
    text = page("owner", "exit_home", row.pk)
    for word in (
        "已登记",
        "有验收通过的项目",
        "自行申报",
        "申请出壳评估",
        "最后申请日是",
        "提前退出",
    ):
        assert word in text
    assert reverse("exit_paper", args=[row.pk, "declared", row.declared.get().pk]) in text


def test_a_colleague_reads_and_is_offered_nothing_to_do():
    row = make.near_end()
    text = page("colleague", "exit_home", row.pk)
    assert "已登记" in text
    for name in ("exit_ask", "exit_leave", "exit_extension"):
        assert reverse(name, args=[row.pk]) not in text


def test_from_declaring_to_the_certificate_through_the_pages():
    row = make.near_end()
    paper = joining.scan("验收单.png")
    answer = sent("owner", "exit_declare", row.pk, "project", words="助餐项目", paper=paper)
    assert answer.status_code == 302
    key = row.declared.get().pk
    assert sent("base_worker", "exit_judge", row.pk, key, accepted="yes").status_code == 302
    assert sent("owner", "exit_ask", row.pk).status_code == 302
    assert "准予出壳" in page("leader", "exit_case", row.pk)
    assert sent("leader", "exit_graduate", row.pk).status_code == 302
    assert residences.fresh(row).outcome == "graduated"
    number = Diploma.objects.get().number
    assert number in page("owner", "exit_home", row.pk)
    assert number in page("incubation_clerk", "diplomas")
    answer = client_of("owner").get(reverse("diploma_file", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf"


def test_a_refusal_keeps_what_was_typed_and_names_every_reason():
    row = make.near_end()
    answer = sent("owner", "exit_extension", row.pk, months=9, words="还差两期验收。")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "延期为 1 到 6 个月" in text
    assert "还差两期验收。" in text


def test_graduating_without_proof_names_the_items_on_the_page():
    row = make.near_end()
    sent("owner", "exit_ask", row.pk)
    client = client_of("leader")
    answer = client.post(reverse("exit_graduate", args=[row.pk]), follow=True)
    assert "有验收通过的项目" in answer.content.decode()
    assert residences.fresh(row).status == "exit"


def test_an_unknown_name_to_merge_into_is_refused_with_what_to_write():
    row = make.near_end()
    values = {"how": "merged", "into": "没有这个单位", "words": "合并协议"}
    answer = sent("incubation_clerk", "exit_dissolve", row.pk, **values)
    assert answer.status_code == 422
    assert "统一社会信用代码" in answer.content.decode()
    into = make.others()
    values["into"] = into.name
    assert sent("incubation_clerk", "exit_dissolve", row.pk, **values).status_code == 302
    assert into.name in page("incubation_clerk", "exit_case", row.pk)


def test_a_hearing_through_the_pages():
    row = residences.residence()
    sent("incubation_clerk", "exit_propose", row.pk, words="三个月未交报告。")
    assert "三个月未交报告。" in page("owner", "exit_hearing", row.pk)
    sent("owner", "exit_hearing", row.pk, way="oral", words="想当面说明。")
    ruling = {"ruling": "terminate", "words": "理由不成立。"}
    assert sent("leader", "exit_rule", row.pk, **ruling).status_code == 422
    minutes = {"held_on": clock.today(), "words": "已听取。", "paper": joining.scan()}
    assert sent("base_worker", "exit_minutes", row.pk, **minutes).status_code == 302
    assert sent("leader", "exit_rule", row.pk, **ruling).status_code == 302
    assert residences.fresh(row).outcome == "terminated"
    assert "理由不成立。" in page("owner", "exit_home", row.pk)


def test_an_inventory_through_the_pages():
    row = make.near_end()
    values = {"kind": "device", "what": "投影仪", "number": "T-1", "since": clock.today()}
    assert sent("base_worker", "exit_inventory", row.pk, **values).status_code == 302
    sent("owner", "exit_leave", row.pk, words="搬走。", sure="on")
    answer = client_of("incubation_clerk").post(
        reverse("exit_hand_over", args=[row.pk]), follow=True
    )
    assert "投影仪 T-1" in answer.content.decode()
    key = Lent.objects.get().pk
    back = {"on": clock.today(), "instead": "已赔付同型号新机"}
    assert sent("base_worker", "exit_receive", row.pk, key, **back).status_code == 302
    sent("incubation_clerk", "exit_hand_over", row.pk)
    assert residences.fresh(row).status == "closed"


def test_a_follow_up_through_the_pages():
    found = make.follow_up()
    where = (found.residence_id, found.months)
    assert "最近怎么样" in page("owner", "residence_home", found.residence_id)
    answer = sent("base_worker", "exit_follow_up_case", *where, act="give_up")
    assert "至少要 3 次" in answer.content.decode()
    sent("base_worker", "exit_follow_up_case", *where, act="tried", words="无人接听")
    assert "无人接听" in page("base_worker", "exit_follow_up_case", *where)
    values = {"alive": "yes", "staff": 3, "income": "middle", "projects": 2, "needs": "场地"}
    assert sent("owner", "exit_follow_up", *where, **values).status_code == 302
    assert FollowUp.objects.get(pk=found.pk).alive is True


def test_the_queue_shows_what_waits_in_ones_own_bases_only():
    row = make.proposed().residence
    asked = make.asked(make.near_end(make.others()))
    for kind in ("incubation_clerk", "leader", "base_worker"):
        text = page(kind, "exits")
        assert row.body.name in text
        assert asked.residence.body.name in text
    assert row.body.name not in page("other_clerk", "exits")


def test_the_export_of_certificates_is_read_by_a_spreadsheet():
    diploma = make.diploma()
    text = page("incubation_clerk", "diplomas_csv").lstrip("\ufeff")
    heading, row = csv.reader(StringIO(text))
    assert heading[0] == "证书编号"
    assert row[:2] == [diploma.number, diploma.words["name"]]


def test_pages_of_the_residence_lead_to_its_end():
    row = make.near_end()
    assert reverse("exit_home", args=[row.pk]) in page("owner", "residence_home", row.pk)
    assert reverse("exit_case", args=[row.pk]) in page("base_worker", "residence_case", row.pk)


def queries(kind, name, *args):
    client, address = client_of(kind), reverse(name, args=args)
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_lists_take_the_same_queries_at_ten_times_the_rows():
    def more(number):
        for _one in range(number):
            row = make.graduated(deciding.organisation())
            FollowUp.objects.filter(residence=row, months=12).update(
                reached="answered", alive=True, at=clock.now()
            )

    more(1)
    names = ("exits", "diplomas", "graduates")
    few = [queries("incubation_clerk", name) for name in names]
    more(9)
    assert [queries("incubation_clerk", name) for name in names] == few
    assert max(few) <= 15, few


def test_the_pages_of_one_residence_do_not_ask_more_for_more_things():
    row = make.near_end()
    make.declared(row)
    counted = []
    for number in (1, 10):
        for one in range(number):
            make.lent(row, number=f"{number}-{one}")
        counted.append(
            (queries("owner", "exit_home", row.pk), queries("leader", "exit_case", row.pk))
        )
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 15, counted


def test_the_public_page_takes_few_queries():
    number = make.diploma().number
    client, address = client_of("anonymous"), reverse("graduation_check")
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address, {"number": number})
    assert len(caught) <= 10, len(caught)


def test_a_stranger_gets_the_same_answer_as_for_nothing():
    row = make.near_end()
    for name in ("exit_home", "exit_case"):
        there = client_of("stranger").get(reverse(name, args=[row.pk]))
        nothing = client_of("stranger").get(reverse(name, args=[999_999]))
        assert (there.status_code, nothing.status_code) == (404, 404)
