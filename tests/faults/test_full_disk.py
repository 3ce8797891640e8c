"""No room left on the disk while a file is handed in: words, nothing half kept, nothing lost."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.files.models import StoredFile
from portal.organisations.claims import operations
from portal.organisations.claims.models import Claim, ClaimDraft
from tests import people
from tests.factories import joining

pytestmark = pytest.mark.django_db
ROOM = 64 * 1024
ANSWER = "授权书已经重新盖章，请查收。"


@pytest.fixture
def little_room(tmp_path: Path, settings, monkeypatch) -> Iterator[Path]:
    """A private storage with room for 64 KB: a disk of its own where that can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        ).returncode
    )
    if not mounted:
        monkeypatch.setattr(FileSystemStorage, "_save", _full)
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder / "private"), "base_url": None},
    }
    settings.STORAGES = settings.STORAGES | {"private": storage}
    yield folder
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


def _full(self: FileSystemStorage, name: str, content: object) -> str:
    path = Path(self.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


def photograph(tmp_path: Path) -> SimpleUploadedFile:
    """A picture that does not fit; noise, so that it cannot be packed any smaller."""
    path = tmp_path / "photo.png"
    Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).save(path)
    assert path.stat().st_size > ROOM
    return SimpleUploadedFile("证书.png", path.read_bytes(), content_type="image/png")


def kept(disk: Path) -> list[Path]:
    return [path for path in disk.rglob("*") if path.is_file()]


def test_a_paper_that_does_not_fit_is_explained_and_the_draft_stays(little_room, tmp_path) -> None:
    org, by = joining.organisation(), people.person("resident")
    joining.draft(org, by, papers=())
    answer = people.client_of("resident").post(
        f"/join/{org.pk}/papers/", {"certificate": photograph(tmp_path)}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["certificate"]
    draft = ClaimDraft.objects.get()
    assert (draft.name, draft.certificate) == ("高敏", None)
    assert kept(little_room) == [] and not StoredFile.objects.exists()


def test_the_other_paper_that_fits_is_kept(little_room, tmp_path) -> None:
    if not os.path.ismount(little_room):
        pytest.skip("a disk of its own needs root")
    org, by = joining.organisation(), people.person("resident")
    joining.draft(org, by, papers=())
    sent = {"certificate": photograph(tmp_path), "authorisation": joining.scan()}
    people.client_of("resident").post(f"/join/{org.pk}/papers/", sent)
    draft = ClaimDraft.objects.get()
    assert draft.certificate is None
    assert draft.authorisation is not None
    assert len(kept(little_room)) == StoredFile.objects.count() == 1


def test_what_was_typed_beside_the_file_stays_on_the_page(
    settings, request, tmp_path: Path
) -> None:
    claim = joining.claim(joining.organisation(), people.person("resident"))
    operations.ask_more(claim=claim, by=people.person("clerk"), words="缺公章。")
    before = StoredFile.objects.count()
    disk = request.getfixturevalue("little_room")
    answer = people.client_of("resident").post(
        f"/claims/{claim.pk}/", {"words": ANSWER, "paper": photograph(tmp_path)}
    )
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.errors and form["words"].value() == ANSWER
    assert ANSWER in answer.content.decode()
    assert Claim.objects.get().status == "supplement"
    assert kept(disk) == [] and StoredFile.objects.count() == before


def test_a_list_that_does_not_fit_is_no_import(little_room) -> None:
    content = b"x" * (ROOM * 2)
    answer = people.client_of("clerk").post(
        "/work/imports/new/",
        {
            "list": SimpleUploadedFile("list.csv", content),
            "source_on": "2026-11-01",
            "bureau": people.body("bureau").pk,
        },
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["list"]
    assert kept(little_room) == []
