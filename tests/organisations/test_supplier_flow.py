"""Suppliers of other kinds, and founding teams."""

import pytest

from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.bodies.models import Body
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.suppliers import operations, queries
from portal.permissions import Permission
from tests.factories import joining
from tests.people import body, person

pytestmark = pytest.mark.django_db
FOUNDERS = [("高敏", "教师"), ("王强", ""), ("娜仁", "社工")]


def told(user):
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("key", flat=True))


def refused(by=None, **entered):
    by = by or person("resident")
    draft = joining.supplier_draft(by, **entered)
    with pytest.raises(Refused) as refusal:
        operations.submit(draft=draft, by=by)
    return refusal.value.codes


@pytest.mark.parametrize(
    ("kind", "first", "institution_class"),
    [
        ("enterprise", "91150602MA0N0001", ""),
        ("sole_trader", "92150602MA0N0002", ""),
        ("farmers_cooperative", "93150602MA0N0003", ""),
        ("public_institution", "12150602MB0N0004", "class_2"),
        ("rural_collective", "N2150602MF0N0005", ""),
    ],
)
def test_every_lawful_kind_joins_as_itself(kind, first, institution_class):
    applicant = person("resident")
    code = joining.valid_code(first)
    application = joining.supplier(
        applicant, kind=kind, credit_code=code.lower(), institution_class=institution_class
    )
    assert application.case.holder == body("bureau")
    assert str(application.case.number).startswith("GY-")

    done = operations.approve(application=application, by=person("clerk"))

    assert (done.body.kind, done.body.credit_code) == (kind, code)
    assert accounts.may(applicant, Permission.MEMBERS_MANAGE, body=done.body.pk)
    assert told(applicant) == ["supplier_approved"]


def test_where_no_banner_answers_the_city_bureau_does():
    application = joining.supplier(person("resident"), division_id=bodies.CITY)

    assert application.case.holder == body("city")


def test_social_organisations_are_sent_to_the_claim_page():
    code = joining.valid_code("52150602MJY00009")
    assert refused(credit_code=code) == {"social_organisation"}


@pytest.mark.parametrize("first", ["54150602MC0N0001", "55150602MC0N0002"])
def test_committees_are_told_what_they_can_be(first):
    assert refused(credit_code=joining.valid_code(first)) == {"committee"}


@pytest.mark.parametrize("first", ["11150602MB0N0001", "13150602MB0N0002"])
def test_organs_are_buyers(first):
    assert refused(credit_code=joining.valid_code(first)) == {"buyer_not_supplier"}


def test_a_class_one_institution_is_told_what_it_can_be():
    code = joining.valid_code("12150602MB0N0004")
    given = {"kind": "public_institution", "credit_code": code}
    assert refused(**given, institution_class="class_1") == {"class_one"}
    assert refused(**given, institution_class="") == {"class_missing"}


def test_a_kind_that_contradicts_the_code_is_explained():
    code = joining.valid_code("91150602MA0N0001")
    assert refused(kind="sole_trader", credit_code=code) == {"code_kind_mismatch"}


def test_a_code_nobody_knows_goes_on_with_a_warning():
    application = joining.supplier(
        person("resident"), credit_code=joining.valid_code("Y1150602MB0N0001")
    )
    assert application.status == "submitted"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "code_missing"),
        ("91150602MA0N0001", "code_length"),
        ("91150602MA0N0001X9", "code_check_character"),
        ("9115O602MA0N0001X0", "code_sign"),
    ],
)
def test_wrong_codes_are_refused_with_their_reason(code, reason):
    assert reason in refused(credit_code=code)


def test_a_code_joins_once():
    first = joining.supplier(person("resident"))
    assert refused(person("stranger")) == {"application_open"}
    operations.approve(application=first, by=person("clerk"))
    assert refused(person("stranger")) == {"code_taken"}


def test_a_code_taken_while_the_application_waits_is_not_taken_twice():
    application = joining.supplier(person("resident"))
    Body.objects.create(
        kind="enterprise",
        name="别人",
        credit_code=application.credit_code,
        division_id="150602",
    )

    with pytest.raises(Refused) as refusal:
        operations.approve(application=application, by=person("clerk"))

    assert refusal.value.codes == {"code_taken"}


def test_without_a_licence_nothing_is_handed_in():
    draft = operations.save_draft(
        by=person("resident"),
        kind="enterprise",
        name="甲公司",
        credit_code=joining.valid_code("91150602MA0N0001"),
        division_id="150602",
    )
    with pytest.raises(Refused) as refusal:
        operations.submit(draft=draft, by=person("resident"))
    assert refusal.value.codes == {"licence_missing"}


def test_only_the_bureau_of_the_place_decides():
    application = joining.supplier(person("resident"))
    for name in ("other_clerk", "counter_clerk", "owner", "resident", "supervisor"):
        for act in (operations.approve, operations.refuse, operations.ask_more):
            with pytest.raises(Refused) as refusal:
                act(application=application, by=person(name), words="因为")
            assert refusal.value.codes == {"not_permitted"}, name


def test_an_official_does_not_decide_their_own_application():
    application = joining.supplier(person("clerk"))
    with pytest.raises(Refused) as refusal:
        operations.approve(application=application, by=person("clerk"))
    assert refusal.value.codes == {"own_case"}


def test_what_is_missing_is_asked_for_once_and_silence_closes(monkeypatch):
    from datetime import timedelta

    from portal.core import clock
    from portal.workflow import due

    resident, clerk = person("resident"), person("clerk")
    application = joining.supplier(resident)
    asked = operations.ask_more(application=application, by=clerk, words="执照看不清。")
    operations.supply(
        application=asked, by=resident, words="重拍了。", upload=joining.scan("执照2.png")
    )
    with pytest.raises(Refused) as refusal:
        operations.ask_more(application=asked, by=clerk, words="还差。")
    assert refusal.value.codes == {"not_possible_now"}
    operations.refuse(application=asked, by=clerk, words="执照已注销。")

    second = joining.supplier(resident)
    waiting = operations.ask_more(application=second, by=clerk, words="请补。")
    later = clock.now() + (waiting.case.due_on - clock.today()) + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    due.run()
    second.refresh_from_db()
    assert second.status == "lapsed"


def test_an_application_is_seen_by_its_applicant_and_bureau_only():
    application = joining.supplier(person("resident"))
    for name in ("resident", "clerk", "section_head", "counter_clerk"):
        assert queries.visible_to(person(name)).filter(pk=application.pk).exists(), name
    for name in ("owner", "stranger", "other_clerk", "editor"):
        assert not queries.visible_to(person(name)).exists(), name


def found(name="邻里互助会", founders=FOUNDERS, by="resident"):
    return operations.found_team(
        name=name, plan="邻里互助。", division="150602", founders=founders, by=person(by)
    )


def test_a_founding_team_belongs_to_whoever_sets_it_up():
    team = found()

    assert team.body.kind == "founding_team"
    assert accounts.may(person("resident"), Permission.MEMBERS_MANAGE, body=team.pk)
    assert [founder.name for founder in team.founders.all()] == ["高敏", "王强", "娜仁"]


def test_a_founding_team_is_in_no_register_directory_or_claim_search():
    from portal.organisations import queries as organisations
    from portal.organisations.claims import queries as claims

    team = found()

    assert not organisations.all_organisations().filter(pk=team.pk).exists()
    assert claims.find("邻里互助会") == []


@pytest.mark.parametrize(
    "founders",
    [
        [],
        FOUNDERS[:2],
        [*FOUNDERS[:2], ("高敏", "医生")],
        [("高敏", ""), ("王强", ""), ("  ", "")],
    ],
)
def test_three_different_founders_are_needed(founders):
    with pytest.raises(Refused) as refusal:
        found(founders=founders)
    assert refusal.value.codes == {"founders_too_few"}


def test_a_founding_team_does_not_take_a_registered_name():
    joining.organisation("邻里互助会")
    with pytest.raises(Refused) as refusal:
        found(founders=FOUNDERS[:2])
    assert refusal.value.codes == {"name_registered", "founders_too_few"}


def test_the_same_team_is_not_set_up_twice():
    found()
    with pytest.raises(Refused) as refusal:
        found()
    assert refusal.value.codes == {"team_exists"}
    assert found(by="stranger").body.name == "邻里互助会"


def test_a_founding_team_is_marked_wherever_its_name_is_shown():
    from tests.people import client_of

    team = found()

    assert team.body.shown_name != team.body.name
    assert body("ours").shown_name == body("ours").name
    for address in (f"/org/{team.pk}/", "/my/?stay", f"/org/{team.pk}/invite/"):
        assert team.body.shown_name in client_of("resident").get(address).content.decode()
