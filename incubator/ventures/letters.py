"""The letters of a project, always in Chinese: refusal, contract, termination."""

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.ventures import queries, reckoning
from incubator.ventures.models import VentureProject
from portal.accounts.models import User
from portal.core import days, money
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.models import Case

CHINESE = "zh-hans"


def refusal(project: VentureProject, words: str, *, by: User) -> Letter:
    """Issue the letter to a project that is not funded. Raises Refused("not_permitted")."""
    with translation.override(CHINESE):
        said = letters.Words(
            title=_("Result of a project of venture philanthropy"),
            addressee=project.organisation.body.name,
            paragraphs=[
                _("Your project “%(title)s” (%(number)s, %(call)s) is not funded.")
                % {"title": project.title, "number": project, "call": project.call.title},
                _("Reasons: %(reasons)s") % {"reasons": words.strip()},
            ],
            remedy=Remedy.REVIEW,
        )
    return _issue("venture.refuse", said, project, by)


def termination(project: VentureProject, words: str, *, by: User) -> Letter:
    """Issue the letter that terminates a contract. Raises Refused("not_permitted")."""
    with translation.override(CHINESE):
        said = letters.Words(
            title=_("Termination of a contract of venture philanthropy"),
            addressee=project.organisation.body.name,
            paragraphs=[
                _("The contract %(contract)s on the project “%(title)s” is terminated.")
                % {"contract": project.contract, "title": project.title},
                _("Reasons: %(reasons)s") % {"reasons": words.strip()},
                _("What was paid and not properly spent is to be returned."),
            ],
            remedy=Remedy.REVIEW,
        )
    return _issue("venture.terminate", said, project, by)


def contract(project: VentureProject) -> Letter:
    """Issue the contract with its number, to be printed and signed by both (the portal itself)."""
    with translation.override(CHINESE):
        said = letters.Words(
            title=_("Contract on a project of venture philanthropy"),
            addressee=project.organisation.body.name,
            paragraphs=clauses(project),
        )
    return _issue("venture.contract", said, project, None)


def clauses(project: VentureProject) -> list[str]:
    """The clauses of the contract, with amounts in words."""
    call, fen = project.call, project.asked or 0
    shares = queries.shares()
    parts = reckoning.instalments(fen, shares)
    paid = [
        _("Instalment %(number)s: %(share)s%%, %(amount)s yuan.")
        % {"number": place, "share": share, "amount": money.yuan(part)}
        for place, (share, part) in enumerate(zip(shares, parts, strict=True), start=1)
    ]
    blank = "________________"
    return [
        _("Party A: %(office)s. Party B: %(name)s.")
        % {"office": call.office.name, "name": project.organisation.body.name},
        _("Party B carries out the project “%(title)s” from %(first)s to %(last)s.")
        % {
            "title": project.title,
            "first": days.date_words(call.starts_on) if call.starts_on else "",
            "last": days.date_words(call.ends_on) if call.ends_on else "",
        },
        _("Party A pays %(amount)s yuan (%(capitals)s) for it.")
        % {"amount": money.yuan(fen), "capitals": money.capitals(fen)},
        *paid,
        _("The first instalment is paid after signing, the second after the mid-term evaluation "
          "is passed, the last after the final evaluation; each on a receipt."),
        _("The money is spent by the lines of the budget only. What is not spent is returned."),
        _("Party A may terminate the contract when an evaluation is failed."),
        _("Party A (stamp, date): %(blank)s Party B (stamp, date): %(blank)s") % {"blank": blank},
    ]  # fmt: skip


def _issue(kind: str, said: letters.Words, project: VentureProject, by: User | None) -> Letter:
    case = case_of(project)
    return letters.issue(kind=kind, words=said, issuer=case.holder, case=case, by=by)


def case_of(project: VentureProject) -> Case:
    """The case of a project; ValueError for a draft."""
    if project.case is None:
        raise ValueError("A draft has no case.")
    return project.case
