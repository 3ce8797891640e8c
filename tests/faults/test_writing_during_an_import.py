"""Ten people write while a list of 3,000 organisations is read and written: nobody fails.

How long they wait is measured by ``make bench``, not here.
"""

from collections import Counter

import pytest

from portal.organisations.claims.models import ClaimDraft
from portal.organisations.profile.models import Profile
from tests.faults import lists, writers

pytestmark = pytest.mark.slow


def test_nobody_fails(portal_site) -> None:
    batch = lists.hand_in(portal_site, writers.ROWS)
    found = writers.write_during_an_import(portal_site, batch)
    answers = sum((writer.answers for writer in found), Counter())
    assert set(answers) == {302}, answers
    assert min(sum(writer.answers.values()) for writer in found) >= 3
    assert batch.counts["to_write"] == writers.ROWS
    assert ClaimDraft.objects.count() == Profile.objects.count() == writers.PEOPLE
