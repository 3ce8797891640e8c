"""What was checked of an application, as its page shows it: open points first, then what holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from incubator.admission import queries as admission
from incubator.admission.models import Application, Verdict
from incubator.deciding.conditions import CONDITION, UNKNOWN
from portal.accounts.queries import display
from portal.core import clock, days
from portal.core.reasons import Reason, Severity
from portal.organisations.register import queries as register


@dataclass(frozen=True, slots=True)
class Open:
    """A point that is against the applicant, or that somebody must judge (``code`` then)."""

    words: str
    mend: str = ""
    clause: str = ""
    code: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """All points: ``open`` ones, and those ``met`` as (words, source)."""

    open: Sequence[Open] = ()
    met: Sequence[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.open) + len(self.met)


def of(application: Application) -> Checked:
    """The points of an application as they stand today."""
    organisation = register.of_body(application.body)
    verdicts = admission.verdicts(application)
    held = frozenset(code for code, verdict in verdicts.items() if verdict.holds)
    interest = verdicts.get("public_interest_unconfirmed")
    applicant = admission.applicant_facts(
        application.programme,
        application.body,
        clock.day(application.submitted_at),
        public_interest=interest.holds if interest else None,
        but=application,
        known=admission.known_with(application),
    )
    found, met = admission.eligibility(applicant, organisation)
    against = [_open(reason, verdicts) for reason in found if reason.code not in held]
    confirmed = [
        (_confirmed(reason), _said(verdicts[reason.code]))
        for reason in found
        if reason.code in held
    ]
    if interest is not None and interest.holds:
        confirmed.append((_("The aim serves the public"), _said(interest)))
    for condition in application.programme.conditions.all():
        code = f"{CONDITION}{condition.pk}"
        verdict = verdicts.get(code)
        if verdict is not None and verdict.holds:
            confirmed.append((condition.words, _said(verdict)))
        else:
            said = _said(verdict) if verdict else ""
            against.append(Open(condition.words, clause=condition.source, code=code, said=said))
    return Checked(against, [*confirmed, *met])


def _open(reason: Reason, verdicts: dict[str, Verdict]) -> Open:
    by_hand = reason.severity is Severity.UNKNOWN and reason.code in UNKNOWN
    code = reason.code if by_hand else _judged_as(reason)
    verdict = verdicts.get(code)
    said = _said(verdict) if verdict else ""
    return Open(reason.words, "" if by_hand else reason.mend, reason.clause, code, said)


def _confirmed(reason: Reason) -> str:
    """What an official confirmed, in words that say that it holds."""
    if reason.code == "lists_unknown":
        return _("Stands on neither of the two credit lists")
    return reason.words


def _judged_as(reason: Reason) -> str:
    """A verdict against the aim can be judged again."""
    return "public_interest_unconfirmed" if reason.code == "not_public_interest" else ""


def _said(verdict: Verdict) -> str:
    said = _("holds") if verdict.holds else _("does not hold")
    return f"{said} · {verdict.source} · {display(verdict.by)} {days.date_words(verdict.at)}"
