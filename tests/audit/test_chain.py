"""The chain of events: sealing, checking, and what a changed row looks like."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.audit import operations, queries, sealer, verifier
from portal.audit.models import Checkpoint, Event, Seal

pytestmark = pytest.mark.django_db


def write(count: int, case: str = "RL-20261124-0001") -> None:
    for number in range(count):
        operations.record(
            "claim.opened",
            by=None,
            subject=f"organisations.claim:{number}",
            case=case if number % 2 else "",
            data={"from": "", "to": "submitted", "名称": "北斗"},
        )


def test_every_event_gets_one_place_in_the_order_of_insertion() -> None:
    write(5)
    assert sealer.seal() == 5
    assert list(Seal.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    assert [s.event_id for s in Seal.objects.order_by("seq")] == sorted(
        Event.objects.values_list("pk", flat=True)
    )
    assert sealer.seal() == 0


def test_more_events_than_one_batch_make_one_chain() -> None:
    operations.record_many(
        (operations.Entry("organisation.registered", f"o:{n}") for n in range(1203)), by=None
    )
    assert sealer.seal() == 1203
    assert queries.first_fault() == ""


@pytest.mark.parametrize("verb", ["UPDATE audit_event SET action='x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_an_event(verb: str) -> None:
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.parametrize("verb", ["UPDATE audit_seal SET hash='x'", "DELETE FROM audit_seal"])
def test_the_database_refuses_to_change_a_seal(verb: str) -> None:
    write(1)
    sealer.seal()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


def test_an_exported_case_is_intact_and_holds_only_its_own_words(tmp_path: Path) -> None:
    write(6)
    out = tmp_path / "case.json"
    call_command("export_case", "RL-20261124-0001", out)
    export = json.loads(out.read_text())
    assert [event["seq"] for event in export["events"]] == [2, 4, 6]
    assert len(export["chain"]) == 6
    answer = subprocess.run(
        [sys.executable, verifier.__file__, str(out)], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, "3 events, chain intact\n")


def test_a_case_that_does_not_exist_cannot_be_exported(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("export_case", "RL-0", tmp_path / "x.json")


def corrupt(statement: str, params: list[Any]) -> None:
    """Change a row behind the triggers' back, as a database administrator could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for table in ("audit_event", "audit_seal"):
                for deed in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{deed}")
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(statement, params)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")


FIELDS = ("action", "actor", "actor_name", "post", "channel", "subject", "case", "data")


@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_word_names_the_row(field: str) -> None:
    write(4)
    sealer.seal()
    victim = Event.objects.order_by("pk")[2]
    changed = '{"to": "approved"}' if field == "data" else "x"
    corrupt(f'UPDATE audit_event SET "{field}" = %s WHERE id = %s', [changed, victim.pk])
    assert queries.first_fault().startswith("event 3 ")


def test_five_hundred_single_changes_are_all_found() -> None:
    write(50)
    sealer.seal()
    export = queries.export("RL-20261124-0001")
    chance = random.Random(20261124)
    found = 0
    for _ in range(500):
        copy = json.loads(json.dumps(export))
        event = chance.choice(copy["events"])
        field = chance.choice([*FIELDS, "at", "id"])
        event[field] = {"to": "paid"} if field == "data" else f"{event[field]}1"
        fault = next(verifier.faults(copy), "")
        found += fault.startswith(f"event {event['seq']} ")
    assert found == 500


def test_a_change_in_another_case_breaks_the_chain_of_every_export() -> None:
    write(4)
    sealer.seal()
    other = Event.objects.filter(case="").order_by("pk")[1]
    corrupt('UPDATE audit_event SET "action" = %s WHERE id = %s', ["claim.approve", other.pk])
    export = queries.export("RL-20261124-0001")
    assert next(verifier.faults(export)).startswith("event 3 ")


def test_a_removed_event_is_named() -> None:
    write(3)
    sealer.seal()
    victim = Seal.objects.get(seq=2).event_id
    corrupt("DELETE FROM audit_event WHERE id = %s", [victim])
    assert queries.first_fault() == "event 2 has a place in the chain, but its row is gone"
    corrupt("DELETE FROM audit_seal WHERE seq = %s", [2])
    assert queries.first_fault() == "event 2 is missing: the chain goes on with event 3"


def test_a_chain_rewritten_as_a_whole_differs_from_a_checkpoint() -> None:
    write(3)
    checkpoint = operations.check_chain()
    assert checkpoint is not None
    export = queries.export("")
    for link in export["chain"]:
        link_hash = "f" * 64 if link[0] == 3 else link[2]
        export["chain"][link[0] - 1] = (link[0], link[1], link_hash)
    faults = list(verifier.faults(export, (checkpoint.seq, checkpoint.hash)))
    assert "event 3 does not match the checkpoint: the whole chain was rewritten" in faults


def test_a_cut_tail_is_found_with_a_checkpoint() -> None:
    write(3)
    checkpoint = operations.check_chain()
    assert checkpoint is not None
    corrupt("DELETE FROM audit_seal WHERE seq = %s", [3])
    faults = list(verifier.faults(queries.export(""), (checkpoint.seq, checkpoint.hash)))
    assert faults == ["the chain ends before the checkpoint at event 3"]


def test_a_check_is_noted_with_the_head_and_at_most_every_hour() -> None:
    assert operations.check_chain() is None
    write(2)
    first = operations.check_chain_when_due()
    assert first is not None and (first.seq, first.fault) == (2, "")
    write(1)
    assert operations.check_chain_when_due() is None
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", "no json"])
def test_a_file_that_is_no_export_is_refused_in_words(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.json"
    out.write_text(content)
    assert verifier.main([str(out)]) == 1
    assert capsys.readouterr().out.startswith("the file cannot be read as an exported history")


def test_a_quick_round_leaves_what_is_far_behind_to_the_thorough_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sealer, "WINDOW", 2)
    write(8)
    late = Event.objects.order_by("pk")[0]
    for seq, event in enumerate(Event.objects.exclude(pk=late.pk).order_by("pk"), start=1):
        prev = verifier.GENESIS if seq == 1 else Seal.objects.get(seq=seq - 1).hash
        digest = verifier.digest(sealer.words(event))
        Seal.objects.create(seq=seq, event=event, prev=prev, hash=verifier.link(prev, seq, digest))
    assert sealer.seal_newest() == 0
    assert sealer.seal() == 1
    assert Seal.objects.get(event=late).seq == 8
    assert queries.first_fault() == ""
