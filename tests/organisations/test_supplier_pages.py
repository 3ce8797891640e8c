"""The pages of suppliers, founding teams, recoveries and profiles."""

import pytest

from portal.organisations.profile import operations as profiles
from portal.organisations.profile import queries as profiles_read
from portal.organisations.recoveries.models import Recovery
from portal.organisations.suppliers import operations
from portal.organisations.suppliers.models import FoundingTeam, SupplierApplication
from tests.factories import joining
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
ENTERED = {
    "kind": "enterprise",
    "credit_code": joining.valid_code("91150602MA0N0001"),
    "name": "鄂尔多斯市暖城家政服务有限公司",
    "division": "150602",
    "legal_representative": "乌云",
    "phone": "13900139000",
}


def test_a_supplier_joins_in_three_steps_and_the_bureau_decides():
    client = client_of("resident")
    assert client.get("/join/supplier/").status_code == 200
    assert client.get("/join/supplier/licence/").url == "/join/supplier/"
    assert client.get("/join/supplier/check/").url == "/join/supplier/"
    assert client.post("/join/supplier/", ENTERED).url == "/join/supplier/licence/"
    assert client.post("/join/supplier/licence/", {}).status_code == 200
    licence = client.post("/join/supplier/licence/", {"licence": joining.scan("执照.png")})
    assert licence.url == "/join/supplier/check/"
    assert client.get(licence.url).status_code == 200
    handed_in = client.post(licence.url, {"true": "on"})

    row = SupplierApplication.objects.get()
    assert handed_in.url == f"/suppliers/{row.pk}/receipt/"
    assert client.get(handed_in.url).status_code == 200
    assert client.get(f"/suppliers/{row.pk}/").status_code == 200
    desk = client_of("clerk")
    assert desk.get(f"/work/suppliers/{row.pk}/").status_code == 200
    assert desk.get(f"/suppliers/{row.pk}/files/licence/").status_code == 200
    shown = desk.post(f"/work/suppliers/{row.pk}/letter/", {"action": "refuse", "words": "不符。"})
    assert "不符。" in shown.content.decode()
    assert desk.post(f"/work/suppliers/{row.pk}/", {"action": "approve"}).status_code == 302
    row.refresh_from_db()
    assert client.get(f"/org/{row.body_id}/").status_code == 200


def test_what_is_wrong_with_the_code_is_said_in_the_first_step_and_the_draft_is_kept():
    client = client_of("resident")
    wrong = ENTERED | {"credit_code": joining.valid_code("52150602MJY00009")}

    page = client.post("/join/supplier/", wrong)

    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    again = client.get("/join/supplier/")
    assert again.context["form"].initial["name"] == ENTERED["name"]


def test_another_persons_application_is_a_404():
    row = joining.supplier(person("resident"))
    for name in ("stranger", "owner", "other_clerk"):
        for address in (
            f"/suppliers/{row.pk}/",
            f"/suppliers/{row.pk}/receipt/",
            f"/suppliers/{row.pk}/withdraw/",
            f"/suppliers/{row.pk}/files/licence/",
            f"/work/suppliers/{row.pk}/",
        ):
            assert client_of(name).get(address).status_code == 404, (name, address)


def test_additions_and_withdrawal_of_an_application():
    row = joining.supplier(person("resident"))
    operations.ask_more(application=row, by=person("clerk"), words="看不清。")
    client = client_of("resident")
    assert client.post(f"/suppliers/{row.pk}/", {"words": "重拍了。"}).status_code == 302
    assert client.get(f"/suppliers/{row.pk}/withdraw/").status_code == 200
    client.post(f"/suppliers/{row.pk}/withdraw/")
    row.refresh_from_db()
    assert row.status == "withdrawn"


def test_a_founding_team_is_set_up_on_one_page_and_named_as_unregistered():
    client = client_of("resident")
    given = {
        "name": "邻里互助会",
        "division": "150602",
        "plan": "邻里互助。",
        "founder_1": "高敏",
        "founder_2": "王强",
        "founder_3": "高敏",
    }
    refused = client.post("/join/team/", given)
    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors()

    done = client.post("/join/team/", given | {"founder_3": "娜仁"}, follow=True)

    team = FoundingTeam.objects.get()
    assert done.redirect_chain[-1][0] == f"/org/{team.pk}/"
    assert done.context["team"] == team


def test_a_recovery_goes_through_the_counter_and_a_second_official():
    person("owner")
    person("resident")
    organisation = joining.registered(body("ours"))
    counter = client_of("counter_clerk")
    found = counter.get("/work/recoveries/", {"q": "暖阳"})
    assert [o.pk for o in found.context["found"]] == [organisation.pk]
    address = f"/work/recoveries/new/{organisation.pk}/"
    assert counter.get(address).status_code == 200
    missing = counter.post(address, {"contact": "resident@tests.example", "grounds": "失联。"})
    assert missing.status_code == 200
    given = {
        "contact": "resident@tests.example",
        "grounds": "失联。",
        "letter": joining.scan("公函.png"),
    }
    assert counter.post(address, given).status_code == 302

    recovery = Recovery.objects.get()
    case = f"/work/recoveries/{recovery.pk}/"
    assert counter.get(case).status_code == 200
    for name in ("owner", "resident", "other_clerk"):
        assert client_of(name).get(case).status_code == 404, name
        assert client_of(name).get(f"{case}letter/").status_code == 404, name
    clerk = client_of("clerk")
    assert clerk.get(f"{case}letter/").status_code == 200
    assert clerk.post(case, {"action": "reject", "words": ""}).status_code == 200
    assert clerk.post(case, {"action": "confirm"}).status_code == 302
    recovery.refresh_from_db()
    assert recovery.status == "confirmed"


def test_a_profile_is_saved_and_an_older_tab_loses_nothing():
    ours, client = body("ours").pk, client_of("owner")
    address = f"/org/{ours}/profile/"
    shown = client.get(address).context["form"]["seen"].value()
    assert shown == 0
    first = client.post(address, {"seen": "0", "introduction": "我们做助浴。", "phone": "0477-1"})
    assert first.status_code == 302

    older = client.post(address, {"seen": "0", "introduction": "我们做陪伴。", "phone": "0477-1"})

    assert older.status_code == 200
    assert [fact.value for fact in older.context["theirs"]] == ["我们做助浴。"]
    assert older.context["form"]["introduction"].value() == "我们做陪伴。"
    assert profiles_read.of(ours).introduction == "我们做助浴。"
    version = older.context["form"]["seen"].value()
    last = client.post(address, {"seen": version, "introduction": "助浴和陪伴。"})
    assert last.status_code == 302
    assert profiles_read.of(ours).introduction == "助浴和陪伴。"


def test_a_profile_is_saved_only_by_those_who_may_edit():
    from portal.core.reasons import Refused

    for name in ("colleague", "stranger", "clerk"):
        with pytest.raises(Refused) as refusal:
            profiles.save(body=body("ours").pk, seen=0, by=person(name), phone="1")
        assert refusal.value.codes == {"not_permitted"}, name
    page = client_of("owner").post(
        f"/org/{body('ours').pk}/profile/", {"seen": "0", "website": "javascript:alert(1)"}
    )
    assert page.status_code == 200
    assert "website" in page.context["form"].errors


def test_a_save_without_changes_leaves_no_trace():
    owner = person("owner")
    profiles.save(body=body("ours").pk, seen=0, by=owner, phone="0477-1")
    same = profiles.save(body=body("ours").pk, seen=1, by=owner, phone="0477-1")
    assert same.version == 1
