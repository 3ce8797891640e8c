"""``manage.py import_registry``: the upload page without a page."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.audit.models import Event
from portal.bodies.models import Body
from portal.organisations.imports.samples import write_list
from portal.organisations.register.models import Organisation
from tests.factories.organisations import CODES, csv_file, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch):
    monkeypatch.setattr("portal.organisations.management.commands.import_registry.PAUSE_SECONDS", 0)


def run(path: Path, *options: str) -> dict[str, object]:
    out, err = StringIO(), StringIO()
    call_command("import_registry", str(path), "--json", *options, stdout=out, stderr=err)
    assert "rows/s" in err.getvalue()
    found: dict[str, object] = json.loads(out.getvalue().strip().splitlines()[-1])
    return found


def test_without_apply_nothing_is_written(tmp_path: Path) -> None:
    counts = run(csv_file(tmp_path, row()))
    assert counts == {
        "rows": 1,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "warning": 0,
        "error": 0,
        "decision": 0,
        "reasons": {},
    }
    assert Organisation.objects.count() == 0
    assert not Event.objects.filter(action__startswith="organisation.").exists()


def test_apply_writes_new_changed_and_warning_rows_and_nothing_else(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        row(),
        row(code=CODES[2], name="康巴什区中心", funds="叁万", registry="康巴什区民政局"),
        row(code=CODES[3], name="", kind=""),
        row(name="另一个名称"),
    )
    counts = run(path, "--apply")
    assert (counts["new"], counts["warning"], counts["error"], counts["decision"]) == (1, 1, 1, 1)
    assert counts["reasons"] == {
        "code_with_two_names": 1,
        "funds_not_a_number": 1,
        "name_missing": 1,
    }
    assert set(Organisation.objects.values_list("body__name", flat=True)) == {
        "东胜区晨光助残服务中心",
        "康巴什区中心",
    }


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.xlsx", 300)
    first = run(path, "--apply")
    events = Event.objects.filter(action__startswith="organisation.").count()
    second = run(path, "--apply")
    assert first["unchanged"] == 0
    assert (second["new"], second["changed"]) == (0, 0)
    assert second["unchanged"] == first["new"]
    assert Event.objects.filter(action__startswith="organisation.").count() == events


def test_the_operator_may_write_for_every_registry(tmp_path: Path) -> None:
    run(csv_file(tmp_path, row(registry="某某局", code=CODES[2])), "--apply")
    found = Organisation.objects.get()
    assert found.registry is None
    assert found.body.division_id == "150603"


def test_the_history_says_that_the_command_did_it(tmp_path: Path) -> None:
    run(csv_file(tmp_path, row()), "--apply")
    event = Event.objects.get(action="organisation.registered")
    assert (event.actor, event.channel) == ("system", "command")


def test_a_file_that_cannot_be_read_ends_with_the_reason(tmp_path: Path) -> None:
    empty = tmp_path / "list.csv"
    empty.touch()
    for path in (empty, tmp_path / "absent.csv"):
        with pytest.raises(CommandError) as caught:
            call_command("import_registry", str(path))
        assert str(caught.value)


def test_the_counts_are_told_in_words_too(tmp_path: Path) -> None:
    out = StringIO()
    call_command("import_registry", str(csv_file(tmp_path, row())), stdout=out, stderr=StringIO())
    assert "1  new" in out.getvalue()


def test_the_real_lists_give_the_same_counts(settings) -> None:
    folder = Path(settings.SHARED) / "data"
    if not folder.exists():
        pytest.skip("the shared sample lists are not beside this clone")
    first = run(folder / "registry-3000.xlsx")
    assert first == run(folder / "registry-3000-gb18030.csv")
    classes = ("new", "changed", "unchanged", "warning", "error", "decision")
    assert sum(int(str(first[name])) for name in classes) == first["rows"] == 3000
    assert Body.objects.filter(kind="social_group").count() == 0
