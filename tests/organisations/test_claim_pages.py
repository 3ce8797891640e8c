"""The pages of a claim, step by step, as claimant, owner and officials open them."""

import pytest
from django.urls import reverse

from portal.organisations.claims import operations
from portal.organisations.claims.models import Claim, ClaimDraft
from portal.workflow.letters.models import Letter
from tests.factories import joining
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
WHO = {"relation": "staff", "name": "高敏", "phone": "13800138000"}
PEOPLE = ("anonymous", "resident", "owner", "colleague", "stranger", "clerk", "other_clerk")


def statuses(address, names=PEOPLE):
    return {name: client_of(name).get(address).status_code for name in names}


def claim_by_pages(client, organisation):
    pk = organisation.pk
    client.post(f"/join/{pk}/", WHO)
    files = {"certificate": joining.scan(), "authorisation": joining.scan("授权.png")}
    client.post(f"/join/{pk}/papers/", files)
    return client.post(f"/join/{pk}/check/", {"true": "on"})


def test_a_claim_is_made_in_three_steps_and_its_code_is_shown_once():
    organisation, client = joining.organisation(), client_of("resident")

    first = client.post(f"/join/{organisation.pk}/", WHO)
    assert first.url == f"/join/{organisation.pk}/papers/"
    papers = {"certificate": joining.scan(), "authorisation": joining.scan("授权.png")}
    second = client.post(f"/join/{organisation.pk}/papers/", papers)
    assert second.url == f"/join/{organisation.pk}/check/"
    assert client.get(second.url).status_code == 200
    third = client.post(second.url, {"true": "on"})

    claim = Claim.objects.get()
    assert third.url == f"/claims/{claim.pk}/receipt/"
    receipt = client.get(third.url).content.decode()
    code = client.session["receipt"]["code"]
    assert str(claim) in receipt
    assert code in receipt
    elsewhere = client_of("resident").get(third.url).content.decode()
    assert code not in elsewhere


def test_one_missing_paper_does_not_cost_the_other():
    organisation, client = joining.organisation(), client_of("resident")
    client.post(f"/join/{organisation.pk}/", WHO)

    page = client.post(f"/join/{organisation.pk}/papers/", {"certificate": joining.scan()})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["authorisation"]
    draft = ClaimDraft.objects.get()
    assert draft.certificate.name == "证书.png"
    done = client.post(f"/join/{organisation.pk}/papers/", {"authorisation": joining.scan()})
    assert done.status_code == 302


def test_a_wrong_paper_is_named_and_can_be_removed():
    organisation, client = joining.organisation(), client_of("resident")
    client.post(f"/join/{organisation.pk}/", WHO)
    wrong = joining.scan("证书.pdf")

    page = client.post(
        f"/join/{organisation.pk}/papers/",
        {"certificate": wrong, "authorisation": joining.scan()},
    )
    assert "certificate" in page.context["form"].errors

    client.post(f"/join/{organisation.pk}/papers/", {"remove": "authorisation"})
    assert ClaimDraft.objects.get().authorisation is None


def test_the_steps_cannot_be_jumped_over():
    organisation, client = joining.organisation(), client_of("resident")
    assert client.get(f"/join/{organisation.pk}/papers/").url == f"/join/{organisation.pk}/"
    assert client.get(f"/join/{organisation.pk}/check/").url == f"/join/{organisation.pk}/"
    client.post(f"/join/{organisation.pk}/", WHO)
    page = client.post(f"/join/{organisation.pk}/check/", {"true": "on"})
    assert page.status_code == 200
    assert not Claim.objects.exists()


def test_a_struck_off_organisation_is_found_by_its_whole_name_only_and_not_claimed():
    organisation = joining.organisation(state="deregistered")
    client = client_of("resident")

    exact = client.get("/join/", {"q": organisation.body.name})
    part = client.get("/join/", {"q": "青禾"})
    assert [o.pk for o in exact.context["found"]] == [organisation.pk]
    assert part.context["found"] == []
    start = client.get(f"/join/{organisation.pk}/")
    assert [reason.code for reason in start.context["blocked"]] == ["struck_off"]
    assert client.post(f"/join/{organisation.pk}/", WHO).status_code == 200
    assert not ClaimDraft.objects.exists()


def test_an_organisation_is_found_by_part_of_its_name_former_name_and_code():
    organisation = joining.organisation()
    organisation.body.credit_code = "52150602MJY31W058F"
    organisation.body.save()
    organisation.body.former_names.create(name="青苗中心")
    client = client_of("anonymous")

    for words in ("青禾儿童", "青苗", "５２150602mjy31w", "52150602MJY31W058F"):
        found = client.get("/join/", {"q": words}).context["found"]
        assert [o.pk for o in found] == [organisation.pk], words
    assert client.get("/join/", {"q": "没有这个"}).context["found"] == []
    assert client.get("/join/", {"q": "x" * 2000}).status_code == 200
    assert client.get("/join/", {"q": "\x00%_'"}).status_code == 200


def test_the_search_above_may_help_to_find():
    from portal.organisations.claims import queries

    organisation = joining.organisation()
    queries.register_finder(lambda words: [organisation.pk] if words == "qinghe" else [])

    found = client_of("anonymous").get("/join/", {"q": "qinghe"}).context["found"]

    assert [o.pk for o in found] == [organisation.pk]
    queries._finders.pop()


def test_a_claim_is_followed_by_its_claimant_and_decided_by_its_bureau_only():
    claim = joining.claim(joining.organisation(), person("resident"))
    own = statuses(f"/claims/{claim.pk}/")
    assert own.pop("resident") == 200
    assert own.pop("anonymous") == 302
    assert set(own.values()) == {404}
    desk = statuses(f"/work/claims/{claim.pk}/")
    assert desk.pop("clerk") == 200
    assert desk.pop("anonymous") == 302
    assert set(desk.values()) == {404}
    paper = statuses(f"/claims/{claim.pk}/files/certificate/")
    assert paper.pop("resident") == paper.pop("clerk") == 200
    assert paper.pop("anonymous") == 302
    assert set(paper.values()) == {404}


def test_an_official_sees_the_letter_before_it_goes_out_and_decides():
    claim = joining.claim(joining.organisation(), person("resident"))
    client = client_of("clerk")
    address = f"/work/claims/{claim.pk}/"

    empty = client.post(address, {})
    assert empty.status_code == 200
    preview = client.post(f"{address}letter/", {"action": "ask_more", "words": "请补公章。"})
    assert "请补公章。" in preview.content.decode()
    assert client.post(f"{address}letter/", {}).status_code == 302
    assert not Letter.objects.exists()
    without = client.post(address, {"action": "refuse", "words": ""})
    assert without.status_code == 200
    done = client.post(address, {"action": "ask_more", "words": "请补公章。"})
    assert done.status_code == 302

    letter = Letter.objects.get()
    assert letter.case == claim.case
    assert any("请补公章。" in paragraph for paragraph in letter.paragraphs)
    after = client.get(address)
    assert not after.context["page"].mine


def test_the_second_official_sees_why_nothing_happened():
    claim = joining.claim(joining.organisation(), person("resident"))
    address = f"/work/claims/{claim.pk}/"
    second = client_of("section_head")
    client_of("clerk").post(address, {"action": "approve"})

    page = second.post(address, {"action": "refuse", "words": "不符。"})

    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    claim.refresh_from_db()
    assert claim.status == "approved"


def test_phone_numbers_of_claimants_are_shortened_for_officials():
    claim = joining.claim(joining.organisation(), person("resident"))

    page = client_of("clerk").get(f"/work/claims/{claim.pk}/").content.decode()

    assert "138****8000" in page
    assert "13800138000" not in page


def test_additions_and_withdrawal_on_the_pages():
    claim = joining.claim(joining.organisation(), person("resident"))
    operations.ask_more(claim=claim, by=person("clerk"), words="请补公章。")
    client = client_of("resident")

    assert "请补公章。" in client.get(f"/claims/{claim.pk}/").content.decode()
    assert client.post(f"/claims/{claim.pk}/", {"words": ""}).status_code == 200
    supplied = client.post(
        f"/claims/{claim.pk}/", {"words": "已补。", "paper": joining.scan("补.png")}
    )
    assert supplied.status_code == 302
    assert client.get(f"/claims/{claim.pk}/files/addition/").status_code == 200
    assert client.get(f"/claims/{claim.pk}/withdraw/").status_code == 200
    client.post(f"/claims/{claim.pk}/withdraw/")
    claim.refresh_from_db()
    assert claim.status == "withdrawn"
    again = client.post(f"/claims/{claim.pk}/withdraw/", follow=True)
    assert again.status_code == 200


def test_the_owner_answers_a_dispute_and_the_rival_does_not_see_the_evidence():
    person("owner")
    claim = joining.claim(joining.registered(body("ours")), person("resident"))
    address = reverse("dispute", args=[claim.pk])
    owner = client_of("owner")

    page = owner.get(address)
    assert page.status_code == 200
    assert "高敏" not in page.content.decode()
    owner.post(address, {"words": "没有换届。", "paper": joining.scan("纪要.png")})

    for name in ("colleague", "stranger", "resident", "clerk"):
        assert client_of(name).get(address).status_code == 404, name
    evidence = f"/claims/{claim.pk}/files/evidence/"
    assert client_of("section_head").get(evidence).status_code == 200
    assert client_of("resident").get(evidence).status_code == 404
    case = client_of("section_head").get(f"/work/claims/{claim.pk}/").content.decode()
    assert "没有换届。" in case


def test_a_whole_claim_by_pages_reaches_the_organisation():
    organisation, client = joining.organisation(), client_of("resident")
    claim_by_pages(client, organisation)
    claim = Claim.objects.get()

    client_of("clerk").post(f"/work/claims/{claim.pk}/", {"action": "approve"})

    assert client.get(f"/org/{organisation.pk}/").status_code == 200
    assert client.get(f"/claims/{claim.pk}/").status_code == 200
    assert client.get("/org/").url == f"/org/{organisation.pk}/"
    assert client.get(f"/join/{organisation.pk}/authorisation/").status_code == 200


@pytest.mark.parametrize("asked", ["/join/99999/", "/claims/99999/", "/claims/99999/withdraw/"])
def test_what_does_not_exist_is_a_404(asked):
    assert client_of("resident").get(asked).status_code == 404


def test_the_preview_names_the_day_that_the_letter_will_name():
    claim = joining.claim(joining.organisation(), person("resident"))
    words = {"action": "ask_more", "words": "请补公章。"}
    preview = client_of("clerk").post(f"/work/claims/{claim.pk}/letter/", words)

    client_of("clerk").post(f"/work/claims/{claim.pk}/", words)

    assert list(preview.context["paper"]["paragraphs"]) == Letter.objects.get().paragraphs
