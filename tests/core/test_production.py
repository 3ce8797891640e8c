"""Production refuses to start with anything unsafe, and says everything that is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k" * 60,
    "SITE_URL": "https://wushe.example.cn",
    "ALLOWED_HOSTS": "wushe.example.cn",
    "DATABASE_URL": "postgres://wushe@db/wushe",
}


def start(tmp_path: Path, **changes: str) -> tuple[int, str]:
    env = {"PATH": os.environ["PATH"], "WUSHE_DATA": str(tmp_path), **GOOD, **changes}
    run = subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=ROOT,
        env={key: value for key, value in env.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stderr


def test_safe_settings_start(tmp_path: Path) -> None:
    assert start(tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be at least 50 random characters."),
        ({"SITE_URL": "http://wushe.example.cn"}, "SITE_URL must begin with https://."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts, without a star."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts, without a star."),
        ({"DEMO": "1"}, "DEMO must be off in production."),
        ({"DEBUG": "true"}, "DEBUG must be off in production."),
        ({"CLOCK_MAY_SHIFT": "on"}, "CLOCK_MAY_SHIFT must be off in production."),
        ({"DATABASE_URL": ""}, "DATABASE_URL must name the database (postgres://…)."),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; write 1 or 0."),
        ({"EMAIL_PORT": "many"}, "EMAIL_PORT is 'many'; write a whole number."),
    ],
)
def test_unsafe_settings_are_named(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    status, words = start(tmp_path, **changes)
    assert status == 1
    assert said in words


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    _, words = start(tmp_path, SECRET_KEY="short", ALLOWED_HOSTS="*", DEMO="1")
    assert words.count("\n- ") == 3
