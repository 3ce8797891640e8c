"""How many awards a second find their money, for ``make bench``: eight officials at once.

``python -m tests.harness.ledger_bench`` prints the attempts a second on one line of a budget that
holds half of them, each with its posting, legs and history.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from tests.harness.admission_bench import say

HANDS, EACH, AWARD = 8, 50, 1_000


def main() -> None:
    """Measure and print the figure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.harness import databases
    from tests.harness.site import models_on

    with databases.clone("wushe_bench_ledger") as settings, models_on(settings):
        _measure()


def _measure() -> None:
    from django.db import connections

    from portal.core.reasons import Refused
    from portal.ledger.postings import operations, proof
    from tests.factories import ledger

    line = ledger.line(HANDS * EACH * AWARD // 2)

    def hand(number: int) -> None:
        try:
            for turn in range(EACH):
                try:
                    operations.commit(
                        line=line, fen=AWARD, basis=f"t.award:{number}:{turn}", words="–", by=None
                    )
                except Refused:
                    continue
        finally:
            connections.close_all()

    began = time.monotonic()
    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(hand, range(HANDS)))
    took = time.monotonic() - began
    line.refresh_from_db()
    if line.free or proof.wrong_sums():
        raise SystemExit("the ledger does not add up")
    say("ledger.attempts.rate", round(HANDS * EACH / took), "/s")


if __name__ == "__main__":
    main()
