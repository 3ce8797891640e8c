"""The pages of an import, as officials and others meet them."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from portal.organisations.imports import operations, queries, working
from portal.organisations.imports.enums import Choice, ImportState, Verdict
from portal.organisations.imports.models import ImportBatch
from tests import people, work
from tests.factories.organisations import CODES, imported, organisation, row, upload

pytestmark = pytest.mark.django_db
TWO_NAMES = (row(), row(name="东胜区夕光助残服务中心"))


@pytest.fixture
def batch() -> ImportBatch:
    """A list with a good row, a decision and an error."""
    return imported(
        people.person("clerk"), people.body("bureau"), *TWO_NAMES, row(code="", name="=1+1")
    )


def page(batch: ImportBatch, rest: str = "") -> str:
    return f"/work/imports/{batch.pk}/{rest}"


def test_a_list_is_uploaded_and_read_by_the_worker() -> None:
    client = people.client_of("clerk")
    assert client.get("/work/imports/new/").status_code == 200
    answer = client.post(
        "/work/imports/new/",
        {
            "list": upload(row()),
            "source_on": "2026-11-01",
            "bureau": people.body("bureau").pk,
        },
    )
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page(batch))
    assert b"data-watch" in client.get(page(batch)).content
    work.drain()
    shown = client.get(page(batch))
    assert b"data-watch" not in shown.content
    assert "东胜区晨光助残服务中心" in shown.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("list.csv", b""), ("list.exe", b"MZ"), ("list.xlsx", b"no workbook"), ("list.csv", b"\0\1")],
)
def test_a_file_that_is_not_taken_is_explained_beside_the_field(name: str, content: bytes) -> None:
    answer = people.client_of("clerk").post(
        "/work/imports/new/",
        {
            "list": SimpleUploadedFile(name, content),
            "source_on": "2026-11-01",
            "bureau": people.body("bureau").pk,
        },
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["list"]
    assert not ImportBatch.objects.exists()


def test_a_long_name_with_strange_signs_is_survived() -> None:
    name = "../" + "名" * 300 + "\u202e.csv"
    answer = people.client_of("clerk").post(
        "/work/imports/new/",
        {
            "list": SimpleUploadedFile(name, upload(row()).read()),
            "source_on": "2026-11-01",
            "bureau": people.body("bureau").pk,
        },
    )
    assert answer.status_code in (200, 302)
    for batch in ImportBatch.objects.select_related("stored"):
        assert "/" not in batch.stored.name
        assert "\u202e" not in batch.stored.name


def test_the_preview_shows_each_class_with_its_reasons(batch: ImportBatch) -> None:
    client = people.client_of("clerk")
    for verdict, count in ((Verdict.NEW, 1), (Verdict.DECISION, 1), (Verdict.ERROR, 1)):
        shown = client.get(page(batch), {"class": verdict})
        assert [view.row.verdict for view in shown.context["rows"]] == [verdict] * count
    assert len(client.get(page(batch), {"class": "nonsense"}).context["rows"]) == 3


def test_old_and_new_stand_side_by_side() -> None:
    organisation("东胜区旧名中心")
    batch = imported(people.person("clerk"), people.body("bureau"), row())
    words = people.client_of("clerk").get(page(batch)).content.decode()
    assert '<span class="was">东胜区旧名中心</span> → 东胜区晨光助残服务中心' in words


def test_a_decision_leads_to_the_next_one(batch: ImportBatch) -> None:
    client = people.client_of("clerk")
    found = queries.rows(batch, Verdict.DECISION).get()
    address = page(batch, f"rows/{found.line}/")
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 200
    answer = client.post(address, {"choice": Choice.TAKE})
    assert answer["Location"].startswith(page(batch))
    found.refresh_from_db()
    assert (found.choice, found.chosen_by) == (Choice.TAKE, people.person("clerk"))
    assert client.get(page(batch, "rows/999/")).status_code == 404


def test_confirming_says_what_will_happen_and_starts_the_writing(batch: ImportBatch) -> None:
    client = people.client_of("clerk")
    shown = client.get(page(batch, "confirm/"))
    assert (shown.context["to_write"], shown.context["undecided"]) == (1, 1)
    client.post(page(batch, "confirm/"))
    batch.refresh_from_db()
    assert batch.status == ImportState.APPLYING
    assert client.get(page(batch, "confirm/"))["Location"] == page(batch)
    work.drain()
    shown = client.get(page(batch))
    assert shown.context["outcomes"] == {"written": 1, "left": 2}


def test_the_second_official_reads_who_confirmed(batch: ImportBatch) -> None:
    operations.confirm(batch=batch, by=people.person("clerk"))
    client = people.client_of("section_head")
    shown = client.post(page(batch, "confirm/"), follow=True)
    assert "clerk" in " ".join(str(message) for message in shown.context["messages"])


def test_a_discarded_import_writes_nothing(batch: ImportBatch) -> None:
    client = people.client_of("clerk")
    assert client.get(page(batch, "discard/")).status_code == 405
    assert client.post(page(batch, "discard/"))["Location"] == "/work/imports/"
    batch.refresh_from_db()
    assert batch.status == ImportState.DISCARDED
    client.post(page(batch, "discard/"))
    assert client.get("/work/imports/").status_code == 200


def test_wrong_rows_come_back_with_reasons_as_harmless_text(batch: ImportBatch) -> None:
    answer = people.client_of("clerk").get(page(batch, "export/"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3
    assert rows[0][4:6] == ("社会组织名称", "统一社会信用代码")
    cells = [cell for row_ in sheet.iter_rows(min_row=2) for cell in row_]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(str(cell.value or "").startswith(("=", "+", "@")) for cell in cells)
    assert "'=1+1" in [cell.value for cell in cells]
    assert all(line[2] and line[3] for line in rows[1:])


def test_a_mended_list_is_recognised_again(batch: ImportBatch, tmp_path) -> None:
    from portal.organisations.imports import reader

    answer = people.client_of("clerk").get(page(batch, "export/"), {"class": "decision"})
    path = tmp_path / "mended.xlsx"
    path.write_bytes(answer.content)
    assert [line.cells["code"] for line in reader.read(path, path.name).lines()] == [CODES[0]]


@pytest.mark.parametrize("rest", ["", "confirm/", "rows/2/", "export/"])
@pytest.mark.parametrize(
    "who",
    [
        "other_clerk",
        "supervisor",
        "administrator",
        "counter_clerk",
        "editor",
        "owner",
        "stranger",
        "resident",
    ],
)
def test_nobody_else_sees_an_import(batch: ImportBatch, who: str, rest: str) -> None:
    assert people.client_of(who).get(page(batch, rest)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(batch: ImportBatch) -> None:
    assert people.client_of("anonymous").get(page(batch)).status_code == 302


def test_the_queries_do_not_grow_with_the_rows(django_assert_max_num_queries) -> None:
    clerk, bureau = people.person("clerk"), people.body("bureau")
    many = [row(code=CODES[n % 5], name=f"东胜区第{n}中心", kind="") for n in range(60)]
    batch = imported(clerk, bureau, *many)
    client = people.client_of("clerk")
    client.get(page(batch))
    with django_assert_max_num_queries(25):
        client.get(page(batch))


def test_a_failed_list_shows_its_reason() -> None:
    clerk, bureau = people.person("clerk"), people.body("bureau")
    bad = SimpleUploadedFile("list.csv", "名称,住所\r\n甲,乙".encode())
    batch = operations.upload(upload=bad, source_on=date(2026, 11, 1), bureau=bureau.pk, by=clerk)
    working.read(batch.pk, between=0)
    shown = people.client_of("clerk").get(page(batch)).content.decode()
    assert "notice-error" in shown
