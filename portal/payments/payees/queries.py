"""Reading bank accounts: the one in force, who sees which, and the facts of their check."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.bodies.enums import BodyKind
from portal.core import sealed
from portal.organisations.register import queries as register
from portal.payments.payees.conditions import AccountFacts, DecisionFacts
from portal.payments.payees.entered import Entered
from portal.payments.payees.enums import AccountState
from portal.payments.payees.models import Account
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

OFFICE = (Permission.MONEY_VIEW, Permission.PAYMENT_CHECK, Permission.CASES_VIEW)


def account_of(body: int) -> Account | None:
    """The account in force of a body (its id), confirmed by a second person; None without one."""
    return Account.objects.filter(body=body, in_force=True).first()


def masked(account: Account) -> str:
    """The account as pages show it: the bank and the last four digits."""
    return f"{account.bank} {account.shown}"


def offices_seen(user: User) -> frozenset[int]:
    """The offices whose accounts and payments a person may see, masked."""
    return frozenset().union(*(people.bodies_where(user, each) for each in OFFICE))


def of_offices(user: User) -> QuerySet[Account]:
    """The accounts whose check lies with the person's offices."""
    return _rows().filter(case__holder__in=offices_seen(user))


def visible_to(user: User) -> QuerySet[Account]:
    """The accounts of the person's offices and of the bodies in which they are members."""
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return _rows().filter(Q(case__holder__in=offices_seen(user)) | Q(body__in=own))


def of_body(body: int) -> QuerySet[Account]:
    """Every account a body ever named, the newest first."""
    return _rows().filter(body=body).order_by("-id")


def office_of(body: "Body") -> int | None:
    """The bureau that confirms a body's account: its registry, else that of its division."""
    organisation = register.of_body(body)
    if organisation is not None:
        return organisation.registry_id
    own = bodies.registries().filter(division=body.division_id)
    return own.values_list("pk", flat=True).first()


def account_facts(body: "Body", entered: Entered, *, has_permit: bool) -> AccountFacts:
    """The facts on which an account is taken in."""
    organisation = register.of_body(body)
    now = account_of(body.pk)
    waiting = of_body(body.pk).filter(status=AccountState.PROPOSED).first()
    prints = sealed.fingerprints(entered.number)
    return AccountFacts(
        holder=entered.holder,
        registered_name=body.name,
        bank=entered.bank,
        code=entered.bank_code,
        number=entered.number,
        has_permit=has_permit,
        registered=body.kind != BodyKind.FOUNDING_TEAM,
        struck_off=organisation is not None and organisation.struck_off,
        office_known=office_of(body) is not None,
        pending=waiting.case.number if waiting and waiting.case else "",
        same=now is not None
        and now.fingerprint in prints
        and (now.bank, now.bank_code) == (entered.bank, entered.bank_code),
        elsewhere=_elsewhere(body.pk, prints),
    )


def decision_facts(account: Account, by: User | None) -> DecisionFacts:
    """The facts on which an account is confirmed; ``account`` has just been locked."""
    organisation = register.of_body(account.body)
    prints = sealed.fingerprints(sealed.unsealed(account.sealed))
    return DecisionFacts(
        holder=account.holder,
        registered_name=account.body.name,
        own_act=by is not None and by.pk == account.proposed_by_id,
        own_body=by is not None
        and people.may(by, Permission.ORGANISATION_VIEW, body=account.body_id),
        struck_off=organisation is not None and organisation.struck_off,
        elsewhere=_elsewhere(account.body_id, prints),
    )


def _elsewhere(body: int, prints: list[str]) -> bool:
    """Whether another body has, or waits for, an account with one of these fingerprints."""
    live = Q(in_force=True) | Q(status=AccountState.PROPOSED)
    found = Account.objects.filter(live, fingerprint__in=prints).exclude(body=body)
    return bool(prints) and found.exists()


def _rows() -> QuerySet[Account]:
    return Account.objects.select_related(
        "case__holder", "body", "permit", "proposed_by", "decided_by"
    )
