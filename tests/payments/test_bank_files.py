"""Files for the bank: the format as rows, the content, and who gets it."""

import json

import pytest

from portal.audit import queries as audit
from portal.audit.models import Event
from portal.core import sealed
from portal.core.reasons import Refused
from portal.payments.banking import layout, operations
from portal.payments.banking.enums import Field
from portal.payments.banking.layout import Layout, Line
from portal.payments.banking.models import BankFile, BankFormat
from tests.factories import payments as make
from tests.factories import record
from tests.people import body, person

LINE = Line(
    "FK2026-00007", "东胜区暖阳社会工作服务中心", "0612000012345678", "农行,东胜支行",
    "103205000012", 1_000_550, "首次3A奖励\n第一笔", "2026-11-30", "东胜区民政局",
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "words"), [("yuan", "10005.50"), ("fen", "1000550"), ("grouped", "10,005.50")]
)
def test_amounts_as_the_bank_wants_them(form, words):
    assert layout.amount(1_000_550, form) == words


def test_the_standard_file():
    made = layout.text(Layout(), [LINE])
    assert made == (
        "付款单号,收款人户名,收款人账号,收款人开户行,联行号,金额,用途\r\n"
        'FK2026-00007,东胜区暖阳社会工作服务中心,0612000012345678,"农行,东胜支行",'
        "103205000012,10005.50,首次3A奖励 第一笔\r\n"
    )


def test_another_order_of_columns_without_headings():
    found = Layout(("amount", "account", "reference"), "|", "utf-8", "fen", heading=False)
    assert layout.text(found, [LINE]) == "1000550|0612000012345678|FK2026-00007\r\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_every_encoding_holds_every_name(encoding):
    found = Layout(encoding=encoding)
    words = layout.text(found, [LINE]) + "䶮㑇𠮷ᠮᠣᠩᠭᠣᠯ"
    assert layout.encoded(found, words).decode(encoding) == words


def test_every_column_has_a_heading():
    assert set(layout.HEADINGS) == set(Field.values)
    assert "0612000012345678" not in repr(LINE)


def saved(who="accountant", name="农业银行", **given):
    return operations.save_format(
        payer=body("bureau"), name=name, layout=Layout(**given), by=person(who)
    )


@pytest.mark.django_db
def test_a_format_is_kept_and_every_version_stands_in_the_history():
    row = saved(separator="|", heading=False)
    assert row.layout == Layout(separator="|", heading=False)
    operations.save_format(
        payer=body("bureau"), name="农行新格式", layout=Layout(), by=person("accountant"), row=row
    )
    kept = [json.loads(e.data) for e in Event.objects.filter(action="bank_format.saved")]
    assert [(one["name"], one["separator"]) for one in kept] == [
        ("农业银行", "|"),
        ("农行新格式", ","),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("format_name", {"name": " "}),
        ("format_columns", {"columns": ("reference", "amount")}),
        ("format_columns", {"columns": ("reference", "account", "amount", "amount")}),
        ("not_permitted", {"who": "treasurer"}),
    ],
)
def test_a_wrong_format_is_refused(code, given):
    with pytest.raises(Refused) as refusal:
        saved(**given)
    assert refusal.value.codes == {code}


@pytest.mark.django_db
def test_two_formats_of_one_name_are_refused():
    saved()
    with pytest.raises(Refused) as refusal:
        saved()
    assert refusal.value.codes == {"format_name_taken"}
    assert BankFormat.objects.count() == 1


@pytest.mark.django_db
def test_checked_orders_go_out_in_one_file_and_count_as_sent():
    rows = [make.checked(), make.checked()]
    made = make.bank_file(*rows)
    assert (made.count, made.fen) == (2, sum(row.fen for row in rows))
    for row in rows:
        row.refresh_from_db()
        assert (row.status, row.bank_file) == ("sent", made)
    text = operations.content(row=made, by=person("accountant")).decode("gb18030")
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == [r.reference for r in rows]
    assert sealed.unsealed(rows[0].sealed) in text
    assert sealed.unsealed(rows[0].sealed) not in made.sealed


@pytest.mark.django_db
def test_taking_the_file_is_noted_and_only_the_maker_may():
    made = make.bank_file()
    for who in ("treasurer", "leader", "owner"):
        with pytest.raises(Refused) as refusal:
            operations.content(row=made, by=person(who))
        assert refusal.value.codes == {"not_permitted"}
    operations.content(row=made, by=person("accountant"))
    assert Event.objects.filter(action="bank_file.taken").count() == 1


@pytest.mark.django_db
def test_an_order_goes_into_one_file_only():
    row = make.sent()
    with pytest.raises(Refused) as refusal:
        make.bank_file(row)
    assert refusal.value.codes == {"not_possible_now"}
    assert row.number in str(refusal.value.reasons[0])


@pytest.mark.django_db
def test_all_go_or_none_and_every_reason_names_its_order():
    good, listed = make.checked(), make.checked()
    record.listed(listed.body)
    with pytest.raises(Refused) as refusal:
        make.bank_file(good, listed)
    assert refusal.value.codes == {"on_abnormal_list"}
    named = [str(reason)[: len(good.number)] for reason in refusal.value.reasons]
    assert named == [good.number, listed.number]
    good.refresh_from_db()
    assert (good.status, BankFile.objects.count()) == ("checked", 0)


@pytest.mark.django_db
def test_an_unchecked_order_and_an_empty_choice_are_refused():
    with pytest.raises(Refused) as refusal:
        make.bank_file(make.prepared())
    assert refusal.value.codes == {"not_possible_now"}
    with pytest.raises(Refused) as refusal:
        operations.make_file(
            payer=body("bureau"), picked=[], layout_=Layout(), by=person("accountant")
        )
    assert refusal.value.codes == {"no_orders"}


@pytest.mark.django_db
def test_no_whole_number_in_the_history():
    row = make.sent()
    events = "".join(event.data for event in audit.history(case=row.case.number))
    assert row.shown in events
    assert sealed.unsealed(row.sealed) not in events
