"""The team becomes the organisation: one body, nothing lost; and what is personal stays so."""

import pytest
from django.urls import reverse

from incubator.admission.models import Application
from incubator.allowances.models import Allowance
from incubator.registering import entering, operations, roster
from incubator.registering.models import FoundingPerson
from incubator.residence.models import Residence
from portal.accounts.models import Post
from portal.audit.models import Event
from portal.bodies.models import Body
from portal.core.reasons import Refused
from portal.organisations.register.models import Organisation
from tests import people
from tests.factories import registering as make
from tests.factories import residences
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
LI = ("person", "李强", "")


def codes(call, **given):
    with pytest.raises(Refused) as refusal:
        call(**given)
    return refusal.value.codes


def test_residence_applications_allowances_and_members_stay_on_the_one_body():
    body = make.team()
    people.appoint(person("colleague"), "viewer", body)
    living = residences.residence(
        body,
        base=make.base(),
        grants=[{"kind": "desks", "amount": 2, "each": "whole", "carry_over": False}],
    )
    before = Body.objects.count()
    allowed = Allowance.objects.filter(body=body).count()
    row = make.registered(make.begun(body=body))
    after = Body.objects.get(pk=body.pk)
    assert Body.objects.count() == before
    assert after.kind == "social_service_institution"
    assert Residence.objects.get(pk=living.pk).body_id == after.pk
    assert Application.objects.get().body_id == after.pk
    assert Allowance.objects.filter(body=after).count() == allowed > 0
    posts = set(Post.objects.filter(body=after).values_list("user__name", "role"))
    assert posts == {("owner", "owner"), ("colleague", "viewer")}
    assert after.founding_team.plan == "陪残疾人出门看病、办事。"
    assert [former.name for former in after.former_names.all()] == ["乌审助残"]
    assert Organisation.objects.get(pk=after.pk).source == f"办件 {row} 登记证书"


def test_the_page_of_the_organisation_no_longer_says_that_it_is_not_registered():
    row = make.registered(make.begun())
    page = client_of("owner").get(reverse("my_organisation", args=[row.body_id]))
    assert row.name in page.text
    assert row.credit_code in page.text
    assert "尚未登记" not in page.text
    public = client_of("anonymous").get("/organisations/?q=" + row.name)
    assert row.name in public.text


def test_a_community_group_may_grow_into_an_organisation():
    group = Body.objects.create(kind="community_group", name="阳光邻里互助队", division_id="150602")
    people.appoint(person("owner"), "owner", group)
    row = make.registered(make.begun(body=group))
    assert Body.objects.get(pk=group.pk).credit_code == row.credit_code


def test_numbers_are_sealed_masked_and_judged():
    row = make.with_unit(make.begun())
    number = make.number("19900101", 7)
    kept = make.person(row, "那日苏", number=number)
    raw = FoundingPerson.objects.values_list("sealed", "shown", "fingerprint").get(pk=kept.pk)
    assert number not in "".join(raw)
    assert kept.shown == f"150{'*' * 11}{number[-4:]}"
    owner = make.owner()
    given = {"registration": row, "by": owner, "name": "刘芳", "office": "council"}
    assert codes(roster.put_person, number=number, **given) == {"person_twice"}
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert codes(roster.put_person, number=wrong, **given) == {"id_check_character"}
    future = make.number("20990101", 8)
    assert codes(roster.put_person, number=future, **given) == {"id_birthday"}
    assert codes(roster.put_person, number="", **given) == {"number_missing"}
    assert codes(roster.put_person, number="12", **given) == {"id_form"}
    same = roster.put_person(
        registration=row, by=owner, number="", person=kept, name="那日苏2", office="chair"
    )
    assert same.fingerprint == kept.fingerprint


def test_marking_a_second_head_takes_the_mark_from_the_first():
    row = make.with_unit(make.begun())
    make.person(row, "那日苏", "chair", head=True)
    make.person(row, "刘芳", "vice", head=True)
    assert list(row.people.filter(head=True).values_list("name", flat=True)) == ["刘芳"]


def test_a_whole_number_is_shown_for_a_reason_that_is_noted():
    row = make.with_unit(make.begun())
    number = make.number()
    kept = make.person(row, "那日苏", number=number)
    helper = make.helper()
    assert codes(roster.reveal, person=kept, reason=" ", by=helper) == {"reason_missing"}
    assert codes(roster.reveal, person=kept, reason="核对", by=person("leader")) == {
        "not_permitted"
    }
    assert roster.reveal(person=kept, reason="核对身份证原件", by=helper) == number
    event = Event.objects.get(action="registering.number_revealed")
    assert "核对身份证原件" in event.data
    assert number not in event.data


def test_nothing_is_entered_when_it_is_not_the_time_or_by_others():
    row = make.begun()
    owner = make.owner()
    assert codes(entering.save_facts, registration=row, by=owner, purpose="x") == {"not_open"}
    assert codes(
        entering.save_name, registration=row, by=person("stranger"), name="x", kind=row.kind
    ) == {"not_permitted"}
    asked = make.name_asked(row)
    assert codes(
        entering.save_name, registration=asked, by=owner, name="东胜区新名中心", kind=row.kind
    ) == {"not_open"}


@pytest.mark.parametrize(
    ("text", "found", "faults"),
    [
        (
            "王芳，教师\n王芳，教师\n\n李强",
            [("person", "王芳", "教师"), ("person", "李强", "")],
            [],
        ),
        ("单位，东胜区医院，张明", [("unit", "东胜区医院", "张明")], []),
        ("单位", [], []),
        ("王芳\t教师", [("person", "王芳", "教师")], []),
        ("王芳，150602199001011234", [], ["member_number"]),
        ("长" * 81, [], ["member_long"]),
        ("", [], []),
    ],
)
def test_members_are_read_from_lines(text, found, faults):
    read, wrong = roster.parse_members(text)
    assert read == found
    assert [reason.code for reason in wrong] == faults


def test_steps_after_the_certificate_are_entered_once_and_corrected():
    row = make.registered(make.begun())
    given = {"registration": row, "by": make.helper()}
    assert codes(operations.finish, **given) == {"step_not_settled"}
    assert codes(entering.settle, step="x", on=None, words="", **given) == {
        "no_such_step",
        "no_day",
        "no_words",
    }
    early = row.decided_on.replace(year=row.decided_on.year - 1)
    assert codes(entering.settle, step="bank", on=early, words="农行", **given) == {
        "day_before_certificate"
    }
    entering.settle(step="bank", on=row.decided_on, words="农行", **given)
    entering.settle(step="bank", on=row.decided_on, words="农行东胜支行", **given)
    assert [one.words for one in row.settled.all()] == ["农行东胜支行"]
