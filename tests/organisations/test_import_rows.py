"""What is found in a row, and what the row would do to the register."""

from collections.abc import Mapping
from datetime import date

import pytest

from portal.bodies.models import Body
from portal.organisations.imports import queries, reader
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.checking import Checker
from portal.organisations.imports.entries import Entry, from_json, to_json
from portal.organisations.imports.enums import Choice, Verdict
from portal.organisations.imports.judging import judge_all
from portal.organisations.imports.matching import Judged
from portal.organisations.imports.words import ROW_WORDS, choices_for, explain, verdict_of
from portal.permissions import Permission
from tests.factories.organisations import CODES, csv_file, organisation, row

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def judged(tmp_path):
    """Judges the rows of a list as the operator, or within a scope."""

    def judge(*rows: Mapping[str, object], scope: frozenset[int] | None = None) -> list[Judged]:
        table = reader.read(csv_file(tmp_path, *rows), "list.csv")
        return [found for _entry, found in judge_all(table, scope=scope, today=TODAY)]

    return judge


def codes(judged: Judged) -> set[str]:
    return {found.code for found in judged.reasons}


@pytest.mark.parametrize(
    ("cells", "reason", "verdict"),
    [
        ({"code": ""}, "code_missing", Verdict.ERROR),
        ({"code": "52150602MJ00K1P27"}, "code_length", Verdict.ERROR),
        ({"code": "52150602MJ00K1P275"}, "code_check_character", Verdict.ERROR),
        ({"code": "5215O602MJ00K1P274"}, "code_sign", Verdict.ERROR),
        ({"code": "52150602MJ00K1P287"}, "organisation_code_check", Verdict.WARNING),
        ({"name": ""}, "name_missing", Verdict.ERROR),
        ({"name": "长" * 121}, "name_too_long", Verdict.ERROR),
        ({"name": "=1+1"}, "formula_text", Verdict.ERROR),
        ({"name": "＝1+1"}, "formula_text", Verdict.ERROR),
        ({"name": "晨光协会(筹)"}, "name_contains_preparing", Verdict.WARNING),
        ({"registered_on": ""}, "date_missing", Verdict.ERROR),
        ({"registered_on": "2021-02-30"}, "date_impossible", Verdict.ERROR),
        ({"registered_on": "2031-05-01"}, "date_in_future", Verdict.ERROR),
        ({"from": "2021-02-30"}, "date_impossible", Verdict.ERROR),
        ({"to": "2020-01-01"}, "certificate_ends_before_start", Verdict.WARNING),
        ({"kind": "社会团体"}, "type_contradicts_code", Verdict.WARNING),
        ({"kind": "协会"}, "type_from_code", Verdict.WARNING),
        ({"kind": "协会", "code": "59150622MJ77H0D47D"}, "type_unknown", Verdict.ERROR),
        ({"kind": "", "code": "59150622MJ77H0D47D"}, "type_unknown", Verdict.ERROR),
        ({"funds": "叁万"}, "funds_not_a_number", Verdict.WARNING),
        ({"funds": "很多"}, "funds_not_a_number", Verdict.WARNING),
        ({"state": "不明"}, "state_unknown", Verdict.WARNING),
        ({"registry": "某某局"}, "registry_unknown", Verdict.WARNING),
        ({"domicile": "街" * 251}, "text_too_long", Verdict.WARNING),
        ({"scope": "=1+1"}, "formula_in_cell", Verdict.WARNING),
    ],
)
def test_each_fault_has_its_reason(judged, cells, reason, verdict) -> None:
    (found,) = judged(row(**cells))
    assert codes(found) == {reason}
    assert found.verdict is verdict


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"code": " 52150602mj00k1p274 "},
        {"code": "５２１５０６０２ＭＪ００Ｋ１Ｐ２７４"},
        {"name": " 东胜区 晨光助残服务中心"},
        {"kind": ""},
        {"kind": "民办非企业单位"},
        {"registry": ""},
        {"registry": "鄂尔多斯市东胜区民政局"},
        {"funds": "", "unit": "", "scope": "", "state": "", "from": "", "to": ""},
    ],
)
def test_what_only_needs_cleaning_is_no_fault(judged, cells) -> None:
    (found,) = judged(row(**cells))
    assert found.verdict is Verdict.NEW
    assert found.reasons == ()


def test_every_reason_is_given_not_only_the_first(judged) -> None:
    (found,) = judged(row(code="", name="", registered_on="x", funds="很多"))
    assert codes(found) == {"code_missing", "name_missing", "date_impossible", "funds_not_a_number"}
    assert found.verdict is Verdict.ERROR
    assert found.changes == {}


def test_a_repeated_row_counts_once(judged) -> None:
    first, second = judged(row(), row())
    assert first.verdict is Verdict.NEW
    assert codes(second) == {"duplicate_row"}
    assert second.verdict is Verdict.ERROR


def test_a_row_that_repeats_a_wrong_one_rightly_is_taken(judged) -> None:
    first, second = judged(row(registered_on="x"), row())
    assert first.verdict is Verdict.ERROR
    assert second.verdict is Verdict.NEW


def test_a_repeated_wrong_row_is_both(judged) -> None:
    _first, second = judged(row(registered_on="x"), row(registered_on="x"))
    assert codes(second) == {"date_impossible", "duplicate_row"}


def test_one_code_with_two_names_needs_a_decision(judged) -> None:
    first, second = judged(row(), row(name="东胜区夕光助残服务中心"))
    assert first.verdict is Verdict.NEW
    assert codes(second) == {"code_with_two_names"}
    assert second.verdict is Verdict.DECISION


def test_one_name_with_two_codes_in_a_registry_needs_a_decision(judged) -> None:
    _first, second = judged(row(), row(code=CODES[2]))
    assert codes(second) == {"name_twice_in_list"}


def test_the_same_name_in_another_registry_is_another_organisation(judged) -> None:
    _first, second = judged(row(), row(code=CODES[2], registry="康巴什区民政局"))
    assert second.verdict is Verdict.NEW


def test_the_code_finds_the_organisation_and_a_new_name_is_a_change(judged) -> None:
    known = organisation("东胜区旧名中心")
    (found,) = judged(row())
    assert found.verdict is Verdict.CHANGED
    assert found.matched and found.matched.pk == known.pk
    assert found.changes["name"] == ["东胜区旧名中心", "东胜区晨光助残服务中心"]


def test_blank_cells_change_nothing(judged) -> None:
    organisation(legal_representative="乌兰", supervising_unit="残联", business_scope="助残")
    blank = dict.fromkeys(("unit", "funds", "domicile", "scope", "state", "from", "to"), "")
    (found,) = judged(row(**blank, legal_representative=""))
    assert found.verdict is Verdict.UNCHANGED
    assert found.changes == {}


def test_another_code_for_a_known_name_of_the_registry_needs_a_decision(judged) -> None:
    known = organisation(former=["东胜区旧名中心"])
    by_name, by_former = judged(row(code=CODES[2]), row(code=CODES[3], name="东胜区旧名中心"))
    assert codes(by_name) == {"name_has_other_code"}
    assert codes(by_former) >= {"name_has_other_code"}
    assert by_name.matched is None
    assert known.pk
    assert choices_for(["name_has_other_code"]) == (Choice.LEAVE, Choice.TAKE, Choice.MATCH)


def test_a_former_name_in_the_list_finds_the_organisation_too(judged) -> None:
    organisation("东胜区旧名中心", code=CODES[0])
    (found,) = judged(row(code=CODES[2], name="东胜区新名中心", former="东胜区旧名中心"))
    assert codes(found) == {"name_has_other_code"}


def test_an_organisation_without_code_is_found_by_its_name(judged) -> None:
    known = organisation(code=None)  # type: ignore[arg-type]
    (found,) = judged(row())
    assert found.verdict is Verdict.CHANGED
    assert found.matched and found.matched.pk == known.pk
    assert found.changes["code"] == [None, "52150602MJ00K1P274"]


def test_an_old_list_does_not_bring_an_old_name_back(judged) -> None:
    organisation("东胜区新名中心", former=["东胜区晨光助残服务中心"])
    (found,) = judged(row())
    assert codes(found) == {"former_name_again"}
    assert found.verdict is Verdict.DECISION


def test_a_struck_off_organisation_does_not_come_back_by_itself(judged) -> None:
    organisation(state="deregistered")
    (found,) = judged(row())
    assert codes(found) == {"back_to_normal"}


def test_a_code_of_another_kind_of_body_is_an_error(judged) -> None:
    Body.objects.create(kind="enterprise", name="公司", credit_code=CODES[0], division_id="150602")
    (found,) = judged(row())
    assert codes(found) == {"code_held_by_other_body"}
    assert found.verdict is Verdict.ERROR


def test_rows_of_another_registry_are_shown_and_skipped(judged) -> None:
    dongsheng = Body.objects.get(name="东胜区民政局")
    scope = frozenset({dongsheng.pk})
    mine, theirs, unknown = judged(
        row(),
        row(code=CODES[2], name="他区中心", registry="康巴什区民政局"),
        row(code=CODES[1], name="某市协会", registry="某某局"),
        scope=scope,
    )
    assert mine.verdict is Verdict.NEW
    assert theirs.verdict is Verdict.SKIPPED
    assert codes(theirs) == {"outside_registry"}
    assert unknown.verdict is Verdict.SKIPPED


def test_an_organisation_of_another_registry_cannot_be_taken_over_by_a_list(judged) -> None:
    organisation(registry="康巴什区民政局")
    dongsheng = Body.objects.get(name="东胜区民政局")
    (found,) = judged(row(), scope=frozenset({dongsheng.pk}))
    assert found.verdict is Verdict.SKIPPED


def test_the_city_bureau_reaches_its_banners_but_not_the_region() -> None:
    from tests import people

    city = Body.objects.get(name="鄂尔多斯市民政局")
    clerk = people.person("resident")
    people.appoint(clerk, "registry_clerk", city)
    names = {
        Body.objects.get(pk=pk).name for pk in queries.scope_of(clerk, Permission.REGISTER_IMPORT)
    }
    assert {"鄂尔多斯市民政局", "伊金霍洛旗民政局"} <= names
    assert "内蒙古自治区民政厅" not in names


def test_a_row_survives_being_stored(tmp_path) -> None:
    table = reader.read(csv_file(tmp_path, row(former="甲、乙")), "list.csv")
    checker = Checker(table.layout, Bureaus(), TODAY)
    (entry,) = checker.check_all(table.lines())
    again = from_json(entry.line, to_json(entry), [])
    entry.raw = {}
    assert again == entry
    assert again.former_names == ("甲", "乙")


def test_every_reason_has_words_and_a_cure() -> None:
    needs = {
        "text": "某",
        "line": 3,
        "name": "甲",
        "other": "乙",
        "kind": "丙",
        "part": "51",
        "column": "住所",
        "understood": "—",
        "day": "2026-11-25",
        "grade": "6A",
        "listed": "2025-01-01",
        "removed": "2024-01-01",
        "announced": "2025-01-01",
        "paid": "2024-01-01",
        "source": "名册",
        "year": 2025,
        "known": "某街道",
        "banner": "东胜区",
        "place": "林荫街道",
    }
    for code, words in ROW_WORDS.items():
        reason = explain(code, needs)
        assert reason.words and reason.mend, code
        assert verdict_of(code) is words.verdict
        assert bool(words.choices) == (words.verdict is Verdict.DECISION)
    for text in ("", "1", "5215O602MJ00K1P274", "52150602MJ00K1P275", "52150602MJ00K1P287"):
        entry = Entry(1)
        assert not entry.is_wrong
        from portal.core import credit_code

        for reason in credit_code.check(text).reasons:
            assert explain(reason.code, {"text": text}).words == reason.words
