"""Bank accounts: named by the organisation, confirmed by a second person, kept sealed."""

import json
import logging

import pytest

from portal.audit import queries as audit
from portal.core import sealed
from portal.core.reasons import Refused
from portal.files.queries import content
from portal.notifications.models import Notice
from portal.organisations.register.models import Organisation
from portal.payments.payees import operations, queries
from portal.payments.payees.models import Account
from tests.factories import joining
from tests.factories import payments as make
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db
FORMS = {
    "other_holder": {"holder": "王芳"},
    "bank_missing": {"bank": " "},
    "bank_code_form": {"bank_code_": "10320500001"},
    "bank_code_check": {"bank_code_": "103205000012"},
    "account_number_form": {"number": "6222-12"},
}


def propose(by="owner", permit=True, **typed):
    ours = make.ours()
    return operations.propose(
        body=ours,
        entered=make.typed(ours, **typed),
        permit=joining.scan() if permit else None,
        by=person(by),
    )


@pytest.mark.parametrize(("code", "typed"), FORMS.items())
def test_a_wrong_field_is_refused_with_how_to_mend_it(code, typed):
    with pytest.raises(Refused) as refusal:
        propose(**typed)
    assert refusal.value.codes == {code}
    assert all(reason.mend for reason in refusal.value.reasons)
    assert not Account.objects.exists()


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(Refused) as refusal:
        propose(permit=False, holder="王芳", bank="", bank_code_="1", number="x")
    assert refusal.value.codes == {
        "other_holder", "bank_missing", "bank_code_form", "account_number_form", "permit_missing",
    }  # fmt: skip


def test_an_account_in_another_name_is_told_which_name_is_needed():
    with pytest.raises(Refused) as refusal:
        propose(holder="康巴什区志愿者协会")
    (reason,) = refusal.value.reasons
    assert body("ours").name in reason.words
    assert "康巴什区志愿者协会" in reason.words


@pytest.mark.parametrize("spelt", ["东胜区 暖阳社会工作服务中心", "东胜区暖阳社会工作服务中心 "])
def test_spaces_of_the_bank_make_no_other_name(spelt):
    assert propose(holder=spelt).status == "proposed"


@pytest.mark.parametrize("who", ["colleague", "stranger", "treasurer"])
def test_without_the_finance_post_nobody_names_an_account(who):
    make.ours()
    with pytest.raises(Refused) as refusal:
        propose(by=who)
    assert refusal.value.codes == {"no_finance_post"}


@pytest.mark.parametrize("who", ["owner", "finance"])
def test_owner_and_finance_name_one(who):
    assert propose(by=who).proposed_by == person(who)


def test_a_founding_team_and_a_struck_off_organisation_have_no_account():
    ours = make.ours()
    Organisation.objects.filter(pk=ours.pk).update(state="deregistered")
    with pytest.raises(Refused) as refusal:
        propose()
    assert refusal.value.codes == {"struck_off"}
    ours.kind = "founding_team"
    ours.save()
    with pytest.raises(Refused) as refusal:
        propose()
    assert refusal.value.codes == {"struck_off", "not_registered"}


def test_only_a_confirmed_account_is_in_force():
    row = make.proposed()
    assert queries.account_of(row.body_id) is None
    operations.confirm(account=row, by=person("treasurer"))
    assert queries.account_of(row.body_id) == row


def test_the_old_account_stays_in_force_until_the_new_one_is_confirmed():
    old = make.account()
    new = make.proposed(old.body)
    assert queries.account_of(old.body_id) == old
    operations.confirm(account=new, by=person("treasurer"))
    assert queries.account_of(old.body_id) == new
    old.refresh_from_db()
    assert (old.in_force, old.ended_at is not None, old.status) == (False, True, "confirmed")
    assert list(queries.of_body(old.body_id)) == [new, old]


def test_a_refused_change_leaves_the_old_account_in_force():
    old = make.account()
    new = make.proposed(old.body)
    with pytest.raises(Refused) as refusal:
        operations.refuse(account=new, by=person("treasurer"), words=" ")
    assert refusal.value.codes == {"words_missing"}
    new = operations.refuse(account=new, by=person("treasurer"), words="户名与证明不一致")
    assert (new.status, new.words) == ("refused", "户名与证明不一致")
    assert queries.account_of(old.body_id) == old


def test_who_named_it_or_belongs_to_the_body_does_not_confirm_it():
    row = make.proposed()
    appoint(person("owner"), "treasurer", body("bureau"))
    with pytest.raises(Refused) as refusal:
        operations.confirm(account=row, by=person("owner"))
    assert refusal.value.codes == {"own_case"}
    appoint(person("treasurer"), "viewer", body("ours"))
    with pytest.raises(Refused) as refusal:
        operations.confirm(account=row, by=person("treasurer"))
    assert refusal.value.codes == {"own_case"}


@pytest.mark.parametrize("who", ["accountant", "clerk", "leader", "other_clerk", "owner"])
def test_only_who_checks_payments_confirms(who):
    row = make.proposed()
    with pytest.raises(Refused) as refusal:
        operations.confirm(account=row, by=person(who))
    assert refusal.value.codes == {"not_permitted"}


def test_a_body_renamed_meanwhile_is_not_confirmed():
    row = make.proposed()
    row.body.name = "东胜区暖阳社工中心"
    row.body.save()
    with pytest.raises(Refused) as refusal:
        operations.confirm(account=row, by=person("treasurer"))
    assert refusal.value.codes == {"other_holder"}


def test_one_proposal_at_a_time_and_it_can_be_taken_back():
    row = make.proposed()
    with pytest.raises(Refused) as refusal:
        propose()
    assert refusal.value.codes == {"account_waiting"}
    assert row.case.number in str(refusal.value.reasons[0])
    assert operations.withdraw(account=row, by=person("finance")).status == "withdrawn"
    assert propose().status == "proposed"


def test_the_account_in_force_is_not_named_again_but_its_branch_may_change():
    row = make.account(number="0612000099990001")
    with pytest.raises(Refused) as refusal:
        propose(number="0612 0000 9999 0001")
    assert refusal.value.codes == {"account_same"}
    assert propose(number="0612000099990001", bank="中国农业银行康巴什支行").status == "proposed"
    assert row.in_force


def test_an_account_belongs_to_one_body():
    make.account(number="0612000077770001")
    theirs = joining.registered(body("theirs")).body
    with pytest.raises(Refused) as refusal:
        make.proposed(theirs, "stranger", number="0612-0000-7777-0001")
    assert refusal.value.codes == {"account_of_another"}


def test_the_number_is_sealed_and_shown_masked_everywhere(caplog):
    caplog.set_level(logging.DEBUG)
    row = make.account(number="0612000012345678")
    row.refresh_from_db()
    assert sealed.unsealed(row.sealed) == "0612000012345678"
    assert (row.shown, queries.masked(row)) == ("****5678", f"{make.BANK} ****5678")
    events = [event.data for event in audit.history(case=row.case.number)]
    notices = [json.dumps(notice.params) for notice in Notice.objects.all()]
    for text in [*events, *notices, repr(make.typed(number="0612000012345678")), caplog.text]:
        assert "0612000012345678" not in text
    assert not Account.objects.filter(sealed__contains="12345678").exists()


def test_the_whole_number_is_seen_with_a_reason_that_is_noted():
    row = make.proposed(number="0612000012345678")
    with pytest.raises(Refused) as refusal:
        operations.reveal(account=row, why=" ", by=person("treasurer"))
    assert refusal.value.codes == {"reason_missing"}
    with pytest.raises(Refused):
        operations.reveal(account=row, why="核对", by=person("accountant"))
    assert operations.reveal(account=row, why="核对", by=person("treasurer")) == "0612000012345678"
    noted = [e for e in audit.history(case=row.case.number) if e.action == "account.revealed"]
    assert [json.loads(event.data) for event in noted] == [{"why": "核对"}]


def told(key):
    return {notice.person for notice in Notice.objects.filter(key=key)}


def test_organisation_and_officials_are_told():
    owner, finance, treasurer = person("owner"), person("finance"), person("treasurer")
    first = make.account()
    assert told("payee_named") == {treasurer}
    assert told("payee_confirmed") == {owner, finance}
    assert told("payee_change") == set()
    make.proposed(first.body)
    assert told("payee_change") == {finance}


def test_the_paper_of_the_bank_is_kept_with_the_case():
    row = make.proposed()
    assert row.permit.slot == "payments.permit"
    row.permit.refresh_from_db()
    assert row.permit.case == row.case.number
    assert content(row.permit).read(4)
