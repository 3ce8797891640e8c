"""``manage.py import_record`` and the invented lists that try it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.audit.models import Event
from portal.core import clock
from portal.organisations.imports.samples import fill_register
from portal.organisations.record import queries, samples
from portal.organisations.record.models import CreditListing, Grade, Inspection, ListCheck
from portal.organisations.register.models import Organisation
from tests.factories import record
from tests.factories.organisations import organisation
from tests.factories.record import CODE, NAME

pytestmark = pytest.mark.django_db
CLASSES = ("rows", "new", "changed", "unchanged", "warning", "error", "decision")


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch):
    monkeypatch.setattr("portal.organisations.management.commands.import_registry.PAUSE_SECONDS", 0)


def run(path: Path, *options: str) -> dict[str, object]:
    out, err = StringIO(), StringIO()
    call_command("import_record", str(path), "--json", *options, stdout=out, stderr=err)
    assert "rows/s" in err.getvalue()
    found: dict[str, object] = json.loads(out.getvalue().strip().splitlines()[-1])
    return found


def test_without_apply_nothing_is_written(tmp_path: Path) -> None:
    organisation(NAME, CODE)
    path = tmp_path / "record.xlsx"
    path.write_bytes(record.book(record.good_rows()))
    counts = run(path)
    assert counts == dict.fromkeys(CLASSES, 0) | {"rows": 5, "new": 5, "reasons": {}}
    assert not Inspection.objects.exists()
    assert not ListCheck.objects.exists()


def test_apply_writes_and_a_second_time_everything_is_unchanged(tmp_path: Path) -> None:
    ours = organisation(NAME, CODE)
    path = tmp_path / "record.xlsx"
    path.write_bytes(record.book(record.good_rows()))
    assert run(path, "--apply")["new"] == 5
    assert queries.inspection(ours.pk, 2024) == "qualified"
    assert queries.lists_known(ours.pk, clock.today())
    events = Event.objects.filter(action="organisation.record_changed")
    assert {event.channel for event in events} == {"command"}
    again = run(path, "--apply")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 5)
    assert ListCheck.objects.count() == 1


def test_a_file_that_is_no_record_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError):
        run(path)


def test_an_invented_clean_list_is_taken_whole(tmp_path: Path) -> None:
    fill_register(80)
    path = samples.write_list(tmp_path / "clean.xlsx", 80, faults=False)
    counts = run(path, "--apply")
    assert (counts["error"], counts["decision"]) == (0, 0)
    assert set(counts["reasons"]) <= {"organisation_struck_off"}  # type: ignore[call-overload]
    assert CreditListing.objects.filter(removed_on=None).count() == 3
    assert Grade.objects.exists()
    silent = Organisation.objects.order_by("pk")[samples.SILENT]
    assert queries.inspection(silent.pk, 2025) in ("unknown", "not_required")


def test_every_fault_of_an_invented_list_is_found_and_none_is_written(tmp_path: Path) -> None:
    fill_register(400)
    path = samples.write_list(tmp_path / "faults.xlsx", 400)
    counts = run(path, "--apply")
    reasons = counts["reasons"]
    assert isinstance(reasons, dict)
    assert {"code_check_character", "name_differs", "code_missing", "result_unknown"} <= set(
        reasons
    )
    assert {"grade_unknown", "year_in_future", "cell_missing"} <= set(reasons)
    again = run(path)
    assert (again["new"], again["changed"]) == (0, 0)
    assert again["error"] == counts["error"]


def test_a_citys_list_is_read_in_full_and_its_faults_are_named() -> None:
    folder = Path(settings.SHARED) / "data"
    if not folder.is_dir():
        pytest.skip("the sample lists are not on this machine")
    counts = run(folder / "history-3000.xlsx")
    reasons = counts["reasons"]
    assert isinstance(reasons, dict)
    assert int(str(counts["rows"])) > 7000
    assert {"result_unknown", "removed_before_listed", "grade_unknown"} <= set(reasons)
    assert {"year_in_future", "organisation_unknown"} <= set(reasons)
