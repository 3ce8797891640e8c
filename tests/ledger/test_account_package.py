"""The 360Giving package: judged from outside, without a person in it, with ids that stay."""

import importlib.util
import json
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.bodies.models import Body
from portal.core import clock
from portal.ledger.account import flows, package, queries
from portal.ledger.account.telling import Payee, Told
from portal.ledger.postings import operations
from tests import people
from tests.factories import account as make
from tests.factories import ledger

pytestmark = pytest.mark.django_db
GRANTS = 300


def judge(settings):
    """The judge that lies beside the project."""
    file = Path(settings.SHARED) / "judges" / "judge.py"
    if not file.exists():
        pytest.skip("the judges are not beside this clone")
    spec = importlib.util.spec_from_file_location("judge", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(client) -> dict:
    answer = client.get(reverse("public_account_grants"))
    assert answer["Content-Type"] == "application/json"
    return json.loads(b"".join(answer.streaming_content))


def many(number: int) -> None:
    """Grants of two years and several sources; persons, nobodies and released ones among them."""
    lines = [
        ledger.line(10**9), ledger.line(10**9, source="lottery", code="2296002"),
        ledger.line(10**9, year=clock.today().year - 1, code="2080299"),
    ]  # fmt: skip
    for place, line in enumerate(lines):
        make.entries(line, [told(n) for n in range(place, number, len(lines))])
    person = Told(payee=Payee("张小明", division="150602"), persons=1, shown_until=date(2100, 1, 1))
    make.entry(5_000, told=person, line=lines[0])
    ledger.commitment(6_000, lines[0], "unknown.thing:1")
    gone = make.entry(7_000, line=lines[0])
    operations.release(commitment=gone, fen=7_000, basis=gone.basis, by=None)


def told(n: int) -> Told:
    """The public side of one of many grants."""
    code = f"52150602MJ{n:08d}" if n % 7 else ""
    payee = Payee(f"第{n}社会工作服务中心", 1_000 + n, code, "150602001"[: 6 + 3 * (n % 2)])
    return Told(
        title="等级评估奖励" * (1 + 30 * (n == 3)),
        payee=payee,
        field="talent" if n % 2 else "other",
        ground="等级评估奖励办法第五条",
        decided_on=date(2026, 3, 1) if n % 3 else None,
    )


def formats_of(node, key=""):
    """Every address, day and moment of the package, read strictly."""
    if isinstance(node, dict):
        for name, value in node.items():
            formats_of(value, name)
    elif isinstance(node, list):
        for value in node:
            formats_of(value, key)
    elif key in ("url", "website", "license", "downloadURL", "accessURL"):
        assert urlsplit(node).scheme in ("http", "https") and urlsplit(node).netloc, node
    elif key in ("awardDate", "issued"):
        date.fromisoformat(node)
    elif key in ("modified", "dateModified"):
        assert datetime.fromisoformat(node).utcoffset() is not None


@pytest.mark.once
def test_three_hundred_grants_are_without_fault(client, settings, tmp_path, capsys):
    many(GRANTS)
    data = read(client)
    assert list(judge(settings).threesixty(data)) == []
    formats_of(data)
    assert len(data["grants"]) == GRANTS
    assert len({grant["id"] for grant in data["grants"]}) == GRANTS
    assert "张小明" not in json.dumps(data, ensure_ascii=False)
    entries = [one for one in queries.all_entries() if one.told.payee.body]
    sums = flows.whole(entries)
    assert round(sum(one["amountAwarded"] for one in data["grants"]) * 100) == sums.amount
    assert round(sum(one["amountDisbursed"] for one in data["grants"]) * 100) == sums.paid
    file = tmp_path / "grants.json"
    call_command("export_grants", str(file))
    assert capsys.readouterr().out == f"{GRANTS} grants\n"
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["grants"] == data["grants"]


def test_a_grant_names_funder_recipient_place_and_money(in_chinese):
    Body.objects.filter(pk=people.body("bureau").pk).update(credit_code="11150602011733445X")
    payee = Payee("东胜区暖阳社会工作服务中心", 7, "52150602MJ00K1P274", "150602001003")
    told = Told(
        title="首次3A奖励", payee=payee, field="base", ground="奖励办法第五条",
        scheme="12", decided_on=date(2026, 11, 30),
    )  # fmt: skip
    row = make.entry(1_000_050, paid=400_000, told=told)
    (grant,) = package.grants()
    assert grant["id"] == f"360G-wushe-{row.pk}"
    assert grant["amountAwarded"] == 10000.5 and grant["amountDisbursed"] == 4000
    assert (grant["currency"], grant["awardDate"]) == ("CNY", "2026-11-30")
    assert grant["recipientOrganization"][0]["id"] == "CN-USCI-52150602MJ00K1P274"
    assert grant["fundingOrganization"][0]["id"] == "CN-USCI-11150602011733445X"
    place = grant["beneficiaryLocation"][0]
    assert (place["geoCode"], place["name"], place["countryCode"]) == ("150602", "东胜区", "CN")
    assert grant["grantProgramme"] == [{"code": "12", "title": "首次3A奖励"}]
    assert [one["title"] for one in grant["classifications"]] == ["孵化基地和平台", "财政资金"]


def test_an_organisation_without_a_code_has_the_portals_own_number():
    assert package.organisation(12, "阳光队", "")["id"] == "360G-wushe-org-12"


@pytest.mark.parametrize(
    ("fen", "said"), [(100, "1"), (101, "1.01"), (10**15 - 1, "9999999999999.99")]
)
def test_amounts_are_exact_to_the_fen(fen, said):
    assert json.dumps(package.yuan(fen)) == said


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_grants", str(tmp_path / "nowhere" / "grants.json"))
