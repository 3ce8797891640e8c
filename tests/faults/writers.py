"""Ten people who write while a list of 3,000 organisations is read and written.

``python -m tests.faults.writers`` prints the longest wait of any of them, for ``make bench``.
"""

import http.client
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

PEOPLE = 10
ROWS = 3000
TOKEN = "a" * 32


class Writer:
    """A person who hands in one form after another, and notes the answers and how long it took."""

    def __init__(self, site_url: str, number: int) -> None:
        self.address = urlsplit(site_url).netloc
        self.number = number
        from django.conf import settings
        from django.test import Client

        from tests import people
        from tests.factories import accounts, joining

        user = accounts.user(email=f"schreiber{number}@tests.example")
        self.own = joining.organisation(f"东胜区第{number}邻里服务中心")
        self.free = joining.organisation(f"东胜区第{number}儿童服务中心")
        people.appoint(user, "owner", self.own.body)
        client = people.sign_in(Client(), user)
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.answers: Counter[int] = Counter()
        self.longest = 0.0

    def forms(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What is sent, over and over."""
        claim = {"relation": "staff", "name": "高敏", "phone": "13800138000"}
        for number in range(100_000):
            profile = {"seen": str(number), "introduction": f"{number}"}
            yield f"/org/{self.own.pk}/profile/", profile
            yield f"/join/{self.free.pk}/", claim
            yield "/inbox/read/", {}

    def write(self, is_over: Callable[[], bool]) -> None:
        """Send forms until the import is over."""
        for path, values in self.forms():
            if is_over():
                return
            began = time.monotonic()
            self.answers[self.send(path, values)] += 1
            self.longest = max(self.longest, time.monotonic() - began)
            time.sleep(0.05)

    def send(self, path: str, values: dict[str, str]) -> int:
        """Post a form; the status of the answer."""
        line = http.client.HTTPConnection(self.address, timeout=60)
        line.request(
            "POST",
            path,
            urlencode({**values, "csrfmiddlewaretoken": TOKEN}),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            },
        )
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status


def write_during_an_import(site, batch) -> list[Writer]:
    """Let everybody write until the worker has read and written the list."""
    from portal.organisations.imports import operations as imports
    from tests.faults import lists
    from tests.faults.lists import state, until

    writers = [Writer(site.url, number) for number in range(PEOPLE)]
    over: list[bool] = []
    site.start_worker("slow")
    with ThreadPoolExecutor(PEOPLE) as pool:
        running = [pool.submit(writer.write, lambda: bool(over)) for writer in writers]
        try:
            until(batch, state("previewed"))
            imports.confirm(batch=batch, by=lists.clerk())
            until(batch, state("applied"))
        finally:
            over.append(True)
        for future in running:
            future.result()
    return writers


def main() -> None:
    """Measure on a portal of its own and print the figure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.faults import lists
    from tests.harness.site import running

    with running("wushe_bench_writers") as site:
        batch = lists.hand_in(site, ROWS)
        writers = write_during_an_import(site, batch)
    longest = max(writer.longest for writer in writers)
    sys.stdout.write(f"writing_during_import.longest_wait {longest:.2f} s\n")


if __name__ == "__main__":
    main()
