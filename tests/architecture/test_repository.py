"""What the repository may hold."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.harness.paths import ROOT

LOCKS = ("requirements.lock", "portal/frontend/package-lock.json")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home/\w+|work/(?:main|shared))\b")
TOP = {
    ".ci", ".dockerignore", ".editorconfig", ".env.example", ".gitignore", "CHANGELOG.md",
    "CONTRIBUTING.md", "Dockerfile", "LICENSE", "Makefile", "README.md", "compose.yaml", "docs",
    "incubator", "manage.py", "portal", "procurement", "publiccode.yml", "pyproject.toml",
    "ratings", "requirements-dev.txt", "requirements.lock", "requirements.txt", "search", "tests",
}  # fmt: skip


def tracked() -> list[Path]:
    """Every file that git keeps here; nothing when this is not a checkout."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_top_level_holds_only_what_is_expected():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - TOP == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\s\"/]+|--(?:extra-)?index-url|--find-links", text) == []


def test_no_file_names_a_place_on_somebodys_machine():
    found = {}
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hits := MACHINE_PATH.findall(text):
            found[str(path.relative_to(ROOT))] = hits
    found.pop("tests/architecture/test_repository.py", None)
    assert found == {}


def test_pictures_are_small():
    large = [path.name for path in tracked() if path.stat().st_size > 400_000]
    assert large == []


def test_direct_requirements_are_pinned_and_locked():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("-r", "#")):
                assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+", line), line
                wanted = re.sub(r"\[.*\]", "", line).lower()
                assert f"\n{wanted} " in lock, line


@pytest.mark.django_db
def test_the_models_are_migrated():
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=3)


def test_the_system_checks_find_nothing():
    from django.core.management import call_command

    call_command("check", fail_level="WARNING")
