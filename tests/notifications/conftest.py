"""A message of the tests, and gateways that note or fail as told."""

from dataclasses import dataclass, field

import pytest

from portal.notifications import gateways, messages
from portal.notifications.gateways import GatewayError
from portal.notifications.messages import Message


@dataclass
class Gateway:
    """Stands for both gateways: notes what it was given, or fails."""

    fails: bool = False
    repeatable: bool = True
    sent: list[dict[str, str]] = field(default_factory=list)

    def send(self, **words: str) -> None:
        if self.fails:
            raise GatewayError("no network")
        self.sent.append(words)


@pytest.fixture(autouse=True)
def trial(monkeypatch: pytest.MonkeyPatch) -> Message:
    """Only the messages of the tests."""
    monkeypatch.setattr(messages, "_messages", dict(messages._messages))
    messages.register(Message("quiet", "quiet", "quiet", channels=messages.INBOX_ONLY))
    return messages.register(
        Message("trial", "Case %(number)s", "Dear %(name)s, see %(number)s.", "short %(number)s")
    )


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setattr(gateways, "sms", lambda: made)
    return made


@pytest.fixture
def email(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setattr(gateways, "email", lambda: made)
    return made
