"""The pages of the menu, of requests and of allowances: what people read and what they type."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.allowances import operations as allowances
from incubator.allowances.models import Allowance
from incubator.programmes.models import Tier
from incubator.support.models import SupportItem, SupportRequest
from portal.core import clock
from tests.factories import deciding, programmes, residences
from tests.factories import support as make
from tests.incubator.test_programmes_pages import listed
from tests.people import client_of

pytestmark = pytest.mark.django_db
ADVICE = {"kind": "advice", "amount": 120, "each": "month", "carry_over": False}


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def text(response) -> str:
    return response.content.decode()


def test_the_menu_is_filtered_by_kind_level_and_base_and_counts_every_kind():
    make.item()
    make.item(kind="space", title="会议室")
    make.item(kind="design", title="项目书诊断", published=False)
    client = client_of("anonymous")
    shown = page(client, "support_menu")
    assert [dish.item.title for dish in shown.context["dishes"]] == ["财务咨询", "会议室"]
    assert [tab.count for tab in shown.context["tabs"]] == [2, 1, 1]
    only = page(client, "support_menu", kind="advice", level="banner", base=str(make.base().pk))
    assert [dish.item.title for dish in only.context["dishes"]] == ["财务咨询"]
    odd = page(client, "support_menu", kind="x", level="y", base="99999999999999999999")
    assert len(odd.context["dishes"]) == 2
    assert page(client, "support_menu", level="city").context["dishes"] == []


def test_rooms_lead_to_the_page_on_which_rooms_are_booked():
    item = make.item(kind="space", title="会议室")
    response = page(client_of("owner"), "support_ask", item.pk)
    assert response.url.startswith("/rooms/")


def test_an_organisation_asks_reads_the_answer_cancels_and_sees_its_ledger():
    residence = residences.residence(body=deciding.ours(), grants=[ADVICE])
    item, client = make.for_residents(), client_of("owner")
    form = page(client, "support_ask", item.pk).context["form"]
    given = {
        "body": residence.body_id,
        "wished_on": form.initial["wished_on"].isoformat(),
        "words": "合同",
    }
    late = given | {"wished_on": (clock.today() + timedelta(days=99)).isoformat()}
    refused = client.post(reverse("support_ask", args=[item.pk]), late)
    assert list(refused.context["form"].errors) == ["wished_on"]
    assert "合同" in text(refused)
    response = client.post(reverse("support_ask", args=[item.pk]), given)
    row = SupportRequest.objects.get()
    assert response.url == reverse("support_request", args=[row.pk])
    ledger = page(client, "allowances", residence.body_id)
    assert next(line.words for line in ledger.context["entries"]) == "法律咨询"
    assert ledger.context["chart"][0].percent == 50
    chosen = page(client, "allowances", residence.body_id, row=str(Allowance.objects.last().pk))
    assert [line.words for line in chosen.context["entries"]] == [""]
    file = text(page(client, "allowances_file", residence.body_id))
    assert file.startswith("\ufeff")
    assert "法律咨询" in file
    client.post(reverse("support_cancel", args=[row.pk]))
    row.refresh_from_db()
    assert row.status == "cancelled"
    assert page(client, "my_support").context["page"].paginator.count == 1


def test_somebody_without_an_organisation_is_told_how_to_get_one():
    response = page(client_of("resident"), "support_ask", make.item().pk)
    assert "form" not in response.context
    assert reverse("join") in text(response)


def test_a_worker_answers_and_what_was_typed_stays_when_it_is_refused():
    row, client = make.asked(), client_of("base_worker")
    address = reverse("support_act", args=[row.pk, "accept"])
    given = {"accept-minutes": 60, "accept-person": "王会计", "accept-place": "二楼"}
    wrong = client.post(address, given | {"accept-begins_at": "2020-01-01T10:00"})
    assert list(wrong.context["form"].errors) == ["begins_at"]
    assert "王会计" in text(wrong)
    day = make.moment(row.wished_on).strftime("%Y-%m-%dT%H:%M")
    assert client.post(address, given | {"accept-begins_at": day}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.begins_at) == ("accepted", make.moment(row.wished_on))
    assert client.post(reverse("support_act", args=[row.pk, "fly"])).status_code == 404
    for name in ("waiting", "fixed", "done"):
        page(client, "support_kept", list=name)


def test_a_call_is_entered_for_an_organisation_found_by_name_or_code():
    ours, item, client = deciding.ours(), make.item(), client_of("base_worker")
    address = reverse("support_for_caller", args=[item.pk])
    given = {
        "channel": "phone",
        "caller": "高敏",
        "wished_on": clock.today().isoformat(),
        "words": "电话",
    }
    unknown = client.post(address, given | {"name": "没有这家"})
    assert list(unknown.context["form"].errors) == ["name"]
    client.post(address, given | {"name": ours.credit_code})
    assert SupportRequest.objects.get().caller == "高敏"


def test_an_item_is_kept_in_hours_and_yuan():
    base, client = make.base(), client_of("base_worker")
    given = {
        "where": f"base:{base.pk}",
        "kind": "advice",
        "title": "财务咨询",
        "gets": "一对一",
        "provider": "expert",
        "minutes": 60,
        "who": "residents",
        "allowance": "advice",
        "typed_amount": "1.5",
        "typed_price": "20",
        "lead_days": 1,
        "order": 1,
        "phone": "0477-8500200",
        "published": "on",
    }
    half = client.post(reverse("menu_add"), given | {"allowance": "seats"})
    assert list(half.context["form"].errors) == ["typed_amount"]
    assert client.post(reverse("menu_add"), given).status_code == 302
    row = SupportItem.objects.get()
    assert (row.amount, row.price, row.level, row.base) == (90, 2000, "banner", base)
    form = page(client, "menu_edit", row.pk).context["form"]
    assert (form.initial["typed_amount"], form.initial["typed_price"]) == ("1.5", "20.00")


def test_a_delivered_service_is_rated_on_its_page():
    row, client = make.delivered(), client_of("owner")
    assert page(client, "support_request", row.pk).context["form"] is not None
    address = reverse("support_rate", args=[row.pk])
    assert list(client.post(address, {}).context["form"].errors) == ["stars"]
    client.post(address, {"stars": 5, "words": "很好"})
    assert page(client, "support_request", row.pk).context["form"] is None
    item = page(client_of("anonymous"), "support_item", row.item_id).context["dish"]
    assert item.rated.startswith("5.0")


def test_support_and_sheets_of_a_programme_are_typed_and_published_again():
    programme, client = programmes.draft(), client_of("incubation_clerk")
    rooms = {"kind": "rooms", "amount": "16.5", "each": "month", "carry_over": "on", "ORDER": 1}
    seen = {"seen": programme.changed_at.isoformat()}
    half = listed("allowances", {**rooms, "kind": "desks"})
    address = reverse("programme_grants", args=[programme.pk])
    wrong = client.post(address, seen | half)
    assert len(wrong.context["form"].non_field_errors()) == 1
    assert client.post(address, seen | listed("allowances", rooms)).status_code == 302
    [row] = programme.allowances.all()
    assert (row.amount, row.each, row.carry_over) == (990, "month", True)
    reviews = page(client, "programme_reviews", programme.pk).context
    assert (reviews["midterm_sum"], len(reviews["lists"]["exit"].forms)) == (100, 7)
    client.post(reverse("programme_from_tier", args=[programme.pk]))
    assert programme.allowances.count() == 0


def test_a_tier_is_kept_with_conditions_support_and_sheets():
    tier, client = programmes.tier(), client_of("incubation_clerk")
    given = {
        "name": "初创期",
        "period_months": 18,
        "midterm_pass_mark": 70,
        "order": 1,
        "active": "on",
        **listed("conditions", {"words": "登记不满三年", "source": "办法", "ORDER": 1}),
        **listed("allowances", {"kind": "money", "amount": "5000", "each": "year", "ORDER": 1}),
        **listed("midterm", {"title": "进度", "maximum": 100, "ORDER": 1}),
        **listed("exit", {"title": "登记", "fact": "registered", "ORDER": 1}),
    }
    assert client.post(reverse("tier", args=[tier.pk]), given).status_code == 302
    row = Tier.objects.get()
    assert (row.period_months, row.allowances.get().amount) == (18, 500_000)
    assert (row.conditions.count(), row.midterm.count(), row.exit.count()) == (1, 1, 1)


def test_a_base_sees_what_all_of_its_organisations_use_and_changes_a_tier():
    base = make.base()
    residence = residences.residence(body=deciding.ours(), base=base, grants=[ADVICE])
    allowances.take(
        body_id=residence.body_id,
        kind="advice",
        amount=30,
        about="tests.use:1",
        on=clock.today(),
        by=None,
    )
    worker = client_of("base_worker")
    shown = page(worker, "allowances_kept", base.pk)
    assert [line.name for line in shown.context["lines"]] == [residence.body.name]
    assert shown.context["totals"][0].percent == 25
    assert residence.body.name in text(page(worker, "allowances_kept_file", base.pk))
    other = programmes.tier("成长期")
    head = client_of("section_head")
    address = reverse("residence_tier", args=[residence.pk])
    assert list(head.post(address, {"tier": other.pk}).context["form"].errors) == ["reason"]
    response = head.post(address, {"tier": other.pk, "reason": "发展快"})
    assert response.url == reverse("allowances_of", args=[residence.body_id])
    residence.refresh_from_db()
    assert residence.terms["tier"]["name"] == "成长期"


def _many(number: int) -> None:
    item = make.for_residents()
    for _ in range(number):
        whose = deciding.organisation()
        residences.residence(body=whose, base=make.base(), grants=[ADVICE])
        make.asked(item, whose, deciding.owner_of(whose))
        make.item(title="更多")


@pytest.mark.parametrize("number", [2, 20])
def test_lists_need_the_same_queries_for_few_and_for_many(number, django_assert_max_num_queries):
    _many(number)
    anonymous, worker = client_of("anonymous"), client_of("base_worker")
    with django_assert_max_num_queries(10):
        page(anonymous, "support_menu")
    with django_assert_max_num_queries(15):
        page(worker, "support_kept")
    with django_assert_max_num_queries(15):
        page(worker, "menu_kept")
    with django_assert_max_num_queries(15):
        page(worker, "allowances_kept", make.base().pk)
    row = SupportRequest.objects.first()
    with django_assert_max_num_queries(15):
        page(worker, "support_case", row.pk)
    with django_assert_max_num_queries(15):
        page(worker, "allowances_of", row.body_id)
