"""Addresses of bank accounts, payment orders and banking."""

from portal.payments.banking import operations as banking
from portal.payments.banking import receipts
from portal.payments.banking.layout import Layout
from portal.payments.banking.models import Receipt
from portal.payments.orders import operations, papers
from portal.payments.orders.models import Order
from portal.payments.payees import operations as payees
from tests import people
from tests.factories import joining, ledger, record
from tests.factories import payments as make
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
MEMBERS, MONEY = {"owner", "colleague"}, {"owner"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "accountant",
    "treasurer", "leader", "supervisor",
}  # fmt: skip
# Offices of the other district that see theirs; a supervisor of the city sees both.
ELSEWHERE = {"other_clerk", "supervisor"}
SEES = OFFICE | {"other_clerk"}
MAKER = {"accountant"}
PROOF = frozenset({200, 302})


def _second(role):
    """A person of the other bureau in this role."""
    user = people.person("resident").__class__
    email = f"{role}-elsewhere@tests.example"
    found = user.objects.filter(email=email).first()
    if found is None:
        found = user.objects.create_user(email=email, name="别处")
        people.appoint(found, role, people.body("other_bureau"))
    return found


def _theirs():
    body = people.body("theirs")
    joining.registered(body, registry=people.body("other_bureau"))
    record.lists_known(body)
    return body


def _other_account(*, confirmed=True):
    body = _theirs()
    known = body.accounts.filter(in_force=True).first()
    if known is not None:
        return known
    row = make.proposed(body, "stranger")
    return payees.confirm(account=row, by=_second("treasurer")) if confirmed else row


def _other_order() -> Order:
    account = _other_account()
    line = ledger.line(1_000_000, body="other_bureau")
    basis = f"tests.award:{next(make._serials)}"
    return operations.prepare(
        commitment=ledger.commitment(100, line, basis), body=account.body, fen=100, basis=basis,
        words="奖励", by=_second("accountant"),
        receipt=make.receipt(100, issuer=account.body.name, upload=joining.scan()),
    )  # fmt: skip


def _other_file():
    row = operations.check(order=_other_order(), by=_second("treasurer"))
    return banking.make_file(
        payer=row.payer, picked=[row], layout_=Layout(), by=_second("accountant")
    )


def _other_list():
    return receipts.upload(
        payer=people.body("other_bureau"), by=_second("accountant"),
        upload=make.listed(("FK2026-00001", "1", "", "成功", "2026-11-30", "S0", "")),
    )  # fmt: skip


def _other_receipt():
    source = receipts.confirm(row=_other_list(), by=_second("accountant"))
    make.working.take_in(source.pk)
    return Receipt.objects.get(source=source)


def _order():
    row = make.prepared(paper=False)
    papers.enter(
        order=row, receipt=make.receipt(row.fen, upload=joining.scan()), by=people.person("owner")
    )
    return {"pk": row.pk}


def _format(bureau="bureau", by=None):
    return banking.save_format(
        payer=people.body(bureau), name=f"农业银行{next(make._serials)}", layout=Layout(),
        by=by or people.person("accountant"),
    )  # fmt: skip


def _waiting():
    make.taken(make.line(make.sent(), reference="X1"))
    return Receipt.objects.filter(standing="waiting").latest("id")


def _list():
    return {"pk": make.uploaded(make.line(make.sent())).pk}


def _own_body():
    return {"pk": make.in_force().body_id}


def _other_body():
    return {"pk": _other_account().body_id}


def _key(make_one):
    return lambda: {"pk": make_one().pk}


BODY = {"own": _own_body, "other": _other_body, "absent": ABSENT}
ORDER = {"own": _order, "other": _key(_other_order), "absent": ABSENT}

entry("our_account", **BODY, sees_own=MEMBERS, sees_other={"stranger"})
entry("our_account_change", **BODY, sees_own=MONEY, sees_other={"stranger"}, answers=PROOF)
entry(
    "our_account_case", own=_key(make.in_force), other=_key(_other_account), absent=ABSENT,
    sees_own=MEMBERS, sees_other={"stranger"}, answers={302},
)  # fmt: skip
entry(
    "account_permit", own=_key(make.in_force), other=_key(_other_account), absent=ABSENT,
    sees_own={"owner", "treasurer"}, sees_other={"stranger"},
)  # fmt: skip
entry("payee_accounts", sees_own=SEES)
entry(
    "payee_account", own=_key(make.waiting), other=_key(_other_account), absent=ABSENT,
    sees_own=OFFICE, sees_other=ELSEWHERE,
)  # fmt: skip
entry("payment_orders", sees_own=SEES)
entry("payment_orders_csv", sees_own=SEES)
entry("payment_prepare", sees_own=MAKER)
entry("payment_order", **ORDER, sees_own=OFFICE, sees_other=ELSEWHERE)
entry("payment_order_pdf", **ORDER, sees_own=OFFICE, sees_other=ELSEWHERE)
entry("payment_paper", **ORDER, sees_own=MAKER)
entry("payments_to_us", **BODY, sees_own=MEMBERS, sees_other={"stranger"})
entry("payment_to_us", **ORDER, sees_own=MEMBERS, sees_other={"stranger"})
entry("payment_our_paper", **ORDER, sees_own=MONEY, sees_other={"stranger"})
entry("payment_scan", **ORDER, sees_own=OFFICE | MONEY, sees_other=ELSEWHERE | {"stranger"})
entry("bank_files", sees_own=SEES)
entry("bank_file_make", sees_own=MAKER)
entry(
    "bank_file", own=_key(make.bank_file), other=_key(_other_file), absent=ABSENT,
    sees_own=OFFICE, sees_other=ELSEWHERE,
)  # fmt: skip
entry(
    "bank_file_content", own=_key(make.bank_file), other=_key(_other_file), absent=ABSENT,
    sees_own=MAKER,
)  # fmt: skip
entry("bank_formats", sees_own=SEES)
entry("bank_format_new", sees_own=MAKER)
entry(
    "bank_format", own=_key(_format),
    other=lambda: {"pk": _format("other_bureau", _second("accountant")).pk}, absent=ABSENT,
    sees_own=MAKER,
)  # fmt: skip
entry("receipt_lists", sees_own=SEES)
entry("receipt_upload", sees_own=MAKER)
entry(
    "receipt_list", own=_list, other=_key(_other_list), absent=ABSENT, sees_own=OFFICE,
    sees_other=ELSEWHERE,
)  # fmt: skip
for _name in ("receipt_list_confirm", "receipt_list_discard"):
    entry(
        _name, own=_list, other=_key(_other_list), absent=ABSENT, sees_own=MAKER, method="post",
        answers={302},
    )  # fmt: skip
entry("receipts_unmatched", sees_own=SEES)
entry("receipts_csv", sees_own=SEES)
entry(
    "receipt_match", own=_key(_waiting), other=_key(_other_receipt), absent=ABSENT,
    sees_own=OFFICE, sees_other=ELSEWHERE,
)  # fmt: skip
