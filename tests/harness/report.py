"""The list, by name, of what did not run; nothing is left out silently."""

import json
import os
from pathlib import Path

import pytest


class NotRun:
    """Collects skipped tests and prints them last; writes them for the runs' common summary."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.skipped: dict[str, str] = {}
        self.ran: set[str] = set()
        self.failed: list[str] = []
        self.passed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count each test once, and note why one was skipped."""
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.skipped[report.nodeid] = reason.removeprefix("Skipped: ")
        elif report.failed:
            self.failed.append(report.nodeid)
            self.ran.add(report.nodeid)
        elif report.when == "call":
            self.passed += 1
            self.ran.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the list and write the counts where the caller asked for them."""
        if self.skipped:
            terminalreporter.section("not run")
            for name, reason in sorted(self.skipped.items()):
                terminalreporter.write_line(f"not run: {name} ({reason})")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write the outcome for whoever runs several sessions."""
        target = os.environ.get("TEST_REPORT")
        if target and not self.is_worker:
            outcome = {
                "passed": self.passed,
                "failed": self.failed,
                "skipped": self.skipped,
                "ran": sorted(self.ran),
            }
            Path(target).write_text(json.dumps(outcome), encoding="utf-8")
