"""Zip and binder: all files in the order of the list, every page numbered, for the office only."""

import csv
import hashlib
import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.files import operations as files
from portal.files.operations import Owner
from portal.organisations import slots
from portal.workflow.binder import archive, documents, operations, registry
from portal.workflow.binder.enums import BinderState
from portal.workflow.binder.models import Binder
from portal.workflow.binder.registry import Paper, Section
from portal.workflow.desk import operations as desk
from portal.workflow.models import Case
from tests.factories import joining
from tests.files import samples
from tests.people import client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = joining.claim(joining.organisation(), person("resident")).case
    assert made is not None
    return made


def stored(case: Case, content: bytes, name: str = "证明.pdf"):
    return files.store(
        upload=SimpleUploadedFile(name, content),
        slot=slots.ADDITION,
        owner=Owner(user=person("resident").pk),
        by=person("resident"),
        case=case.number,
    )


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_zip_holds_the_files_in_the_order_of_the_list_with_an_index(case: Case) -> None:
    response = client_of("clerk").get(reverse("case_zip", args=[case.pk]))
    packed = zipfile.ZipFile(io.BytesIO(body_of(response)))
    names = packed.namelist()
    assert names[0] == "00-index.csv"
    assert [name[:3] for name in names[1:]] == ["01-", "02-"]
    assert all(name.endswith(".png") for name in names[1:])
    rows = list(csv.reader(packed.read(names[0]).decode("utf-8-sig").splitlines()))
    for name, row in zip(names[1:], rows[1:], strict=True):
        content = packed.read(name)
        assert row[0] == name
        assert row[2] == str(len(content))
        assert row[3] == hashlib.sha256(content).hexdigest()


def test_a_title_cannot_lead_out_of_the_archive(case: Case) -> None:
    papers = [
        Paper('../../etc/"x"', stored(case, samples.pdf())),
        Paper("..", stored(case, samples.pdf(2))),
    ]
    assert archive.names(papers) == ["01-etc x.pdf", "02-file.pdf"]


@pytest.mark.parametrize("name", ["other_clerk", "resident", "owner", "expert"])
def test_nobody_outside_the_office_gets_zip_or_binder(case: Case, name: str) -> None:
    for route in ("case_zip", "binder"):
        assert client_of(name).get(reverse(route, args=[case.pk])).status_code == 404


def test_an_official_who_is_the_applicant_gets_neither() -> None:
    case = joining.claim(joining.organisation(), person("clerk")).case
    assert client_of("clerk").get(reverse("binder", args=[case.pk])).status_code == 404


def test_a_small_binder_is_ready_at_once_and_says_nothing_of_the_notes(case: Case) -> None:
    desk.add_note(case=case, words="internalnote", by=person("clerk"))
    made = operations.ask(case=case, by=person("clerk"))
    assert (made.state, made.done) == (BinderState.READY, made.total)
    response = client_of("clerk").get(reverse("binder_file", args=[case.pk, made.pk]))
    pdf = pikepdf.open(io.BytesIO(body_of(response)))
    # cover, contents, entered, history, two pictures
    assert len(pdf.pages) == 6
    assert b"internalnote" not in b"".join(
        p.Contents.read_bytes()
        for p in pdf.pages
        if "/Contents" in p and not isinstance(p.Contents, pikepdf.Array)
    )


def test_a_large_binder_is_made_by_the_worker(case: Case, monkeypatch) -> None:
    large = Paper("账册", stored(case, samples.pdf(25)))
    monkeypatch.setitem(
        registry._subjects,
        "claim",
        (lambda *_: [large], lambda *_: [Section("甲", paragraphs=["乙"])]),
    )
    clerk = client_of("clerk")
    clerk.post(reverse("binder", args=[case.pk]))
    assert Binder.objects.get().state == BinderState.WAITING
    assert clerk.get(reverse("binder", args=[case.pk])).status_code == 200
    drain()
    made = Binder.objects.get()
    assert made.state == BinderState.READY
    with files_content(made.file) as source:
        assert len(pikepdf.open(source).pages) == 2 + 2 + 25


def files_content(file):
    from portal.files import queries

    return queries.content(file)


def test_a_file_that_cannot_be_printed_is_named_with_its_hash(case: Case, monkeypatch) -> None:
    broken = stored(case, samples.pdf())
    monkeypatch.setattr(documents, "framed", _broken)
    seen = []

    def sheet(*told):
        seen.append(told)
        return samples.pdf()

    monkeypatch.setattr(documents, "sheet", sheet)
    operations._printed(Paper("证明", broken))
    assert seen[0][0] == "证明"
    assert broken.sha256 in str(seen[0][1])


def _broken(*_args):
    raise pikepdf.PdfError


def test_a_binder_that_fails_says_so(case: Case) -> None:
    made = Binder.objects.create(case=case, by=person("clerk"), asked_at=case.opened_at)
    operations.give_up(made.pk)
    made.refresh_from_db()
    assert made.state == BinderState.FAILED
    assert client_of("clerk").get(reverse("binder", args=[case.pk])).status_code == 200
