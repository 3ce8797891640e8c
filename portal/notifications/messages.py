"""The catalogue of messages: what is said for each event, per channel, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.reasons import Text
from portal.notifications.enums import GATEWAY_CHANNELS, Channel

EVERYWHERE = frozenset({Channel.INBOX, *GATEWAY_CHANNELS})
INBOX_ONLY = frozenset({Channel.INBOX})


@dataclass(frozen=True, slots=True)
class Message:
    """What one event says. Texts may hold ``%(name)s`` places filled from the notice's params.

    ``sms`` falls back to the subject. A subject holds no personal data. ``channels`` limits
    where it goes; whoever has no channel left gets a call or a letter.
    """

    key: str
    subject: Text
    body: Text
    sms: Text = ""
    channels: frozenset[Channel] = EVERYWHERE


_messages: dict[str, Message] = {}


def register(message: Message) -> Message:
    """Make a message known, from the ``ready()`` of the app whose event it tells."""
    _messages[message.key] = message
    return message


def named(key: str) -> Message:
    """The message with this key; KeyError when nobody registered it."""
    return _messages[key]


def is_known(key: str) -> bool:
    """Whether a message with this key is registered."""
    return key in _messages


def fill(text: Text, params: Mapping[str, Any]) -> str:
    """The text in the language of the reader with its places filled."""
    words = str(text)
    return words % params if params else words
