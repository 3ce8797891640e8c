"""The screens of awards and schemes: what people read, what a form refuses, how a list grows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.grants.models import Claim
from incubator.incentives.models import Scheme, SchemeVersion
from portal.core import clock
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals.models import Approval
from tests.factories import grants as make
from tests.factories import incentives, joining, ledger
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_finance_post_sees_the_amount_line_by_line_and_claims_with_one_click(in_chinese):
    claim = make.offered()
    url = reverse("my_grant", args=[claim.pk])
    client = client_of("finance")
    page = text(client.get(url))
    assert "人民币壹万元整" in page
    assert "政策金额表：3A" in page
    assert "尚未经主管部门确认" in page
    assert client.post(url, {"act": "claim"}).status_code == 302
    assert make.fresh(claim).status == "claimed"


def test_a_colleague_reads_why_they_cannot_claim_and_a_stranger_finds_nothing(in_chinese):
    claim = make.offered()
    url = reverse("my_grant", args=[claim.pk])
    page = text(client_of("colleague").get(url))
    assert "资金由本组织的负责人或财务岗申领" in page
    assert "确认申领" not in page
    answer = client_of("colleague").post(url, {"act": "claim"})
    assert "资金由本组织的负责人或财务岗申领" in text(answer)
    assert make.fresh(claim).status == "offered"
    assert client_of("stranger").get(url).status_code == 404


def test_a_missing_account_is_asked_for(in_chinese):
    claim = make.offered(with_account=False)
    url = reverse("my_grant", args=[claim.pk])
    page = text(client_of("owner").get(url))
    assert reverse("our_account", args=[claim.organisation_id]) in page
    assert "还没有经核对的银行账户" in text(client_of("owner").post(url, {"act": "claim"}))


def test_the_place_in_the_queue_stands_in_words(in_chinese):
    claim = make.in_state("queued")
    assert "排在第 1 位" in text(client_of("owner").get(reverse("my_grant", args=[claim.pk])))


def test_the_receipt_is_handed_in_with_number_day_and_scan(in_chinese):
    claim = make.in_state("committed")
    url, client = reverse("my_grant", args=[claim.pk]), client_of("finance")
    page = text(client.post(url, {"act": "receipt", "number": "", "receipt_on": "昨天"}))
    for words in ("请填写收据上印的号码", "请上传收据的扫描件或照片"):
        assert words in page
    sent = {
        "act": "receipt", "number": "77", "receipt_on": "2026-12-01",
        "scan": joining.scan("收据.png"),
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    assert make.fresh(claim).receipt_number == "77"
    answer = client_of("accountant").get(reverse("grant_receipt", args=[claim.pk]))
    assert answer["Content-Type"] == "image/png"


def test_the_office_checks_two_others_approve_and_the_accountant_prepares_the_payment():
    claim = make.claimed()
    url = reverse("grant_case", args=[claim.pk])
    clerk = client_of("incubation_clerk")
    assert clerk.post(url, {"act": "check", "words": ""}).status_code == 200
    assert clerk.post(url, {"act": "check", "words": "材料齐全"}).status_code == 302
    assert make.fresh(claim).status == "checked"
    approval = Approval.objects.get()
    approvals.withdraw(approval=approval, by=person("incubation_clerk"))
    assert clerk.post(url, {"act": "again", "words": "再报"}).status_code == 302
    claim = make.receipted(make.stands(make.approved(make.fresh(claim))))
    assert client_of("accountant").post(url, {"act": "order"}).status_code == 302
    assert make.fresh(claim).status == "ordered"


def test_refusing_through_the_page_needs_words(in_chinese):
    claim = make.claimed()
    url, clerk = reverse("grant_case", args=[claim.pk]), client_of("incubation_clerk")
    assert "请" in text(clerk.post(url, {"act": "refuse", "words": " "}))
    assert make.fresh(claim).status == "claimed"
    assert clerk.post(url, {"act": "refuse", "words": "不符合"}).status_code == 302


@pytest.mark.parametrize("show", ["check", "queue", "nonsense", "paid"])
def test_the_list_of_the_office_and_its_table(show, in_chinese):
    claim = make.in_state({"queue": "queued", "paid": "paid"}.get(show, "claimed"))
    clerk = client_of("accountant")
    assert claim.case.number in text(clerk.get(reverse("grants_kept") + f"?show={show}"))
    table = clerk.get(reverse("grants_csv") + f"?show={show}").content.decode("utf-8-sig")
    assert claim.case.number in table
    assert '"10,000.00"' in table


def test_lists_ask_the_database_equally_often_for_one_claim_and_for_ten():
    make.claimed()
    pages = [("grants_kept", "incubation_clerk"), ("incentives", "anonymous")]
    counts = []
    for _round in range(2):
        found = []
        for name, who in pages:
            client = client_of(who)
            client.get(reverse(name))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(reverse(name))
            found.append(len(asked))
        counts.append(found)
        if _round == 0:
            for number in range(9):
                other = joining.organisation(f"东胜区第{number}社")
                version = incentives.published(f"奖励{number}")
                _claim_of(other, version)
    assert counts[0] == counts[1]


def _claim_of(organisation, version):
    row = Claim.objects.select_related("case").first()
    row.pk = None
    row.organisation, row.scheme, row.version = organisation, version.scheme, version
    case = row.case
    case.pk, case.number = None, f"BZ-{organisation.pk}"
    case.object_id = 100_000 + organisation.pk
    case.save(force_insert=True)
    row.case, row.lineage_key = case, organisation.pk
    row.save(force_insert=True)


def test_a_scheme_goes_from_its_draft_to_the_public_page(in_chinese):
    for who in ("section_head", "leader"):
        person(who)
    clerk = client_of("incubation_clerk")
    begun = {
        "office": body("bureau").pk, "title": "评估奖励", "title_en": "", "field": "development",
        "kind": "incentive", "measure": "grade",
    }  # fmt: skip
    assert clerk.post(reverse("incentive_begin"), begun).status_code == 302
    scheme = Scheme.objects.get()
    assert "已有同名政策" in text(clerk.post(reverse("incentive_begin"), begun))
    kept = reverse("incentive_kept", args=[scheme.pk])
    page = text(clerk.get(kept))
    for words in ("没有填写政策依据", "金额表没有金额", "没有填写施行日期"):
        assert words in page
    line = ledger.line(100)
    terms = {
        "amount-AAA": "1万", "amount-AAAA": "20,000", "amount-AAAAA": "30000.00",
        "who": "首次获评3A以上。", "legal_basis": "征求意见稿", "rhythm": "once", "within": "60",
        "difference": "on", "starts_on": clock.today().isoformat(), "line": line.pk,
        "evidence": "证书复印件\n\n收据",
    }  # fmt: skip
    edit = reverse("incentive_edit", args=[scheme.pk])
    bad = text(clerk.post(edit, {**terms, "amount-AAA": "一万", "within": "0", "cap": "x"}))
    assert "一万" in bad
    assert clerk.post(edit, terms).status_code == 302
    draft = SchemeVersion.objects.get()
    assert draft.table == incentives.TABLE
    assert draft.evidence == ["证书复印件", "收据"]
    assert clerk.post(kept, {"words": "请审批"}).status_code == 302
    assert client_of("anonymous").get(reverse("incentive", args=[scheme.pk])).status_code == 404
    for who in ("section_head", "leader"):
        approvals.give(
            approval=Approval.objects.get(), opinion="agree", words="同意。", by=person(who)
        )
    page = text(client_of("anonymous").get(reverse("incentive", args=[scheme.pk])))
    assert "30,000.00" in page
    assert "证书复印件" in page
    assert clerk.post(kept).status_code == 302
    assert SchemeVersion.objects.count() == 2
    assert SchemeVersion.objects.get(number=2).table == incentives.TABLE


def test_the_money_of_a_claim_is_paid_from_its_own_page_and_not_by_an_order_made_beside_it(
    in_chinese,
):
    claim = make.in_state("receipted")
    url, accountant = reverse("payment_prepare"), client_of("accountant")
    page = text(accountant.get(url))
    assert f'href="{reverse("grant_case", args=[claim.pk])}"' in page
    given = {
        "commitment": claim.commitment_id, "payee": body("ours").name, "fen": "1", "words": "奖励",
    }  # fmt: skip
    ledger.commitment(100, basis="tests.award:9")
    assert "请另选" in text(accountant.post(url, given))
    assert make.orders.of_basis(claim.basis).count() == 0
