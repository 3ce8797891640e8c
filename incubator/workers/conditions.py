"""What must be true of a person who is entered: pure functions from facts to reasons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.workers.entered import Entered, Job, Months, Paper
from portal.core import days, workdays
from portal.core.reasons import Reason
from portal.core.resident_id import ResidentId
from portal.core.text import narrow

LABOUR_LAW = "劳动法第十五条"
CERTIFICATES = "社会工作者职业水平证书登记办法"
MOST_MONTHS = 120
FORM = re.compile(r"[0-9A-Za-z]{6,40}")
# Which field of a form, and which column of a list, a reason stands beside.
FIELDS = {
    "id_form": "number",
    "id_birthday": "number",
    "id_check_character": "number",
    "id_missing": "number",
    "id_as_number": "number",
    "id_twice_in_list": "number",
    "too_young": "number",
    "already_here": "number",
    "employed_elsewhere": "number",
    "name_missing": "name",
    "other_name": "name",
    "birthday_in_future": "born_on",
    "birthday_differs": "born_on",
    "level_missing": "level",
    "certificate_missing": "certificate",
    "certificate_form": "certificate",
    "certificate_of_another": "certificate",
    "certificate_twice_in_list": "certificate",
    "issued_missing": "issued_on",
    "issued_in_future": "issued_on",
    "certificate_ends_first": "valid_until",
    "contract_missing": "contract",
    "begins_missing": "begins_on",
    "begins_too_late": "begins_on",
    "begins_before_ended": "begins_on",
    "contract_ends_first": "until",
    "month_missing": "first",
    "months_reversed": "last",
    "month_in_future": "last",
    "month_before_contract": "first",
    "month_after_end": "last",
    "too_many_months": "last",
    "reference_missing": "reference",
    "not_full_time": "first",
    "month_proven": "first",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of the person: the name it has, where they are, whose number it is.

    ``left_on`` is the last day of the latest employment that ended.
    """

    name: str = ""
    here: bool = False
    elsewhere: bool = False
    left_on: date | None = None
    certificate_of_another: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A person as entered on a day, the number as judged, and what the register knows."""

    on: date
    entered: Entered
    identity: ResidentId
    known: Known = Known()
    age_least: int = 0
    update: bool = False


def named(facts: Facts) -> Iterator[Reason]:
    """A name, and the one under which the number is known."""
    name = facts.entered.name
    if not name:
        yield Reason("name_missing", _("The name is missing."), _("Enter it as on the card."))
    elif facts.known.name and facts.known.name != name:
        yield Reason(
            "other_name",
            _("This identity number stands in the register under another name."),
            _("Compare name and number with the identity card; correct what is wrong."),
        )


def identified(facts: Facts) -> Iterator[Reason]:
    """A true identity number of somebody old enough to work."""
    if not facts.identity.number:
        yield Reason("id_missing", _("The identity number is missing."), _("Enter all 18 digits."))
        return
    yield from facts.identity.reasons
    born = facts.identity.born_on
    if born is not None and workdays.months_later(born, 12 * facts.age_least) > facts.on:
        yield Reason(
            "too_young",
            _("The person was born on %(day)s and is younger than %(years)s."),
            _("Compare the number with the identity card."),
            LABOUR_LAW,
            params={"day": days.date_words(born), "years": facts.age_least},
        )


def born(facts: Facts) -> Iterator[Reason]:
    """A birthday, where one is given, is past and the one of the number."""
    given, told = facts.entered.born_on, facts.identity.born_on
    if given is None:
        return
    if given > facts.on:
        yield Reason(
            "birthday_in_future",
            _("The birthday %(day)s is still to come."),
            _("Correct it, or leave it empty: it is read from the identity number."),
            params={"day": days.date_words(given)},
        )
    elif told is not None and given != told:
        yield Reason(
            "birthday_differs",
            _("The birthday is not the one in the identity number."),
            _("Correct the one that is wrong, or leave the birthday empty."),
        )


def in_one_place(facts: Facts) -> Iterator[Reason]:
    """One person in one organisation at a time; moving means ending there first."""
    if facts.known.here and not facts.update:
        yield Reason(
            "already_here",
            _("This person is already in your register."),
            _("Open the entry and change it there; in a list, fill in the insured months or take "
              "the row out."),
        )  # fmt: skip
    if facts.known.elsewhere:
        yield Reason(
            "employed_elsewhere",
            _("This person is registered with another organisation, until it ends the entry."),
            _("Ask the person to have the entry ended there first."),
        )


def employed(facts: Facts) -> Iterator[Reason]:
    """The contract of somebody new: kind and days."""
    if facts.update:
        return
    yield from contracted(facts.entered.job, facts.on)
    left, begins = facts.known.left_on, facts.entered.job.begins_on
    if left is not None and begins is not None and begins <= left:
        yield Reason(
            "begins_before_ended",
            _("The person's last entry ended on %(day)s; this one begins before."),
            _("Enter a first day after that, as in the contract."),
            params={"day": days.date_words(left)},
        )


def contracted(job: Job, on: date) -> Iterator[Reason]:
    """A contract has a kind and a first day, and does not end before it."""
    if not job.contract:
        yield Reason("contract_missing", _("The kind of contract is missing."), _("Choose one."))
    if job.begins_on is None:
        yield Reason(
            "begins_missing",
            _("The first day of the contract is missing."),
            _("Enter it as in the contract, for example 2026-03-01."),
        )
    elif job.begins_on > on:
        yield Reason(
            "begins_too_late",
            _("The contract begins on %(day)s, which is still to come."),
            _("Enter the person on the first day of work."),
            params={"day": days.date_words(job.begins_on)},
        )
    if job.begins_on and job.until and job.until < job.begins_on:
        yield Reason(
            "contract_ends_first",
            _("The contract ends before it begins."),
            _("Compare both days with the contract."),
        )


def certified(facts: Facts) -> Iterator[Reason]:
    """The certificate, where one is given, is whole and nobody else's."""
    yield from papers(facts.entered.paper, facts.on, of_another=facts.known.certificate_of_another)


def papers(paper: Paper, on: date, *, of_another: bool) -> Iterator[Reason]:
    """A certificate has level, number and first day, and its number is one person's only."""
    if paper.is_empty:
        return
    if not paper.level:
        yield Reason(
            "level_missing",
            _("The level of the certificate is missing."),
            _("Choose one of the three levels."),
        )
    if not paper.number:
        yield Reason(
            "certificate_missing",
            _("The number of the certificate is missing."),
            _("Copy it from the certificate, or leave the level empty."),
        )
    elif not FORM.fullmatch(narrow(paper.number)):
        yield Reason(
            "certificate_form",
            _("A certificate number has 6 to 40 letters and digits."),
            _("Copy it from the certificate once more."),
        )
    if paper.issued_on is None:
        yield Reason(
            "issued_missing",
            _("The day on which the certificate was issued is missing."),
            _("Copy it from the certificate."),
        )
    elif paper.issued_on > on:
        yield Reason(
            "issued_in_future",
            _("The certificate was issued on a day that is still to come."),
            _("Compare the day with the certificate."),
        )
    if paper.issued_on and paper.valid_until and paper.valid_until <= paper.issued_on:
        yield Reason(
            "certificate_ends_first",
            _("The registration of the certificate ends before it was issued."),
            _("Compare both days with the certificate, or leave the second empty."),
        )
    if of_another:
        yield Reason(
            "certificate_of_another",
            _("This certificate number belongs to somebody else in the register."),
            _("Compare the number with the certificate. If it is right, tell the base: it looks "
              "which of the two is true."),
            CERTIFICATES,
        )  # fmt: skip


def insured(
    months: Months, job: Job, on: date, *, ended_on: date | None = None, taken: tuple[date, ...]
) -> Iterator[Reason]:
    """Insured months lie within a full-time contract, are over or running, and count once."""
    if months.first is None or months.last is None:
        yield Reason(
            "month_missing",
            _("The first or the last insured month is missing."),
            _("Enter both, for example 2026-01 and 2026-06."),
        )
        return
    found = months.days
    if not found:
        yield Reason(
            "months_reversed",
            _("The last insured month lies before the first."),
            _("Enter the earlier month first."),
        )
    if len(found) > MOST_MONTHS:
        yield Reason(
            "too_many_months",
            _("More than %(most)s months at once."),
            _("Compare both months with the proof."),
            params={"most": MOST_MONTHS},
        )
    if found and found[-1] > on:
        yield Reason(
            "month_in_future",
            _("A month that is still to come cannot be proven."),
            _("Enter months up to this one."),
        )
    if not job.full_time:
        yield Reason(
            "not_full_time",
            _("Insured months prove full-time work, and this person works part time."),
            _("Change the contract to full time first, if it is."),
        )
    if job.begins_on and found and found[0] < job.begins_on.replace(day=1):
        yield Reason(
            "month_before_contract",
            _("The contract begins on %(day)s, after the first insured month."),
            _("Enter the months insured by your organisation only."),
            params={"day": days.date_words(job.begins_on)},
        )
    if ended_on and found and found[-1] > ended_on:
        yield Reason(
            "month_after_end",
            _("The entry ended on %(day)s, before the last insured month."),
            _("Enter months up to then."),
            params={"day": days.date_words(ended_on)},
        )
    if not months.reference:
        yield Reason(
            "reference_missing",
            _("The number of the proof is missing."),
            _("Copy it from the record of insurance."),
        )
    if taken:
        yield Reason(
            "month_proven",
            _("Already proven for this person: %(months)s. A month counts once."),
            _("Leave these months out."),
            params={"months": "、".join(f"{day:%Y-%m}" for day in taken[:6])},
        )


PERSON = (named, identified, born, in_one_place, employed, certified)
