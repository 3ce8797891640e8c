"""The pages of registrations: what they offer, keep and cost."""

from datetime import date

import pytest
from django.urls import reverse

from incubator.registering.models import Registration
from portal.core import clock
from tests.factories import joining
from tests.factories import registering as make
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]


def page(name, *args, who="owner", **query):
    return client_of(who).get(reverse(name, args=args), query)


def test_a_team_begins_on_its_page_and_finds_its_case_again():
    body = make.team()
    base = make.base()
    client = client_of("owner")
    address = reverse("registration_start", args=[body.pk])
    assert address in client.get(reverse("my_organisation", args=[body.pk])).text
    empty = client.post(address, {"name": "东胜区某某中心"})
    assert "东胜区某某中心" in empty.text
    given = {"base": base.pk, "kind": "social_service_institution", "name": "乌审助残（筹）"}
    done = client.post(address, given)
    row = Registration.objects.get()
    assert done.url == reverse("registration", args=[row.pk])
    assert client.get(address).url == done.url
    shown = client.get(done.url).text
    assert "东胜区乌审助残中心" in shown
    refused = client.post(reverse("registration_act", args=[row.pk]), {"action": "ask_name"})
    assert "名称没有以行政区划开头" in refused.text
    assert "社会组织名称管理办法第八条" in refused.text


def test_what_was_typed_stays_when_a_number_is_wrong():
    row = make.with_unit(make.begun())
    typed = {
        "name": "斯琴高娃",
        "number": "150602199001011230",
        "office": "vice",
        "work": "医院护士",
    }
    shown = client_of("owner").post(reverse("registration_person_add", args=[row.pk]), typed)
    for words in ("斯琴高娃", "150602199001011230", "医院护士", "最后一位和前面对不上"):
        assert words in shown.text
    assert not row.people.exists()


def test_facts_are_a_draft_that_saves_and_says_what_is_wrong():
    row = make.with_unit(make.begun())
    address = reverse("registration_part", args=[row.pk, "facts"])
    client = client_of("owner")
    wrong = client.post(address, {"purpose": "陪伴残疾人", "capital": "三万多"})
    assert "陪伴残疾人" in wrong.text
    assert "三万多" in wrong.text
    assert client.post(address, {"purpose": "陪伴残疾人", "capital": "3万"}).status_code == 302
    row.refresh_from_db()
    assert (row.purpose, row.capital_fen) == ("陪伴残疾人", 3_000_000)
    assert 'value="30,000.00"' in client.get(address).text


def test_the_helper_takes_every_step_from_the_case_page():
    row = make.name_asked(make.begun())
    client = client_of("base_worker")
    address = reverse("registration_case", args=[row.pk])
    missing = client.post(address, {"action": "refuse_name"})
    assert "请写明理由" in missing.text or "理由" in missing.text
    assert client.post(address, {"action": "pass_name"}).status_code == 302
    assert Registration.objects.get(pk=row.pk).status == "supervisor"
    assert client.post(address, {"action": "nonsense"}).status_code == 200
    other = make.handed_in(make.begun(body=make.team("另一支"), name="东胜区青山服务中心"))
    sheet = reverse("registration_case", args=[other.pk])
    assert (
        client.post(sheet, {"action": "return_papers", "points": "补房产证\n补照片"}).url == sheet
    )
    assert other.missing.count() == 2
    answer = client_of("owner").get(reverse("registration_answer", args=[other.pk])).text
    assert "补房产证" in answer


def test_the_certificate_is_recorded_on_its_page_with_all_that_is_wrong_at_once():
    row = make.submitted(make.begun())
    client = client_of("base_worker")
    address = reverse("registration_result", args=[row.pk])
    wrong = client.post(address, {"code": "52150602MJ00K1P275", "document": ""}).text
    assert "52150602MJ00K1P275" in wrong
    for words in ("还没有填写登记日期", "还没有填写证书或决定书编号"):
        assert words in wrong
    today = clock.today()
    given = {
        "code": joining.valid_code(make.CODES[row.kind]),
        "document": "0417",
        "registered_on": today.isoformat(),
        "valid_to": date(today.year + 4, 1, 1).isoformat(),
    }
    assert client.post(address, given).status_code == 302
    assert Registration.objects.get(pk=row.pk).status == "following"


def test_a_refusal_is_recorded_on_the_same_page():
    row = make.submitted(make.begun())
    given = {
        "refuse": "1",
        "refusal-on": clock.today().isoformat(),
        "refusal-document": "东民不准〔2026〕1号",
        "refusal-words": "业务范围相同。",
    }
    answer = client_of("base_worker").post(reverse("registration_result", args=[row.pk]), given)
    assert answer.status_code == 302
    assert "东民不准〔2026〕1号" in page("registration", row.pk).text


def test_the_days_of_the_registry_are_shown_with_their_last_day():
    row = make.submitted(make.begun())
    for name, who in (("registration", "owner"), ("registration_case", "base_worker")):
        shown = page(name, row.pk, who=who).text
        assert row.registry.name in shown
        assert "前作出决定" in shown


def test_the_guide_names_thresholds_days_and_clauses():
    shown = page("registration_guide_kind", "social-group", who="anonymous").text
    for words in ("50", "30,000.00", "60 天", "社会团体登记管理条例第十条", "章程草案"):
        assert words in shown, words
    assert page("registration_guide", who="anonymous").status_code == 200


def test_a_number_is_masked_until_a_reason_is_given():
    row = make.with_unit(make.begun())
    number = make.number()
    kept = make.person(row, "那日苏", number=number)
    assert number not in page("registration", row.pk).text
    client = client_of("base_worker")
    address = reverse("registration_reveal", args=[row.pk, kept.pk])
    assert client.post(address, {"reason": ""}).status_code == 302
    assert number in client.post(address, {"reason": "核对原件"}).text
    assert number not in page("registration_case", row.pk, who="base_worker").text


def test_pages_cost_the_same_with_ten_times_the_rows(django_assert_max_num_queries):
    row = make.handed_in(make.begun("social_group"))
    for number in range(12):
        make.begun(body=make.team(f"队{number}"), name=f"东胜区第{number}服务中心")
    for name, args, who, most in (
        ("registration", [row.pk], "owner", 15),
        ("registration_case", [row.pk], "base_worker", 15),
        ("registrations_kept", [], "base_worker", 15),
        ("registration_guide", [], "anonymous", 10),
        ("registration_guide_kind", ["foundation"], "anonymous", 10),
    ):
        client = client_of(who)
        client.get(reverse(name, args=args))
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name, args=args)).status_code == 200
