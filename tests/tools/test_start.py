"""make setup and make run: what goes wrong is told in one clear sentence."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from portal.tools import say, serving
from portal.tools.setup import too_old
from tests.architecture.test_repository import tracked
from tests.harness.paths import ROOT


def start(port, where=ROOT, **environment):
    return subprocess.run(
        [sys.executable, "-m", "portal.tools.run"],
        cwd=where,
        env=os.environ | {"PORT": str(port)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_an_old_python_is_told_what_is_needed():
    assert too_old((3, 11)) == too_old((4, 0)) == ""
    assert too_old((3, 9)).startswith("Wushe needs Python 3.11 or newer, and this is Python 3.9:")


def test_a_busy_port_is_named_with_the_way_out():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = start(port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip() == (
        f"Port {port} is in use: stop the program that uses it, or choose another port, "
        f"for example `make run PORT={port + 1}`."
    )


@pytest.mark.parametrize("port", ["0", "70000", "eight"])
def test_an_impossible_port_is_refused(port):
    done = start(port)
    assert (done.returncode, done.stderr.strip()) == (
        1,
        f"PORT must be a number from 1 to 65535, not '{port}'.",
    )


@pytest.mark.parametrize(
    "output",
    [
        "npm error code ENOTFOUND",
        "Temporary failure in name resolution",
        "error: Failed to fetch: dns error",
        "Max retries exceeded: Connection refused",
    ],
)
def test_a_missing_network_is_recognised(output):
    sentence = say.sentence("Installing", output, Path("var/setup.log"))
    assert sentence.startswith("Installing failed because there is no connection")


def test_another_failure_points_to_the_log():
    assert say.sentence("Building", "SyntaxError", Path("setup.log")) == (
        "Building failed: the reason stands at the end of setup.log."
    )


@pytest.mark.slow
def test_setting_up_without_a_network_gives_one_sentence(tmp_path):
    for path in tracked():
        target = tmp_path / path.relative_to(ROOT)
        if path.parts[len(ROOT.parts)] in ("portal", "requirements.lock"):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    dead = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_NO_CACHE_DIR": "1", "PIP_FIND_LINKS": ""}
    done = start(_free_port(), tmp_path, **dead)
    assert done.returncode == 1
    assert done.stderr.strip().startswith(
        "Installing the Python packages failed because there is no connection"
    )
    assert "Traceback" not in done.stdout + done.stderr


def test_accounts_stand_in_columns_though_chinese_signs_are_wide():
    accounts = [
        {"role": "登记员", "name": "张三", "body": "民政局", "email": "a@b.cn", "password": "x"},
        {"role": "owner", "name": "Li", "body": "", "email": "long@b.cn", "password": "yy"},
    ]
    assert serving.table(accounts) == (
        "  登记员  张三  民政局  a@b.cn     x \n  owner   Li            long@b.cn  yy"
    )


@pytest.mark.slow
@pytest.mark.browser
def test_the_demo_city_starts_answers_and_stops(tmp_path):
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.tools.run"],
        cwd=ROOT,
        env=_own_environment(port, tmp_path),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_in_the_background,
    )
    shown = ""
    while "Ctrl-C stops everything." not in shown:
        line = process.stdout.readline()
        assert line, shown
        shown += line
    assert f"http://localhost:{port}" in shown
    with urllib.request.urlopen(f"http://localhost:{port}/") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=120) == 0
    _assert_free(port)


def _in_the_background():
    """As a shell starts what does not stand in front: deaf to Ctrl-C, unless it asks for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _own_environment(port, folder):
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TEST_DATA")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"PORT": str(port), "WUSHE_DATA": str(folder)}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _assert_free(port):
    end = time.monotonic() + 5
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError(f"Port {port} is still served.")
