"""The runs behind ``make check``, ``make test`` and ``make test-all``, with one summary."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.harness.paths import ROOT

BIN = ROOT / ".venv" / "bin"
CODE = ("portal", "search", "incubator", "procurement", "ratings", "tests")
TEMPLATES = ("portal", "search", "incubator", "ratings")
TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("ruff", "check", "--quiet", *CODE, "manage.py")),
    ("format", ("ruff", "format", "--check", "--quiet", *CODE, "manage.py")),
    ("types", ("mypy",)),
    ("import contracts", ("lint-imports", "--no-cache")),
    ("templates", ("djlint", "--lint", "--quiet", *TEMPLATES)),
)
PARALLEL = ("-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadscope")


@dataclass(frozen=True, slots=True)
class Pair:
    """One run of the tests: a database, a language, and which tests."""

    database: str
    language: str
    chosen: str = ""

    @property
    def title(self) -> str:
        """What the run is called in the summary."""
        return f"{self.database}, {self.language}"


WHOLE = Pair("postgres", "zh-hans")
OTHER = Pair("sqlite", "en", "(not browser and not elasticsearch and not once) or smoke")
QUICK = Pair("sqlite", "zh-hans", "not browser and not elasticsearch")
PLANS: dict[str, tuple[Pair, ...]] = {
    "lint": (),
    "check": (QUICK,),
    "test": (WHOLE, OTHER),
    "test-all": (WHOLE, OTHER, Pair("postgres", "en", OTHER.chosen), QUICK),
}


@dataclass
class Outcome:
    """What all runs together gave."""

    passed: int = 0
    failed: int = 0
    ran: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, title: str, report: Path, status: int) -> None:
        """Take in one pytest run; one that left no report, or ended oddly, is broken."""
        try:
            found = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.broken.append(f"tests ({title})")
            self.failed += 1
            return
        self.passed += found["passed"]
        self.failed += len(found["failed"])
        self.broken += [f"{name} ({title})" for name in found["failed"]]
        self.ran |= set(found["ran"])
        self.skipped |= found["skipped"]
        if status and not found["failed"]:
            self.broken.append(f"tests ({title}), exit status {status}")
            self.failed += 1

    @property
    def not_run(self) -> dict[str, str]:
        """Tests that were skipped and ran in no other run."""
        return {name: why for name, why in self.skipped.items() if name not in self.ran}


def main(plan: str) -> int:
    """Run the plan and print the summary; the exit status says whether all is well."""
    began, outcome = time.monotonic(), Outcome()
    if plan in ("lint", "check", "test", "test-all"):
        lint(outcome)
    for pair in PLANS[plan]:
        run_tests(pair, outcome, read_all=plan == "test-all")
    return summary(outcome, time.monotonic() - began)


def lint(outcome: Outcome) -> None:
    """Style, types, contracts, templates; each counts as one check."""
    for title, command in TOOLS:
        print(f"== {title}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [str(BIN / command[0]), *command[1:]],
                cwd=ROOT,
                env=os.environ | {"TEST_DATA": folder},
                check=False,
            )
        if done.returncode:
            outcome.failed += 1
            outcome.broken.append(title)
        else:
            outcome.passed += 1


def run_tests(pair: Pair, outcome: Outcome, *, read_all: bool = False) -> None:
    """One pytest run with its own database and language; ``read_all``: no page waits its turn."""
    print(f"== tests ({pair.title})", flush=True)
    chosen = ["-m", pair.chosen] if pair.chosen else []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        environment = os.environ | {
            "TEST_DATABASE": pair.database,
            "TEST_LANGUAGE": pair.language,
            "TEST_REPORT": str(report),
        }
        environment |= {"TEST_READ": "all"} if read_all else {}
        command = [sys.executable, "-m", "pytest", "-q", *PARALLEL, *chosen]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        outcome.add(pair.title, report, done.returncode)


def summary(outcome: Outcome, seconds: float) -> int:
    """The last lines: what broke, what did not run, and the counts."""
    print(f"\n== summary after {seconds:.0f} s")
    for title in outcome.broken:
        print(f"failed: {title}")
    for name, why in sorted(outcome.not_run.items()):
        print(f"not run: {name} ({why})")
    strict = os.environ.get("CI", "").lower() == "true"
    if strict and outcome.not_run:
        print("In CI everything must run.")
    print(f"{outcome.passed} passed, {outcome.failed} failed", flush=True)
    return int(bool(outcome.failed or outcome.broken or (strict and outcome.not_run)))


def entry(arguments: Sequence[str]) -> int:
    """Read the one argument: lint, check, test or test-all."""
    if len(arguments) != 1 or arguments[0] not in PLANS:
        print(f"usage: python -m tests.harness.run {'|'.join(PLANS)}", file=sys.stderr)
        return 2
    return main(arguments[0])


if __name__ == "__main__":
    sys.exit(entry(sys.argv[1:]))
