"""How fresh a session's proof of identity is, and codes that prove something while signed in."""

from typing import Any, Self

from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.internal.cryptokit import generate_user_code
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts import gateways, limits
from portal.accounts.models import User
from portal.core import clock

PROVEN_AT = "proven_at"
ATTEMPTS, SECONDS = 5, 600


def note(request: HttpRequest) -> None:
    """Remember that the person has just shown who they are."""
    request.session[PROVEN_AT] = clock.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person showed who they are within the last five minutes."""
    at = float(request.session.get(PROVEN_AT) or 0)
    return 0 <= clock.now().timestamp() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_owed(request: HttpRequest) -> bool:
    """Whether the person must show anew who they are before something weighty.

    For forms whose fields must not be kept in the session while the proof is given: they ask
    before they are shown (``ask``), and once more, by this, when they come back.
    """
    try:
        return bool(is_reauthentication_required(request, app="allauth.account"))
    except ReauthenticationRequired:
        return True


def ask(request: HttpRequest) -> None:
    """Send the person to the proof first, if one is owed, and then back to this address."""
    if is_owed(request):
        raise ReauthenticationRequired


class SentCode(AbstractCodeVerificationProcess):
    """A code under way to an address of somebody who is signed in."""

    key = ""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(max_attempts=ATTEMPTS, timeout=SECONDS, state=state)

    @property
    def address(self) -> str:
        """Where the code went."""
        return str(self.state["address"])

    @classmethod
    def start(cls, request: HttpRequest, user: User, address: str) -> Self:
        """Make a code and send it."""
        process = cls(request, cls.initial_state(user))
        process.state["address"] = address
        process.state["code"] = generate_user_code(**settings.ALLAUTH_USER_CODE_FORMAT)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request: HttpRequest) -> Self | None:
        """The code that is under way in this session, if it is still good."""
        state = request.session.get(cls.key)
        if not state or state.get("user_id") != str(request.user.pk):
            return None
        found: Self | None = cls(request, state).abort_if_invalid()
        return found

    def text(self) -> str:
        """The message that carries the code."""
        raise NotImplementedError

    def send(self) -> None:
        """Send the code; too many messages to one address are refused with a page."""
        if not limits.may_send(self.address):
            raise ImmediateHttpResponse(respond_429(self.request))
        words = {"subject": _("Your code"), "text": self.text()}
        sent = gateways.tell(self.address, kind=gateways.CODE, **words)
        if not sent:
            messages.error(self.request, gateways.NOT_SENT)

    def persist(self) -> None:
        """Keep the state in the session."""
        self.request.session[self.key] = self.state

    def abort(self) -> None:
        """Forget the code."""
        self.request.session.pop(self.key, None)


class ProofByCode(SentCode):
    """Shows again who somebody is, before something weighty changes."""

    key = "proof_code"

    def text(self) -> str:
        """The message that carries the code."""
        words = _("Your code is %(code)s. It confirms that it is you. Tell it to nobody.")
        return words % {"code": self.code}

    def finish(self) -> None:
        """The code was right: it counts once."""
        self.abort()
        record_authentication(self.request, self.user, "code", reauthenticated=True)


class EmailByCode(SentCode):
    """Proves a new e-mail address before it becomes the account's."""

    key = "email_code"

    def text(self) -> str:
        """The message that carries the code."""
        words = _("Your code is %(code)s. It makes this the e-mail of your account.")
        return words % {"code": self.code}
