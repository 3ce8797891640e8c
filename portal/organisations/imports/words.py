"""Every reason a row can have: its class, its words and its cure.

Rows keep only the code and the places of a reason; the words are told in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core import credit_code
from portal.core.reasons import Reason, Severity, Text
from portal.organisations.imports.enums import Choice, Verdict

COMPARE = _("Compare the row with the registration certificate and mend it in the list.")
LEAVE_OR_TAKE = (Choice.LEAVE, Choice.TAKE)


@dataclass(frozen=True, slots=True)
class Words:
    """A reason's class, words, cure and, for decisions, what an official may choose."""

    verdict: Verdict
    message: Text
    cure: Text = COMPARE
    choices: tuple[Choice, ...] = ()


ERROR, WARNING, DECISION = Verdict.ERROR, Verdict.WARNING, Verdict.DECISION
CODE_ERRORS = frozenset({"code_missing", "code_length", "code_sign", "code_check_character"})
CODE_WARNINGS = frozenset({"code_kind", "code_division", "organisation_code_check"})
ROW_WORDS: dict[str, Words] = {
    "name_missing": Words(ERROR, _("The row has no name.")),
    "name_too_long": Words(ERROR, _("The name has more than 120 signs.")),
    "formula_text": Words(
        ERROR,
        _("A formula stands in place of the name: %(text)s"),
        _("Write the name itself into the cell."),
    ),
    "date_missing": Words(ERROR, _("The row has no date of registration.")),
    "date_impossible": Words(
        ERROR,
        _("“%(text)s” is no date there can be (%(column)s)."),
        _("Write it as 2024-05-31."),
    ),
    "date_in_future": Words(ERROR, _("The date %(text)s is still to come.")),
    "type_unknown": Words(
        ERROR,
        _("Neither the type “%(text)s” nor the credit code says what kind of organisation it is."),
        _("Write 社会团体, 社会服务机构 or 基金会."),
    ),
    "duplicate_row": Words(
        ERROR,
        _("The row repeats row %(line)s, so it is not taken again."),
        _("Nothing needs to be done, if row %(line)s is right."),
    ),
    "code_held_by_other_body": Words(
        ERROR, _("Another kind of body on this portal already has this credit code.")
    ),
    "code_with_two_names": Words(
        DECISION,
        _("The list gives this credit code two names; row %(line)s calls it “%(name)s”."),
        _("Choose the name on the certificate: take this row, or leave it out."),
        LEAVE_OR_TAKE,
    ),
    "name_twice_in_list": Words(
        DECISION,
        _("Row %(line)s of the same registry has this name with the code %(other)s."),
        _("Take this row only if these really are two organisations."),
        LEAVE_OR_TAKE,
    ),
    "name_has_other_code": Words(
        DECISION,
        _("The register knows “%(name)s” of this registry with the code %(other)s."),
        _("Say whether it is the same organisation with a new code, or another one."),
        (Choice.LEAVE, Choice.MATCH, Choice.TAKE),
    ),
    "former_name_again": Words(
        DECISION,
        _("The organisation bore this name earlier; it is now called “%(name)s”."),
        _("The list may be old. Take the row only if the organisation took this name again."),
        LEAVE_OR_TAKE,
    ),
    "back_to_normal": Words(
        DECISION,
        _("The register says that the organisation was struck off; the list says it is not."),
        _("Take the row only with the registry's decision in hand."),
        LEAVE_OR_TAKE,
    ),
    "outside_registry": Words(
        Verdict.SKIPPED,
        _("The row belongs to another registration authority, so it is left out."),
        _("Its own bureau imports it."),
    ),
    "type_contradicts_code": Words(
        WARNING,
        _("The type is %(kind)s, but the credit code belongs to another kind (%(part)s)."),
    ),
    "type_from_code": Words(
        WARNING,
        _("The type “%(text)s” is unknown; the kind was taken from the credit code."),
        _("Write 社会团体, 社会服务机构 or 基金会."),
    ),
    "name_contains_preparing": Words(
        WARNING,
        _("The name holds （筹）, as if the organisation were not registered yet."),
    ),
    "funds_not_a_number": Words(
        WARNING,
        _("The funds “%(text)s” are no plain number; understood as: %(understood)s"),
        _("Check the amount and write it as a number."),
    ),
    "state_unknown": Words(
        WARNING,
        _("The state “%(text)s” is unknown; the state in the register stays."),
        _("Write 正常, 注销, 撤销 or 吊销."),
    ),
    "registry_unknown": Words(
        WARNING,
        _("The registration authority “%(text)s” is not known here."),
        _("Write its full name, or ask the operator to add it."),
    ),
    "certificate_ends_before_start": Words(
        WARNING,
        _("The certificate would end before it begins; both days were left out."),
    ),
    "text_too_long": Words(WARNING, _("The text under “%(column)s” is too long and was cut.")),
    "formula_in_cell": Words(WARNING, _("A formula under “%(column)s” was kept as text: %(text)s")),
}


def add(more: Mapping[str, Words]) -> None:
    """Make the reasons of another kind of list known."""
    ROW_WORDS.update(more)


def verdict_of(code: str) -> Verdict:
    """The class of a reason."""
    if code in ROW_WORDS:
        return ROW_WORDS[code].verdict
    return Verdict.ERROR if code in CODE_ERRORS else Verdict.WARNING


def choices_for(codes: list[str]) -> tuple[Choice, ...]:
    """What may be chosen when all these reasons stand: only what each of them allows."""
    allowed = [ROW_WORDS[code].choices for code in codes if verdict_of(code) is Verdict.DECISION]
    return tuple(c for c in Choice if allowed and all(c in some for some in allowed))


def explain(code: str, params: Mapping[str, Any]) -> Reason:
    """The reason in words."""
    if code in ROW_WORDS:
        words = ROW_WORDS[code]
        severity = Severity.WARN if words.verdict is WARNING else Severity.BLOCK
        return Reason(code, words.message, words.cure, severity=severity, params=params)
    reasons = credit_code.check(str(params.get("text", ""))).reasons
    return next((reason for reason in reasons if reason.code == code), Reason(code))
