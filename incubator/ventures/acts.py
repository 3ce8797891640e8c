"""What must be true of each step of a project: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incubator.ventures.conditions import BASIS, CREDIT
from portal.core import money
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts on a project; amounts in fen.

    ``told``: the organisation was told before what was missing. ``against`` are reasons why the
    organisation may not be funded now. ``present`` are experts of the panel without a tie who heard
    the project, ``quorum`` the row. ``open_instalments`` were opened and are not paid yet;
    ``spending`` is what a report names, ``lines`` how many costs the project has and
    ``spent_lines`` how many the report names. ``owed`` is to come back.
    """

    own_case: bool = False
    own_check: bool = False
    told: bool = False
    against: tuple[Reason, ...] = ()
    lists_known: bool = True
    has_account: bool = True
    now: datetime | None = None
    defence_at: datetime | None = None
    present: int = 0
    quorum: int = 0
    has_own_scan: bool = False
    has_both_scan: bool = False
    open_instalments: int = 0
    under_way: bool = False
    done: str = "-"
    spending: int = 0
    paid: int = 0
    lines: int = 0
    spent_lines: int = 0
    mended: bool = False
    owed: int = 0
    failed: bool = False


def not_own_case(facts: Facts) -> Iterator[Reason]:
    """Nobody decides about money for an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this organisation, so you may not decide about its money."),
            _("Ask a colleague of the office who has nothing to do with it."),
            "回避",
        )


def decided_by_another(facts: Facts) -> Iterator[Reason]:
    """Who made the first check does not decide the result."""
    if facts.own_check:
        yield Reason(
            "own_check",
            _("You made the first check, so another person decides the result."),
            _("A leader of the office decides, or a substitute from the upper office."),
            BASIS,
        )


def told_once(facts: Facts) -> Iterator[Reason]:
    """What is missing is told once, and all of it at once."""
    if facts.told:
        yield Reason(
            "told_before",
            _("The organisation was told once already what was missing."),
            _("Decide now: pass the first check, or refuse with the reasons."),
            BASIS,
        )


def may_be_funded(facts: Facts) -> Iterator[Reason]:
    """Nothing stands against the organisation today."""
    yield from facts.against


def lists_are_known(facts: Facts) -> Iterator[Reason]:
    """No data is not a pass (rules.md I.20)."""
    if not facts.lists_known:
        yield Reason(
            "lists_unknown",
            _("Nobody has stated whether the organisation stands on a credit list."),
            _("Confirm it with a source in the record of the organisation, then try again."),
            CREDIT,
        )


def account_there(facts: Facts) -> Iterator[Reason]:
    """Money needs a checked bank account."""
    if not facts.has_account:
        yield Reason(
            "account_missing",
            _("The organisation has no checked bank account yet."),
            _("Enter the account under “Bank account”; another person then confirms it."),
        )


def appointed(facts: Facts) -> Iterator[Reason]:
    """A defence is held when its day and hour have come."""
    if facts.defence_at is None:
        yield Reason(
            "no_appointment",
            _("Day and place of the defence have not been told yet."),
            _("Set them on the page of the call."),
        )
    elif facts.now is not None and facts.now < facts.defence_at:
        yield Reason("defence_to_come", _("The defence has not begun yet."))


def quorum(facts: Facts) -> Iterator[Reason]:
    """Enough experts without a tie heard the project."""
    if facts.present < facts.quorum:
        yield Reason(
            "no_quorum",
            _("%(present)s experts without a tie were there; at least %(quorum)s must be."),
            _("Set a new day for the defence, or replace experts who cannot come."),
            BASIS,
            params={"present": facts.present, "quorum": facts.quorum},
        )


def own_scan_there(facts: Facts) -> Iterator[Reason]:
    """The organisation's stamp is on the contract."""
    if not facts.has_own_scan:
        yield Reason("scan_missing", _("The signed contract is missing."), _("Add its scan."))


def both_scan_there(facts: Facts) -> Iterator[Reason]:
    """Both stamps are on the contract."""
    if not facts.has_both_scan:
        yield Reason("scan_missing", _("The signed contract is missing."), _("Add its scan."))


def instalments_paid(facts: Facts) -> Iterator[Reason]:
    """A report tells of money that has come."""
    if facts.open_instalments:
        yield Reason(
            "instalment_open",
            _("An instalment has not been paid yet."),
            _("Hand in its receipt; the report is possible once it is paid."),
            BASIS,
        )


def report_whole(facts: Facts) -> Iterator[Reason]:
    """Words and an amount for every line of the budget."""
    if not facts.done.strip():
        yield Reason("done_missing", _("Say what was done."))
    if facts.spent_lines != facts.lines:
        yield Reason(
            "spending_missing",
            _("Enter what was spent on every line; 0 where nothing was spent."),
            clause=BASIS,
        )


def not_above_paid(facts: Facts) -> Iterator[Reason]:
    """Nobody spends more of the grant than was paid."""
    if facts.spending > facts.paid:
        yield Reason(
            "above_paid",
            _("%(spent)s yuan are more than was paid so far (%(paid)s)."),
            _("Enter only what the grant paid; what you add yourselves is not counted here."),
            BASIS,
            params={"spent": money.yuan(facts.spending), "paid": money.yuan(facts.paid)},
        )


def mend_once(facts: Facts) -> Iterator[Reason]:
    """A report is sent back once."""
    if facts.mended:
        yield Reason(
            "mended_before",
            _("This report was sent back once already."),
            _("Decide now: passed or failed."),
            BASIS,
        )


def no_payment_under_way(facts: Facts) -> Iterator[Reason]:
    """A project does not end while money is on its way to it."""
    if facts.under_way:
        yield Reason(
            "payment_under_way",
            _("A payment to the project is under way."),
            _("Wait until it is paid, or cancel its order first."),
        )


def all_came_back(facts: Facts) -> Iterator[Reason]:
    """A case closes only when it is settled."""
    if facts.owed > 0:
        yield Reason(
            "still_owed",
            _("%(owed)s yuan are still to be returned."),
            params={"owed": money.yuan(facts.owed)},
        )


def was_passed(facts: Facts) -> Iterator[Reason]:
    """Only a project that passed closes as finished."""
    if facts.failed:
        yield Reason("was_terminated", _("The project was terminated."))


def was_failed(facts: Facts) -> Iterator[Reason]:
    """Only a project that failed closes as terminated."""
    if not facts.failed:
        yield Reason("was_not_terminated", _("The project was not terminated."))


CHECK = (not_own_case, may_be_funded, lists_are_known)
DEFEND = (not_own_case, appointed, quorum)
DECIDE = (not_own_case, decided_by_another)
FUND = (not_own_case, decided_by_another, may_be_funded)
COUNTERSIGN = (not_own_case, both_scan_there, may_be_funded, lists_are_known, account_there)
REPORT = (instalments_paid, report_whole, not_above_paid)
STATE = (instalments_paid, report_whole, not_above_paid)
