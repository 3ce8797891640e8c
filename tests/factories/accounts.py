"""People who sign in, and an outbox in place of the gateways."""

import re
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp

from portal.accounts.models import User

PASSWORD = "Long-Enough-2026"
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that left."""

    to: str
    text: str
    kind: str

    @property
    def code(self) -> str:
        """The six digits in it, "" when there are none."""
        found = CODE.search(self.text)
        return found[0] if found else ""


OUTBOX: list[Sent] = []


class SmsBox:
    """Keeps text messages instead of sending them."""

    def send(self, *, to: str, text: str, kind: str) -> None:
        """Keep one."""
        OUTBOX.append(Sent(to, text, kind))


class EmailBox:
    """Keeps e-mails instead of sending them."""

    def send(self, *, to: str, subject: str, text: str, kind: str) -> None:
        """Keep one."""
        OUTBOX.append(Sent(to, f"{subject}\n{text}", kind))


class BrokenBox:
    """A gateway that is down."""

    def send(self, **_given: str) -> None:
        """Fail as networks do."""
        raise OSError("no route to the provider")


def user(
    *, phone: str = "", email: str = "", name: str = "李华", password: str = "", proven: bool = True
) -> User:
    """Somebody with an account; ``proven`` means a code came back from the address."""
    made = User.objects.create_user(
        phone=phone or None, email=email or None, name=name, password=password or None
    )
    if proven and phone:
        made.phone_verified = True
        made.save()
    if email:
        EmailAddress.objects.create(user=made, email=email, verified=proven, primary=True)
    return made


def app_for(person: User) -> str:
    """Set up an app for codes; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    return secret


def app_code(secret: str) -> str:
    """What the app shows now."""
    counter = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def printed_codes(person: User) -> list[str]:
    """Hand out a sheet of printed codes."""
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes
