"""A list on its way into the register: who may do what, when, and never twice."""

from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.audit import queries as audit
from portal.audit.models import Event
from portal.bodies.models import Body, FormerName
from portal.core.reasons import Refused
from portal.organisations.imports import operations, queries, working, writing
from portal.organisations.imports.enums import Choice, ImportState, Outcome, Verdict
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.register.models import Organisation
from portal.workflow.worker import pause
from tests import people, work
from tests.factories.organisations import CODES, imported, organisation, row, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return people.person("clerk")


@pytest.fixture
def bureau():
    return people.body("bureau")


def apply(batch: ImportBatch) -> ImportBatch:
    """Let the worker write it."""
    working.apply(batch.pk, between=0)
    batch.refresh_from_db()
    return batch


def reasons(caught) -> set[str]:
    return set(caught.value.codes)


def test_a_list_goes_through_the_worker_into_the_register(clerk, bureau) -> None:
    batch = operations.upload(
        upload=upload(row()), source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk
    )
    assert batch.status == ImportState.UPLOADED
    work.drain()
    batch.refresh_from_db()
    assert batch.status == ImportState.PREVIEWED
    assert batch.percent == 100
    assert Organisation.objects.count() == 0
    operations.confirm(batch=batch, by=clerk)
    work.drain()
    batch.refresh_from_db()
    found = Organisation.objects.select_related("body", "registry").get()
    assert batch.status == ImportState.APPLIED
    assert found.body.name == "东胜区晨光助残服务中心"
    assert found.body.credit_code == "52150602MJ00K1P274"
    assert found.body.division_id == "150602"
    assert found.body.kind == "social_service_institution"
    assert found.registry == bureau
    assert found.founding_capital_fen == 3_000_000
    assert found.registered_on == date(2019, 3, 4)
    assert found.certificate_to == date(2027, 3, 4)
    assert found.source_on == date(2026, 11, 1)
    assert found.source


def test_whoever_uploaded_is_told_when_the_list_was_read_and_written(clerk, bureau) -> None:
    from portal.notifications.models import Notice

    batch = operations.upload(
        upload=upload(row()), source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk
    )
    work.drain()
    batch.refresh_from_db()
    operations.confirm(batch=batch, by=people.person("section_head"))
    work.drain()
    told = Notice.objects.filter(case=batch.case.number)
    assert set(told.values_list("key", "person__name")) == {
        ("import_read", "clerk"),
        ("import_done", "clerk"),
        ("import_done", "section_head"),
    }


def test_a_second_import_of_the_same_list_changes_nothing(clerk, bureau) -> None:
    first = imported(clerk, bureau, row(former="旧名"))
    operations.confirm(batch=first, by=clerk)
    apply(first)
    events = Event.objects.filter(action__startswith="organisation.").count()
    second = imported(clerk, bureau, row(former="旧名"))
    assert second.counts["unchanged"] == 1
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=second, by=clerk)
    assert reasons(caught) == {"nothing_to_write"}
    assert Event.objects.filter(action__startswith="organisation.").count() == events


def test_a_rename_keeps_the_old_name_and_the_history_tells_it(clerk, bureau) -> None:
    known = organisation("东胜区旧名中心", legal_representative="巴图")
    batch = imported(clerk, bureau, row())
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    known.body.refresh_from_db()
    assert known.body.name == "东胜区晨光助残服务中心"
    assert FormerName.objects.get(body=known.body).name == "东胜区旧名中心"
    events = audit.history(subject=f"organisations.organisation:{known.pk}")
    assert {event.action for event in events} == {"organisation.renamed", "organisation.changed"}
    assert {event.case for event in events} == {batch.case.number}
    changed = events.get(action="organisation.changed")
    assert '"legal_representative": ["巴图", "乌兰"]' in changed.data


def test_a_struck_off_organisation_is_told_as_such(clerk, bureau) -> None:
    known = organisation()
    batch = imported(clerk, bureau, row(state="注销"))
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    known.refresh_from_db()
    assert known.struck_off
    assert Event.objects.filter(action="organisation.struck_off").count() == 1


def test_an_organisation_missing_from_the_list_stays_as_it_is(clerk, bureau) -> None:
    other = organisation("东胜区别的中心", code=CODES[2])
    batch = imported(clerk, bureau, row())
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    before = (other.state, other.source)
    other.refresh_from_db()
    assert (other.state, other.source) == before


def test_the_second_official_is_told_who_confirmed(clerk, bureau) -> None:
    batch = imported(clerk, bureau, row())
    operations.confirm(batch=batch, by=clerk)
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=batch, by=people.person("section_head"))
    assert reasons(caught) == {"already_confirmed"}
    assert "clerk" in caught.value.reasons[0].words
    apply(batch)
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=batch, by=people.person("section_head"))
    assert reasons(caught) == {"already_confirmed"}
    assert Organisation.objects.count() == 1


def test_only_one_import_is_written_at_a_time(clerk, bureau) -> None:
    first = imported(clerk, bureau, row())
    second = imported(clerk, bureau, row(code=CODES[2], name="东胜区夕光中心"))
    operations.confirm(batch=first, by=clerk)
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=second, by=clerk)
    assert reasons(caught) == {"other_import_running"}
    assert first.case.number in caught.value.reasons[0].words
    apply(first)
    operations.confirm(batch=second, by=clerk)
    apply(second)
    assert Organisation.objects.count() == 2


def test_the_database_too_holds_one_import_at_a_time(clerk, bureau, monkeypatch) -> None:
    first = imported(clerk, bureau, row())
    second = imported(clerk, bureau, row(code=CODES[2], name="东胜区夕光中心"))
    operations.confirm(batch=first, by=clerk)
    answers = iter([None, None])
    monkeypatch.setattr(queries, "running", lambda: next(answers))
    with pytest.raises(Refused) as caught:
        operations.confirm(batch=second, by=clerk)
    assert reasons(caught) == {"other_import_running"}


def test_a_killed_worker_goes_on_where_it_stopped_and_writes_nothing_twice(
    clerk, bureau, monkeypatch
) -> None:
    rows = [row(code=code, name=f"东胜区第{n}中心", kind="") for n, code in enumerate(CODES[:4])]
    monkeypatch.setattr(writing, "CHUNK", 2)
    monkeypatch.setattr(working, "Pace", partial(writing.Pace, rows=2))
    batch = operations.upload(
        upload=upload(*rows), source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk
    )
    rests = iter([KeyboardInterrupt, None, None, KeyboardInterrupt, None, None, None, None])

    def rest(_seconds: float) -> None:
        stop = next(rests)
        if stop:
            raise stop

    monkeypatch.setattr(pause, "wait", rest)
    with pytest.raises(KeyboardInterrupt):
        working.read(batch.pk)
    assert ImportRow.objects.count() == 2
    working.read(batch.pk)
    working.read(batch.pk)
    batch.refresh_from_db()
    assert batch.status == ImportState.PREVIEWED
    assert ImportRow.objects.count() == 4
    operations.confirm(batch=batch, by=clerk)
    with pytest.raises(KeyboardInterrupt):
        working.apply(batch.pk)
    assert Organisation.objects.count() == 2
    working.apply(batch.pk)
    working.apply(batch.pk)
    batch.refresh_from_db()
    assert batch.status == ImportState.APPLIED
    assert Organisation.objects.count() == 4
    assert Event.objects.filter(action="organisation.registered").count() == 4


def test_a_row_whose_organisation_changed_since_the_preview_is_left_out(clerk, bureau) -> None:
    known = organisation("东胜区旧名中心")
    batch = imported(clerk, bureau, row())
    known.legal_representative = "巴图"
    known.save()
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    assert queries.rows(batch).get().outcome == Outcome.STALE
    known.body.refresh_from_db()
    assert known.body.name == "东胜区旧名中心"


@pytest.mark.parametrize(
    ("choice", "names", "outcome"),
    [
        (Choice.NONE, {"东胜区晨光助残服务中心"}, Outcome.LEFT),
        (Choice.LEAVE, {"东胜区晨光助残服务中心"}, Outcome.LEFT),
        (Choice.TAKE, {"东胜区夕光助残服务中心"}, Outcome.WRITTEN),
    ],
)
def test_one_code_with_two_names_goes_as_the_official_decides(
    clerk, bureau, choice, names, outcome
) -> None:
    batch = imported(clerk, bureau, row(), row(name="东胜区夕光助残服务中心"))
    second = queries.rows(batch, Verdict.DECISION).get()
    if choice:
        operations.decide(row=second, choice=choice, by=clerk)
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    second.refresh_from_db()
    assert second.outcome == outcome
    assert set(Organisation.objects.values_list("body__name", flat=True)) == names


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (Choice.LEAVE, {CODES[2]}),
        (Choice.MATCH, {CODES[0]}),
        (Choice.TAKE, {CODES[0], CODES[2]}),
    ],
)
def test_a_known_name_with_another_code_goes_as_the_official_decides(
    clerk, bureau, choice, codes
) -> None:
    organisation(code=CODES[2])
    batch = imported(clerk, bureau, row())
    operations.decide(row=queries.rows(batch).get(), choice=choice, by=clerk)
    if choice is Choice.LEAVE:
        with pytest.raises(Refused):
            operations.confirm(batch=batch, by=clerk)
    else:
        operations.confirm(batch=batch, by=clerk)
        apply(batch)
    assert set(Organisation.objects.values_list("body__credit_code", flat=True)) == codes


def test_a_decision_is_offered_only_where_one_is_due(clerk, bureau) -> None:
    batch = imported(clerk, bureau, row())
    plain = queries.rows(batch).get()
    with pytest.raises(Refused) as caught:
        operations.decide(row=plain, choice=Choice.TAKE, by=clerk)
    assert reasons(caught) == {"choice_not_offered"}
    operations.confirm(batch=batch, by=clerk)
    with pytest.raises(Refused) as caught:
        operations.decide(row=plain, choice=Choice.TAKE, by=clerk)
    assert reasons(caught) == {"not_possible_now"}
    with pytest.raises(Refused) as caught:
        operations.decide(row=plain, choice=Choice.TAKE, by=people.person("other_clerk"))
    assert reasons(caught) == {"not_permitted"}


def test_a_bureau_imports_only_for_itself(clerk) -> None:
    with pytest.raises(Refused) as caught:
        operations.upload(
            upload=upload(row()),
            source_on=date(2026, 11, 1),
            bureau=people.body("other_bureau").pk,
            by=clerk,
        )
    assert reasons(caught) == {"not_permitted"}
    assert ImportBatch.objects.count() == 0


def test_a_list_from_the_future_is_refused(clerk, bureau) -> None:
    with pytest.raises(Refused) as caught:
        operations.upload(
            upload=upload(row()), source_on=date(2999, 1, 1), bureau=bureau.pk, by=clerk
        )
    assert reasons(caught) == {"date_in_future"}


def test_a_list_that_cannot_be_read_ends_as_failed_with_the_reason(clerk, bureau) -> None:
    bad = SimpleUploadedFile("list.csv", "名称,住所\r\n甲,乙".encode())
    batch = operations.upload(upload=bad, source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk)
    work.drain()
    batch.refresh_from_db()
    assert batch.status == ImportState.FAILED
    assert [problem["code"] for problem in batch.problems] == ["heading_missing_code"]


def test_an_error_of_ours_does_not_block_the_imports_for_ever(clerk, bureau) -> None:
    batch = imported(clerk, bureau, row())
    operations.confirm(batch=batch, by=clerk)
    working.give_up(batch.pk)
    batch.refresh_from_db()
    assert batch.status == ImportState.PREVIEWED
    assert queries.running() is None
    operations.confirm(batch=batch, by=clerk)
    assert apply(batch).status == ImportState.APPLIED
    fresh = operations.upload(
        upload=upload(row()), source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk
    )
    working.give_up(fresh.pk)
    fresh.refresh_from_db()
    assert (fresh.status, fresh.problems[0]["code"]) == (ImportState.FAILED, "unexpected")


def test_rows_of_another_bureau_are_not_written(clerk, bureau) -> None:
    batch = imported(
        clerk,
        bureau,
        row(),
        row(code=CODES[2], name="康巴什区中心", registry="康巴什区民政局"),
    )
    assert (batch.counts["new"], batch.counts["skipped"]) == (1, 1)
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    assert Organisation.objects.count() == 1


def test_bodies_are_never_made_twice_for_one_code(clerk, bureau) -> None:
    batch = imported(clerk, bureau, row(), row(name="甲"), row(name="乙"))
    for found in queries.rows(batch, Verdict.DECISION):
        operations.decide(row=found, choice=Choice.TAKE, by=clerk)
    operations.confirm(batch=batch, by=clerk)
    apply(batch)
    body = Body.objects.get(credit_code=CODES[0])
    assert body.name == "乙"
    assert set(body.former_names.values_list("name", flat=True)) == {"东胜区晨光助残服务中心", "甲"}


def test_an_import_whose_worker_died_for_good_makes_way_for_the_next(clerk, bureau) -> None:
    from datetime import timedelta

    from portal.core import clock
    from portal.workflow import due

    batch = imported(clerk, bureau, row())
    operations.confirm(batch=batch, by=clerk)
    assert due.run() == 0
    find = queries.stalled([ImportState.APPLYING])
    later = clock.now() + timedelta(minutes=11)
    assert list(find(clock.now())) == []
    assert list(find(later)) == [batch]
    for found in find(later):
        working.give_up(found.pk)
    batch.refresh_from_db()
    assert batch.status == ImportState.PREVIEWED
    work.drain()
    assert operations.confirm(batch=batch, by=clerk).status == ImportState.APPLYING
    work.drain()
    batch.refresh_from_db()
    assert batch.status == ImportState.APPLIED
    assert Organisation.objects.count() == 1


def test_an_import_that_still_has_a_task_is_not_given_up(clerk, bureau) -> None:
    from datetime import timedelta

    from portal.audit import consumers, sealer
    from portal.core import clock

    operations.upload(upload=upload(row()), source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk)
    sealer.seal()
    consumers.drain()
    later = clock.now() + timedelta(minutes=11)
    assert list(queries.stalled([ImportState.UPLOADED])(later)) == []
