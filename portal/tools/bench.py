"""``make bench``: what pages, search and import cost at 3,000 and at 30,000 organisations.

Each size gets a portal of its own in a temporary folder. Figures are medians; a bare Django view
is measured in the same process, so that the ratios hold on any machine.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

SIZES = (3_000, 30_000)
TWINS = (
    ("at_3000.", "at_30000."),
    ("at_5_applications", "at_50_applications"),
    ("at_200_residences", "at_2000_residences"),
)
MODULES = (
    "tests.harness.admission_bench",
    "tests.harness.dashboard_bench",
    "tests.harness.ledger_bench",
    "tests.harness.venues_bench",
    "tests.faults.writers",
)
UP_TO_15 = ("work_list", "admission", "dashboard")
ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Measure both sizes one after the other and print the figures; 1 when a budget is broken."""
    figures: dict[str, str] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="wushe-bench-") as folder:
            figures |= _measure(size, folder)
    for module in MODULES:
        figures |= _figures([sys.executable, "-m", module], os.environ)
    print("\nfigures:")
    for name, rest in figures.items():
        print(name, rest)
    broken = _broken(figures)
    for line in broken:
        print(f"over budget: {line}", file=sys.stderr)
    return int(bool(broken))


def _measure(size: int, folder: str) -> dict[str, str]:
    print(f"measuring at {size:,} organisations …", file=sys.stderr, flush=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "TEST_DATA": folder,
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    return _figures([sys.executable, "-m", "portal.tools.measuring", str(size)], environment)


def _figures(command: list[str], environment: Mapping[str, str]) -> dict[str, str]:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    lines = (line.partition(" ") for line in done.stdout.splitlines() if line)
    return {name: rest for name, _, rest in lines}


def _broken(figures: dict[str, str]) -> list[str]:
    """The figures that break a promise: queries, loads, rows per second, waits, growth."""
    value = {name: float(rest.split()[0]) for name, rest in figures.items()}
    faults = []
    for name, amount in value.items():
        limit = 15 if any(part in name for part in UP_TO_15) else 10
        if name.endswith(".queries") and amount > limit:
            faults.append(f"{name}: {amount:.0f} queries, at most {limit}")
        if name.endswith(".first_load") and amount > 100:
            faults.append(f"{name}: {amount:.0f} KB, at most 100")
        if name.endswith("import.rate") and amount < 2000:
            faults.append(f"{name}: {amount:.0f} rows/s, at least 2,000")
        if name.endswith(".longest_wait") and amount > 2:
            faults.append(f"{name}: {amount:.1f} s, at most 2")
        if name == "rooms.free_month.cpu" and amount > 50:
            faults.append(f"{name}: {amount:.0f} ms, at most 50")
        if name == "receipt.cpu" and amount > 150:
            faults.append(f"{name}: {amount:.0f} ms, at most 150")
        for small, large in TWINS:
            twin = name.replace(small, large)
            if name.endswith(".queries") and value.get(twin, amount) != amount:
                faults.append(f"{name}: {amount:.0f} queries, but {value[twin]:.0f} {large}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
