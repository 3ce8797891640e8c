"""The pages of rounds and applications: what each reader sees and can do there."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.core import clock
from ratings.applications.models import Application
from ratings.rounds.models import Round
from tests.factories import ratings as make
from tests.factories import record as records
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def test_everybody_reads_a_round_with_its_rules_papers_and_marks(in_chinese, client):
    row = make.published()
    page = client.get(reverse("rating_round", args=[row.pk])).content.decode()
    for words in (
        "谁可以申请",
        "登记满2年",
        "评估申报表",
        "5A ≥ 90",
        "评估不收费",
        "0477-8300001",
    ):
        assert words in page, words
    assert row.title in client.get(reverse("rating_rounds")).content.decode()
    assert client.get(reverse("rating_round", args=[make.draft().pk])).status_code == 404


def test_an_organisation_sees_every_reason_before_it_types_anything(in_chinese):
    ours = make.organisation()
    records.listed(ours)
    page = client_of("owner").get(reverse("my_ratings")).content.decode()
    assert "今天不能申请" in page
    assert "活动异常名录" in page
    assert "年度年检结论的数据" in page


def test_the_owner_applies_on_the_page_and_follows_the_case(in_chinese):
    make.clean()
    row = make.published()
    client, material = client_of("owner"), row.materials.get(required=True)
    address = reverse("rating_apply", args=[body("ours").pk, row.pk])
    empty = client.post(address, {"contact": "萨仁"})
    assert "萨仁" in empty.content.decode()
    assert not Application.objects.exists()
    done = client.post(
        address,
        {
            "contact": "萨仁",
            "phone": "13800000000",
            "true": "on",
            f"paper-{material.pk}": make.pdf(),
        },
        follow=True,
    )
    made = Application.objects.get()
    assert done.redirect_chain[-1][0] == reverse("my_rating", args=[made.pk])
    assert "查询码" in done.content.decode()
    other = make.published(make.proposed(make.draft(title="第二批评估")))
    page = client.get(reverse("my_ratings"))
    assert {one.pk: ours for one, _takes, ours in page.context["rounds"]} == {
        row.pk: made,
        other.pk: None,
    }
    assert page.context["under_way"] == made
    assert address not in page.content.decode()
    assert reverse("rating_apply", args=[body("ours").pk, other.pk]) not in page.content.decode()
    assert "另有评估正在办理" in page.content.decode()


def test_who_may_not_apply_is_told_why_and_gets_no_form(in_chinese):
    ours = make.clean()
    row = make.elsewhere()
    page = client_of("owner").get(reverse("rating_apply", args=[ours.pk, row.pk])).content.decode()
    assert "请参加东胜区民政局的评估" in page
    assert "提交申请" not in page


def test_a_viewer_may_look_and_not_apply(in_chinese):
    ours = make.clean()
    address = reverse("rating_apply", args=[ours.pk, make.published().pk])
    client = client_of("colleague")
    assert "请由本组织的负责人" in client.get(address).content.decode()
    client.post(address, {"contact": "a", "phone": "b", "true": "on"})
    assert not Application.objects.exists()


def test_the_clerk_confirms_and_decides_on_the_page(in_chinese):
    make.organisation()
    row = make.applied(body=body("ours"))
    client = client_of("rating_clerk")
    page = client.get(reverse("rating_case", args=[row.pk])).content.decode()
    assert "需要核实并注明来源" in page
    year = clock.today().year - 1
    for key, says in ((f"inspection-{year}", "qualified"), ("lists", "neither")):
        answer = client.post(
            reverse("rating_confirm", args=[row.pk, key]),
            {"says": says, "source": "登记系统", "source_on": clock.today().isoformat()},
        )
        assert answer.status_code == 302, answer.content.decode()
    client.post(reverse("rating_case", args=[row.pk]), {"action": "qualify", "words": ""})
    assert make.application(row.pk).status == "qualified"


def test_the_letter_is_shown_before_it_goes_out(in_chinese):
    row = make.applied()
    records.listed(row.organisation)
    page = client_of("rating_clerk").post(
        reverse("rating_letter", args=[row.pk]), {"action": "refuse", "words": "请先移出名录。"}
    )
    text = page.content.decode()
    assert "不符合评估资格告知书" in text
    assert "活动异常名录" in text
    assert "请先移出名录。" in text
    assert make.application(row.pk).status == "applied"


def test_the_list_is_filtered_and_comes_as_a_table(in_chinese):
    row = make.applied()
    client = client_of("rating_clerk")
    assert "暖阳" in client.get(reverse("ratings_kept"), {"state": "applied"}).content.decode()
    assert "暖阳" not in client.get(reverse("ratings_kept"), {"state": "lapsed"}).content.decode()
    for bad in ({"state": "x"}, {"round": "9' or"}, {"q": "\x00%"}, {"page": "-3"}):
        assert client.get(reverse("ratings_kept"), bad).status_code == 200
    table = client.get(reverse("ratings_csv"), {"q": row.case.number}).content.decode()
    assert table.count("\n") == 2
    assert "52150602MJY00001X4" in table


def test_a_list_ten_times_as_long_asks_no_more_of_the_database():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    row = make.published()
    make.applied(row)
    client, address = client_of("rating_clerk"), reverse("ratings_kept")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    first = Application.objects.get()
    for number in range(9):
        _another(first, number)
    with CaptureQueriesContext(connection) as ten:
        client.get(address)
    assert len(ten) <= len(one)


def test_an_official_writes_a_round_on_the_pages(in_chinese):
    make.version()
    client = client_of("rating_clerk")
    client.post(
        reverse("rating_round_begin"),
        {"registry": body("bureau").pk, "year": "2026", "title": "二〇二六年度评估"},
    )
    row = Round.objects.get()
    sheet = reverse("rating_round_sheet", args=[row.pk])
    bad = client.post(sheet, {"version": make.version().pk, "band-5": "80", "band-4": "90"})
    assert "重叠" in bad.content.decode()
    client.post(sheet, {"version": make.version().pk, "band-5": "90.5", "band-4": "80"})
    assert row.sheets.get().bands.first().lower == Decimal("90.5")
    papers = reverse("rating_round_papers", args=[row.pk])
    client.post(papers, {"required_papers": "申报表：盖章\n\n章程", "further_papers": ""})
    assert [one.hint for one in row.materials.all()] == ["盖章", ""]
    words = reverse("rating_round_words", args=[row.pk])
    for bad_year in ("99999999", "x", ""):
        assert client.post(words, {"title": "评估", "year": bad_year}).status_code == 200
    client.post(words, {"title": "评估", "year": "2026", "opens_on": "2026-13-01"})
    assert make.again(row).title == "二〇二六年度评估"
    page = client.post(reverse("rating_round_case", args=[row.pk]), {"act": "propose"})
    assert "还没有写明申请的起止日期" in page.content.decode()


def test_an_official_enters_an_application_on_the_page(in_chinese):
    make.clean()
    row = make.published()
    client, address = client_of("rating_clerk"), reverse("rating_enter")
    given = {"round": row.pk, "channel": "phone", "contact": "萨仁", "phone": "13800000000"}
    assert "登记库里没有" in client.post(address, {**given, "code": "没有"}).content.decode()
    client.post(address, {**given, "code": body("ours").credit_code})
    assert Application.objects.get().case.channel == "phone"


def _another(first: Application, number: int) -> None:
    from portal.bodies.models import Body
    from portal.organisations.register.models import Organisation
    from portal.workflow import engine

    at = Body.objects.create(kind=make.KIND, name=f"东胜区第{number}服务中心", division_id="150602")
    organisation = Organisation.objects.create(
        body=at, registry=body("bureau"), source="登记名录", source_on=clock.today()
    )
    row = Application(
        round=first.round, organisation=organisation, sheet=first.sheet, contact="a", phone="b",
        rule_set=first.rule_set, submitted_at=clock.now(), submitted_by=person("owner"),
    )  # fmt: skip
    opening = engine.Opening(applicant=at.name, holder_id=body("bureau").pk, body_id=at.pk)
    engine.open_case(row, opening, by=person("owner"))
