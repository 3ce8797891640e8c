"""The invented organisations of the demo city."""

from pathlib import Path

import pytest

from portal.bodies.models import FormerName
from portal.core import credit_code
from portal.organisations.imports import samples
from portal.organisations.register import queries
from portal.organisations.register.generator import invent
from portal.organisations.register.models import Organisation
from tests.factories.organisations import organisation


def test_the_same_organisations_come_every_time() -> None:
    assert list(invent(200)) == list(invent(300))[:200]
    assert list(invent(50, seed=1)) != list(invent(50))


def test_codes_are_valid_and_neither_codes_nor_names_repeat() -> None:
    made = list(invent(3000))
    assert len({one.code for one in made}) == len({one.name for one in made}) == 3000
    for one in made[:500]:
        assert credit_code.check(one.code).verdict is credit_code.Verdict.VALID
        assert one.certificate_from < one.certificate_to


@pytest.mark.django_db
def test_the_register_is_filled_once() -> None:
    assert samples.fill_register(120) == 120
    assert samples.fill_register(120) == 0
    assert Organisation.objects.count() == 120
    assert FormerName.objects.exists()
    assert Organisation.objects.filter(registry=None).count() == 0


def test_a_spoilt_list_holds_every_fault(tmp_path: Path) -> None:
    from collections import Counter
    from datetime import date

    from portal.organisations.imports import reader
    from portal.organisations.imports.checking import Checker

    class Nobody:
        def named(self, name: str) -> None: ...

        def of_division(self, code: str) -> None: ...

    path = samples.write_list(tmp_path / "list.xlsx", 400)
    table = reader.read(path, path.name)
    checker = Checker(table.layout, Nobody(), date(2026, 11, 24))
    found = Counter(r.code for entry in checker.check_all(table.lines()) for r in entry.reasons)
    assert set(found) - {"registry_unknown"} == {
        "code_check_character",
        "code_length",
        "code_missing",
        "code_with_two_names",
        "date_impossible",
        "date_in_future",
        "duplicate_row",
        "formula_text",
        "funds_not_a_number",
        "name_missing",
        "type_contradicts_code",
    }


@pytest.mark.django_db
def test_struck_off_organisations_are_found_only_by_exact_name_or_code() -> None:
    gone = organisation("东胜区已注销中心", former=["东胜区旧名中心"], state="deregistered")
    assert gone not in queries.public()
    for words in ("东胜区已注销中心", "东胜区旧名中心", " 52150602mj00k1p274 "):
        assert list(queries.by_code_or_name_exact(words)) == [gone]
    assert not queries.by_code_or_name_exact("东胜区已注销")


@pytest.mark.django_db
def test_an_official_opens_the_organisations_of_the_bureau_and_a_member_its_own() -> None:
    from tests import people

    found = organisation()
    assert queries.get_visible(people.person("clerk"), found.pk) == found
    for stranger in ("other_clerk", "stranger", "resident"):
        with pytest.raises(Organisation.DoesNotExist):
            queries.get_visible(people.person(stranger), found.pk)
    member = people.person("resident")
    people.appoint(member, "viewer", found.body)
    assert queries.get_visible(member, found.pk) == found
    bureau = people.body("bureau")
    assert list(queries.of_registries([bureau.pk])) == [found]
