"""Ten people write while a list of 3,000 organisations is read and written: nobody fails."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client

from portal.organisations.claims.models import ClaimDraft
from portal.organisations.imports import operations as imports
from portal.organisations.profile.models import Profile
from tests import people
from tests.factories import accounts, joining
from tests.faults import lists
from tests.faults.lists import state, until

PEOPLE = 10
ROWS = 3000
TOKEN = "a" * 32
pytestmark = pytest.mark.slow


class Writer:
    """A person who hands in one form after another, and notes the answers and how long it took."""

    def __init__(self, site_url: str, number: int) -> None:
        self.address = urlsplit(site_url).netloc
        self.number = number
        user = accounts.user(email=f"schreiber{number}@tests.example")
        self.own = joining.organisation(f"东胜区第{number}邻里服务中心")
        self.free = joining.organisation(f"东胜区第{number}儿童服务中心")
        people.appoint(user, "owner", self.own.body)
        client = people.sign_in(Client(), user)
        self.session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
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

    def write(self, is_over) -> None:
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


def test_nobody_fails(portal_site, settings) -> None:
    writers = [Writer(portal_site.url, number) for number in range(PEOPLE)]
    batch = lists.hand_in(portal_site, settings, ROWS)
    over: list[bool] = []
    portal_site.start_worker("slow")
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
    answers = sum((writer.answers for writer in writers), Counter())
    longest = max(writer.longest for writer in writers)
    assert set(answers) == {302}, f"{answers}, longest wait {longest:.1f} s"
    assert min(sum(writer.answers.values()) for writer in writers) >= 3
    assert batch.counts["to_write"] == ROWS
    assert ClaimDraft.objects.count() == PEOPLE
    assert Profile.objects.count() == PEOPLE
