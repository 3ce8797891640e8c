"""A founding team from a name to its certificate."""

import json
from dataclasses import replace
from datetime import date

import pytest

from incubator.registering import becoming, entering, operations
from incubator.registering.models import Registration
from portal.audit.models import Event
from portal.bodies.models import Body
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.imports import operations as imports
from portal.organisations.imports import tasks as import_tasks
from portal.organisations.imports.models import ImportRow
from portal.organisations.register.models import Organisation
from tests import people
from tests.factories import joining, organisations
from tests.factories import registering as make

pytestmark = pytest.mark.django_db


def codes(call, **given):
    with pytest.raises(Refused) as refusal:
        call(**given)
    return refusal.value.codes


@pytest.mark.parametrize("kind", ["social_group", "social_service_institution", "foundation"])
def test_a_team_of_each_kind_goes_from_name_to_settled(kind):
    row = make.settled(make.begun(kind))
    done = operations.finish(registration=row, by=make.helper())
    assert done.status == "done"
    assert done.case.closed_at is not None
    body = Body.objects.get(pk=row.body_id)
    assert (body.kind, body.name) == (kind, make.NAMES[kind])
    assert body.credit_code == done.credit_code
    facts = body.organisation
    assert facts.legal_representative == "那日苏"
    assert facts.registry_id == row.registry_id
    assert facts.domicile == "东胜区天骄路 8 号"
    assert facts.state == "normal"


def test_foundations_go_to_the_region_and_others_to_the_banner():
    assert make.begun("foundation").registry.name == "内蒙古自治区民政厅"
    other = make.begun("social_group", make.team("另一支"))
    assert other.registry.name == people.body("bureau").name


def test_only_a_team_begins_and_only_once():
    row = make.begun()
    known = {"base": row.base, "kind": "foundation", "name": "x"}
    owner = make.owner()
    assert codes(operations.begin, body=row.body, by=owner, **known) == {"registration_runs"}
    ours = people.body("ours")
    assert codes(operations.begin, body=ours, by=owner, **known) == {"not_a_team"}
    stranger = people.person("stranger")
    assert codes(operations.begin, body=row.body, by=stranger, **known) == {"not_permitted"}


def test_a_team_that_gave_up_may_begin_again():
    row = make.begun()
    operations.withdraw(registration=row, by=make.owner())
    assert make.begun(body=row.body).pk != row.pk


def test_a_name_is_refused_with_every_reason_and_with_names_that_would_pass():
    row = make.begun("social_group", name="中国助残（筹）")
    assert row.name == "中国助残"
    refused = codes(operations.ask_name, registration=row, by=make.owner())
    assert refused == {"name_without_place", "name_without_form", "name_national"}


def test_a_name_on_the_register_is_taken():
    joining.organisation(make.NAMES["social_group"])
    row = make.begun("social_group")
    assert codes(operations.ask_name, registration=row, by=make.owner()) == {"name_taken"}


def test_a_refused_name_goes_back_with_words():
    row = make.name_asked(make.begun())
    assert codes(operations.refuse_name, registration=row, by=make.helper(), note=" ") == {
        "words_missing"
    }
    back = operations.refuse_name(registration=row, by=make.helper(), note="与别家相近。")
    assert back.status == "naming"
    notice = Notice.objects.get(key="registration_name_refused")
    assert "与别家相近" in notice.params["words"]
    entering.save_name(registration=back, by=make.owner(), kind=row.kind, name="东胜区暖心服务中心")
    assert operations.ask_name(registration=make.fresh(back), by=make.owner()).status


def test_the_unit_needs_number_and_date_or_one_of_the_four_kinds():
    row = make.named(make.begun())
    owner = make.owner()
    assert codes(operations.settle_unit, registration=row, by=owner) == {"no_way"}
    row = make.unit_given(row, unit="", unit_document="", unit_on=None)
    assert codes(operations.settle_unit, registration=row, by=owner) == {
        "no_unit",
        "no_unit_document",
    }
    row = make.unit_given(row, mode="direct", unit="", unit_document="", unit_on=None)
    assert codes(operations.settle_unit, registration=row, by=owner) == {"not_direct"}
    row = make.unit_given(row, mode="direct", direct_kind="charity")
    assert operations.settle_unit(registration=row, by=owner).status == "papers"


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (
            "social_group",
            ["application", "unit", "capital", "premises", "people", "charter", "members"],
        ),
        (
            "social_service_institution",
            ["application", "unit", "premises", "capital", "people", "charter"],
        ),
        ("foundation", ["application", "charter", "capital", "premises", "people", "unit"]),
    ],
)
def test_the_documents_stand_in_legal_order(kind, order):
    row = make.with_unit(make.begun(kind))
    assert [one.code for one in row.documents.all()] == order


def test_what_is_handed_in_has_no_gap():
    row = make.with_unit(make.begun())
    refused = codes(operations.hand_in, registration=row, by=make.owner())
    assert {
        "fact_missing",
        "founders_too_few",
        "council_size",
        "no_supervisor",
        "no_head",
        "papers_old",
        "document_missing",
    } == refused


def test_a_round_tells_everything_and_the_second_only_what_is_new():
    row = make.returned(make.begun(), "补房产证。", "补房产证。", "  ", "章程第三条改。")
    assert [point.words for point in row.missing.all()] == ["补房产证。", "章程第三条改。"]
    owner, helper = make.owner(), make.helper()
    assert codes(operations.answer, registration=row, by=owner) == {"point_unanswered"}
    make.answered(row)
    back = operations.answer(registration=make.fresh(row), by=owner)
    assert back.status == "review"
    assert codes(
        operations.return_papers, registration=back, points=["补 房产证。", "日期不对。"], by=helper
    ) == {"asked_before"}
    assert codes(operations.return_papers, registration=back, points=[], by=helper) == {"no_points"}
    again = operations.return_papers(registration=back, points=["日期不对。"], by=helper)
    assert (again.status, again.rounds) == ("returned", 2)


def test_the_registry_may_ask_and_its_days_begin_anew():
    row = make.supplement(make.begun())
    helper = make.helper()
    today = clock.today()
    assert codes(operations.supply, registration=row, on=today, by=helper) == {"point_unanswered"}
    make.answered(row)
    later = make.fresh(row)
    assert codes(operations.supply, registration=later, on=None, by=helper) == {"no_day"}
    done = operations.supply(registration=later, on=today, by=helper)
    assert (done.status, done.submitted_on) == ("submitted", today)


def test_a_refusal_keeps_day_document_and_reasons_and_the_team_stays_a_team():
    row = make.submitted(make.begun())
    given = {"registration": row, "by": make.helper()}
    assert codes(operations.refuse, on=None, document="", note="", **given) == {
        "no_day",
        "no_document",
        "words_missing",
    }
    done = operations.refuse(
        on=clock.today(), document="东民不准〔2026〕1号", note="业务范围相同。", **given
    )
    assert (done.status, done.decision_document) == ("refused", "东民不准〔2026〕1号")
    assert Body.objects.get(pk=row.body_id).kind == "founding_team"


def test_a_certificate_is_refused_with_every_reason():
    row = make.submitted(make.begun())
    wrong = make.given(
        row,
        code=joining.valid_code(make.CODES["social_group"]),
        registered_on=date(2030, 1, 1),
        document="",
        valid_from=date(2026, 2, 1),
        valid_to=date(2026, 1, 1),
    )
    assert codes(becoming.record, registration=row, given=wrong, by=make.helper()) == {
        "code_of_other_kind",
        "day_in_future",
        "certificate_ends_early",
        "no_document",
    }
    bad = make.given(row, code="52150602MJ00K1P275")
    assert codes(becoming.record, registration=row, given=bad, by=make.helper()) == {
        "code_check_character"
    }
    taken = make.given(row, code=people.body("ours").credit_code)
    assert codes(becoming.record, registration=row, given=taken, by=make.helper()) == {"code_taken"}


def test_the_list_that_comes_later_finds_the_organisation_by_its_code():
    row = make.registered(make.begun())
    clerk, bureau = people.person("clerk"), people.body("bureau")
    before = Body.objects.count()
    listed = organisations.row(
        name=row.name, code=row.credit_code, registry=bureau.name, legal_representative="那日苏"
    )
    batch = organisations.imported(clerk, bureau, listed)
    found = batch.rows.get()
    assert found.matched_id == row.body_id
    imports.confirm(batch=batch, by=clerk)
    import_tasks.write_list.func(batch.pk)
    assert Body.objects.count() == before
    assert Body.objects.filter(credit_code=row.credit_code).get().pk == row.body_id


@pytest.fixture
def listed_first():
    """A team at the registry whose organisation the register's list has brought already."""
    row = make.submitted(make.begun())
    given = make.given(row)
    bureau = people.body("bureau")
    batch = organisations.imported(
        people.person("clerk"),
        bureau,
        organisations.row(name=row.name, code=given.code, registry=bureau.name),
    )
    imports.confirm(batch=batch, by=people.person("clerk"))
    import_tasks.write_list.func(batch.pk)
    return row, given, Organisation.objects.get(body__credit_code=given.code)


def test_what_a_list_brought_before_the_certificate_gives_way_to_the_team(listed_first):
    row, given, listed = listed_first
    ImportRow.objects.update(matched=listed.pk)
    becoming.record(registration=row, given=given, by=make.helper())
    assert Body.objects.get(credit_code=given.code).pk == row.body_id
    assert not Body.objects.filter(pk=listed.pk).exists()
    assert ImportRow.objects.get().matched_id == row.body_id
    told = Event.objects.get(action="organisation.gave_way")
    assert told.subject == f"organisations.organisation:{listed.pk}"
    assert json.loads(told.data) == {"name": row.name, "code": given.code, "to": row.body_id}


def test_what_a_list_brought_stays_while_people_belong_to_it_and_the_refusal_says_how(
    listed_first, in_chinese
):
    row, given, listed = listed_first
    people.appoint(people.person("stranger"), "owner", listed.body)
    with pytest.raises(Refused) as refusal:
        becoming.record(registration=row, given=given, by=make.helper())
    (reason,) = refusal.value.reasons
    assert reason.code == "code_taken"
    assert reason.words == f"{row.name}已在平台上，有自己的成员或记录。"
    assert "在该页面认领" in reason.mend
    assert Organisation.objects.filter(pk=listed.pk).exists()


def test_a_certificate_that_is_refused_leaves_what_a_list_brought(listed_first):
    row, given, listed = listed_first
    wrong = replace(given, document="")
    assert codes(becoming.record, registration=row, given=wrong, by=make.helper()) == {
        "no_document"
    }
    assert Body.objects.get(credit_code=given.code).pk == listed.pk


def test_every_step_stands_in_the_history_with_the_post():
    row = make.registered(make.begun())
    acts = Event.objects.filter(case=str(row)).values_list("action", flat=True)
    assert {
        "registration.opened",
        "registration.ask_name",
        "registration.pass_name",
        "registration.settle_unit",
        "registration.hand_in",
        "registration.pass_review",
        "registration.submit",
        "registration.register",
        "organisation.registered",
    } <= set(acts)
    passed = Event.objects.get(case=str(row), action="registration.pass_name")
    assert passed.post == f"base_worker@{people.body('base').pk}"
    assert Registration.objects.get(pk=row.pk).name_on == clock.today()


def test_the_timeline_tells_steps_and_not_every_saved_field():
    from portal.workflow import queries as cases

    row = make.handed_in(make.begun())
    told = [str(moment.title) for moment in cases.timeline(row.case)]
    assert len(told) == 5
    assert told.count(told[-1]) == 1
