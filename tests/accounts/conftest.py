"""Messages of these tests go into an outbox."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import accounts as make


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> Iterator[list[make.Sent]]:
    """What was sent, the last one last."""
    settings.SMS_GATEWAY = "tests.factories.accounts.SmsBox"
    settings.EMAIL_GATEWAY = "tests.factories.accounts.EmailBox"
    make.OUTBOX.clear()
    yield make.OUTBOX
    make.OUTBOX.clear()
