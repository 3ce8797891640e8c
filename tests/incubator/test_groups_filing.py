"""Filing a community group: what is refused, what follows, the yearly confirmation, growth."""

from datetime import date

import pytest
from django.urls import reverse

from incubator.groups import operations, queries, telling
from incubator.groups.models import CommunityGroup
from portal.core import clock
from portal.core.reasons import Refused, collect
from portal.notifications.models import Notice
from portal.workflow import due
from portal.workflow.letters.models import Letter
from tests import people
from tests.factories import groups as make
from tests.work import move_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(db):
    move_to("2026-11-30T02:00:00+00:00")


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value


def keys(who):
    return set(Notice.objects.filter(person=people.person(who)).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("values", "code", "clause"),
    [
        ({"name": "团结小区业主委员会"}, "owners_committee", "民法典第二百七十七条"),
        ({"name": "天骄物管会"}, "owners_committee", "191号"),
        ({"for_profit": True}, "for_profit", "191号"),
        ({"name": "暖心家政公司"}, "for_profit", "191号"),
        ({"members": 4}, "too_few_members", "备案办法"),
        ({"community": make.OTHER_COMMUNITY}, "other_street", ""),
        ({"host": "没有这个组织"}, "host_unknown", ""),
    ],
)
def test_what_is_no_community_group_is_refused_with_reason_and_clause(values, code, clause):
    make.street("富兴街道办事处", make.OTHER_STREET)
    refusal = refused(lambda: make.submitted(**values))
    assert refusal.codes == {code}
    assert clause in refusal.reasons[0].clause
    assert refusal.reasons[0].mend


def test_all_reasons_come_at_once():
    codes = refused(
        lambda: make.submitted(name="阳光业委会", for_profit=True, members=2, host="谁")
    ).codes
    assert codes == {"owners_committee", "for_profit", "too_few_members", "host_unknown"}


def test_a_group_cannot_host_another_and_a_name_is_used_once_in_a_street():
    row = make.filed()
    codes = refused(lambda: make.submitted(name="第二队", host=row.name)).codes
    assert codes == {"host_is_group"}
    assert refused(lambda: make.submitted(name=row.name)).codes == {"name_taken"}


def test_a_filed_group_has_number_body_letter_and_somebody_who_acts_for_it():
    row = make.filed()
    assert row.status == "filed"
    assert row.number == "SQBA-20261130-0001"
    assert (row.filed_on, row.confirm_by) == (date(2026, 11, 30), date(2027, 11, 30))
    assert (row.body.kind, row.body.division_id) == ("community_group", make.COMMUNITY)
    assert people.person("resident").posts.get(body=row.body).role == "owner"
    letter = Letter.objects.get(case=row.case)
    assert row.number in "".join(letter.paragraphs)
    assert "group_filed" in keys("resident")


def test_a_filing_is_sent_back_with_every_point_and_completed():
    row = make.in_state("returned")
    letter = Letter.objects.get(case=row.case)
    assert [p for p in letter.paragraphs if p[0].isdigit()] == ["1. 缺活动地点", "2. 缺负责人电话"]
    assert row.case.due_on == date(2026, 12, 14)
    resident = people.person("resident")
    row = operations.supply(group=row, draft=make.draft(place="北门"), by=resident)
    assert (row.status, row.place) == ("submitted", "北门")
    assert refused(
        lambda: operations.send_back(group=row, points=[" "], by=make.clerk())
    ).codes == {"words_missing"}


def test_a_refusal_names_ground_and_clause():
    row = operations.refuse(
        group=make.submitted(), ground="profit", words="收费并分红", by=make.clerk()
    )
    words = "".join(Letter.objects.get(case=row.case).paragraphs)
    assert "收费并分红" in words
    assert "191号" in words
    other = make.submitted(name="另一队")
    assert refused(
        lambda: operations.refuse(group=other, ground="", words="不行", by=make.clerk())
    ).codes == {"ground_missing"}


def test_nobody_files_the_group_they_handed_in():
    by = make.clerk()
    row = make.submitted(by)
    for act in (
        lambda: operations.file(group=row, by=by),
        lambda: operations.send_back(group=row, points=["甲"], by=by),
        lambda: operations.refuse(group=row, ground="other", words="因为", by=by),
    ):
        assert refused(act).codes == {"own_case"}


def test_the_clerk_enters_what_comes_on_paper_and_files_it():
    row, _code = operations.enter(draft=make.draft(), office=make.street(), by=make.clerk())
    assert (row.case.channel, row.case.applicant_user) == ("counter", None)
    assert operations.file(group=row, by=make.clerk()).status == "filed"
    assert refused(
        lambda: operations.enter(
            draft=make.draft(name="别队"), office=make.street(), by=people.person("clerk")
        )
    ).codes == {"not_permitted"}


def test_a_year_later_it_is_asked_reminded_and_hidden():
    row = make.filed()
    move_to("2027-11-29T02:00:00+00:00")
    due.run()
    assert _status(row) == "filed"
    move_to("2027-11-30T02:00:00+00:00")
    due.run()
    row.refresh_from_db()
    assert (row.status, row.case.due_on) == ("confirming", date(2027, 12, 30))
    assert telling.remind() == 0
    move_to("2027-12-24T02:00:00+00:00")
    assert (telling.remind(), telling.remind()) == (1, 0)
    assert queries.public().count() == 1
    move_to("2027-12-31T02:00:00+00:00")
    due.run()
    assert _status(row) == "unconfirmed"
    assert queries.public().count() == 0
    assert {"group_confirm", "group_confirm_soon", "group_unconfirmed"} <= keys("resident")
    operations.confirm(group=row, members=20, head_phone="", by=people.person("resident"))
    row.refresh_from_db()
    assert (row.status, row.members, row.confirm_by) == ("filed", 20, date(2028, 12, 31))
    assert queries.public().count() == 1


def _status(row):
    return CommunityGroup.objects.get(pk=row.pk).status


def test_too_few_members_are_not_confirmed_and_the_street_may_confirm():
    row = make.in_state("confirming")
    resident = people.person("resident")
    assert refused(
        lambda: operations.confirm(group=row, members=3, head_phone="", by=resident)
    ).codes == {"too_few_members"}
    row = operations.confirm(group=row, members=9, head_phone="", by=make.clerk())
    assert (row.status, row.members) == ("filed", 9)


def test_a_filing_nobody_completes_is_closed_on_the_day_after():
    row = make.in_state("returned")
    move_to("2026-12-14T15:00:00+00:00")
    due.run()
    assert _status(row) == "returned"
    move_to("2026-12-15T02:00:00+00:00")
    due.run()
    assert _status(row) == "lapsed"


def test_a_group_grows_into_an_organisation_and_books_no_more():
    row, ours = make.filed(), people.body("ours")
    assert refused(lambda: operations.grow(group=row, into="没有", by=make.clerk())).codes == {
        "grown_unknown"
    }
    row = operations.grow(group=row, into=ours.credit_code, by=make.clerk())
    row.body.refresh_from_db()
    assert (row.status, row.grown_into, row.body.active) == ("grown", ours, False)


def test_a_group_can_neither_sign_nor_be_paid():
    row = make.filed()
    assert [reason.code for reason in queries.may_sign(row.body)] == ["group_cannot_sign"]
    assert [reason.code for reason in queries.may_be_paid(row.body)] == ["group_cannot_be_paid"]
    assert queries.may_sign(people.body("ours")) == queries.may_be_paid(people.body("ours")) == ()


def test_the_public_pages_name_nobody(client):
    row = make.filed()
    for address in (reverse("groups"), reverse("group", args=[row.pk])):
        words = client.get(address).content.decode()
        assert row.name in words
        for personal in ("高娃", "13800000011", "138****0011"):
            assert personal not in words
    hidden = make.in_state("unconfirmed", name="第二队")
    assert client.get(reverse("group", args=[hidden.pk])).status_code == 404


def test_the_list_is_filtered_by_street_category_and_words(client):
    row = make.filed()
    make.filed(name="互助小组", category="neighbours")
    for query, names in (
        ({"category": "culture"}, {row.name}),
        ({"q": "互助"}, {"互助小组"}),
        ({"street": str(row.street_id)}, {row.name, "互助小组"}),
        ({"street": "9" * 30}, set()),
    ):
        page = client.get(reverse("groups"), query).context["page"]
        assert {found.name for found in page} == names, query


def test_the_list_costs_the_same_for_ten_times_as_many(client, django_assert_max_num_queries):
    for at in range(10):
        make.filed(name=f"第{at}队")
    with django_assert_max_num_queries(10):
        client.get(reverse("groups"))
    assert clock.today() == date(2026, 11, 30)


def test_a_resident_files_follows_and_completes_by_the_pages():
    street, client = make.street(), people.client_of("resident")
    typed = {
        "name": "团结社区合唱队",
        "category": "culture",
        "purpose": "周末唱歌。",
        "community": make.COMMUNITY,
        "members": "3",
        "head_name": "高娃",
        "head_phone": "13800000011",
        "for_profit": "no",
    }
    address = reverse("group_file", args=[street.pk])
    kept = client.post(address, typed).content.decode()
    assert "团结社区合唱队" in kept
    assert "5" in kept
    answer = client.post(address, {**typed, "members": "12"})
    row = CommunityGroup.objects.get()
    assert answer.headers["Location"] == reverse("group_receipt", args=[row.pk])
    operations.send_back(group=row, points=["写明活动地点"], by=make.clerk())
    assert "写明活动地点" in client.get(reverse("group_follow", args=[row.pk])).content.decode()
    client.post(reverse("group_supply", args=[row.pk]), {**typed, "members": "12", "place": "北门"})
    row.refresh_from_db()
    assert (row.status, row.place) == ("submitted", "北门")


def test_the_clerk_files_by_the_pages():
    from django.test import Client

    row, by = make.submitted(), make.clerk()
    client = people.sign_in(Client(), by)
    case = client.get(reverse("group_case", args=[row.pk])).content.decode()
    assert "138****0011" in case
    answer = client.post(reverse("group_act", args=[row.pk, "return"]), {"points": ""})
    assert answer.status_code == 200
    client.post(reverse("group_act", args=[row.pk, "file"]))
    assert _status(row) == "filed"
    assert row.name in client.get(reverse("groups_kept"), {"state": "filed"}).content.decode()


def test_a_group_that_applies_to_a_programme_is_told_why_it_cannot():
    from incubator.admission import conditions
    from incubator.admission import queries as admission
    from tests.factories import programmes

    row, programme = make.filed(), programmes.published()
    known = admission.applicant_facts(programme, row.body, clock.today())
    for gate in (conditions.ELIGIBLE, conditions.STILL):
        codes = {reason.code for reason in collect(gate, known)}
        assert {"group_cannot_sign", "group_cannot_be_paid"} <= codes
    ours = admission.applicant_facts(programme, people.body("ours"), clock.today())
    assert not {r.code for r in collect(conditions.STILL, ours)} & {"group_cannot_sign"}
