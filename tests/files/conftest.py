"""A private storage of its own for each test, and files of every kind."""

from pathlib import Path

import pytest

from portal.files import slots
from portal.files.enums import Kind
from portal.files.slots import Slot


@pytest.fixture(autouse=True)
def private(settings, tmp_path: Path) -> Path:
    """The folder of this test's private storage."""
    folder = tmp_path / "private"
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder), "base_url": None},
    }
    settings.STORAGES = settings.STORAGES | {"private": storage}
    return folder


@pytest.fixture(autouse=True)
def any_slot(monkeypatch: pytest.MonkeyPatch) -> Slot:
    """A slot for everything, up to 2 MB and 5 pages."""
    monkeypatch.setattr(slots, "_slots", {})
    return slots.register(
        Slot("test.any", frozenset(Kind), "anything", max_bytes=2_000_000, max_pages=5)
    )
