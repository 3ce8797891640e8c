"""The items of the exit evaluation: each computed from records, with the way to its proof.

A record that says no is not outweighed by anything typed. Where the record knows nothing, a value
with its paper may be declared; an official judges it, and it stays marked "declared" for ever.
Unknown is never a pass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from incubator.exits import limits, queries
from incubator.exits.enums import Holds, Proof
from incubator.exits.models import Declared
from incubator.programmes.enums import ExitFact
from incubator.residence.models import Residence
from incubator.workers import queries as workers
from portal.core import clock, days, money
from portal.organisations.record import queries as record
from portal.organisations.record.enums import InspectionResult
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

PASSED = frozenset(
    {
        InspectionResult.QUALIFIED,
        InspectionResult.BASICALLY_QUALIFIED,
        InspectionResult.NOT_REQUIRED,
    }
)
STANDARD = (
    ExitFact.REGISTERED,
    ExitFact.PROJECT,
    ExitFact.WORKER,
    ExitFact.INSPECTION,
    ExitFact.INCOME,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What every item may ask: the residence, the day, and the register's facts."""

    residence: Residence
    day: date
    organisation: "Organisation | None"


@dataclass(frozen=True, slots=True)
class Found:
    """What a record says: whether it holds, in words, and where to look it up."""

    holds: Holds
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the exit sheet as it stands on a day."""

    code: str
    title: str
    criterion: str
    fact: str
    holds: Holds
    proof: Proof
    words: str
    url: str
    declared: Declared | None

    @property
    def met(self) -> bool:
        """Whether it is proven."""
        return self.holds is Holds.YES

    @property
    def is_declared(self) -> bool:
        """Whether somebody typed it; it is marked so for ever."""
        return self.proof is Proof.DECLARED

    @property
    def may_be_declared(self) -> bool:
        """Whether a typed value with its paper helps: the record knows nothing of it."""
        return self.holds is not Holds.YES and self.proof is not Proof.RECORD

    def frozen(self) -> dict[str, Any]:
        """The item as an ending keeps it."""
        return {
            "code": self.code,
            "title": self.title,
            "criterion": self.criterion,
            "fact": self.fact,
            "holds": self.holds.value,
            "proof": self.proof.value,
            "words": self.words,
            "declared": self.declared.pk if self.declared else None,
        }


def sheet(residence: Residence) -> Sequence[Mapping[str, Any]]:
    """The rows of the exit sheet in the residence's terms, else the usual five."""
    rows: list[Mapping[str, Any]] = residence.terms.get("exit", {}).get("items", [])
    if rows:
        return rows
    with translation.override("zh-hans"):
        return [
            {"code": fact.value, "title": str(fact.label), "fact": fact.value, "criterion": ""}
            for fact in STANDARD
        ]


def of(residence: Residence, on: date | None = None) -> list[Item]:
    """Every item as it stands on a day (today), from records and declared values."""
    day = on or clock.today()
    newest: dict[str, Declared] = {}
    for row in queries.declared_of(residence):
        newest.setdefault(row.item, row)
    known = Known(residence, day, register.of_body(residence.body))
    return [_item(known, row, newest.get(row["code"])) for row in sheet(residence)]


def frozen(residence: Residence) -> list[dict[str, Any]]:
    """The items of today in Chinese, as an ending keeps them."""
    with translation.override("zh-hans"):
        return [item.frozen() for item in of(residence)]


def unproven(residence: Residence) -> tuple[str, ...]:
    """What is missing for graduation, in words; the mid-term review counts too."""
    missing = [item.title for item in of(residence) if not item.met]
    if residence.midterm_passed_on is None:
        missing.insert(0, _("the mid-term review"))
    return tuple(missing)


def _item(known: Known, row: Mapping[str, Any], declared: Declared | None) -> Item:
    found = READERS.get(row["fact"], nothing)(known)
    proof = Proof.NONE if found.holds is Holds.UNKNOWN else Proof.RECORD
    url = found.url
    if proof is Proof.NONE and declared is not None:
        found, proof = _declared(declared), Proof.DECLARED
        url = _address("exit_paper", known.residence.pk, "declared", declared.pk)
    return Item(
        code=row["code"],
        title=row["title"],
        criterion=row.get("criterion", ""),
        fact=row["fact"],
        holds=found.holds,
        proof=proof,
        words=found.words,
        url=url,
        declared=declared,
    )


def _declared(row: Declared) -> Found:
    amount = f"{money.yuan(row.amount_fen)} · " if row.amount_fen is not None else ""
    words = f"{amount}{row.words}"
    if row.accepted is None:
        return Found(Holds.UNKNOWN, _("%(words)s (not judged yet)") % {"words": words})
    return Found(Holds.YES if row.accepted else Holds.NO, f"{words} · {row.answer}".rstrip(" ·"))


def nothing(_known: Known) -> Found:
    """What is said where no record knows of a fact."""
    return Found(Holds.UNKNOWN, _("Nothing is on record; please declare it with a paper."))


def _registered(known: Known) -> Found:
    kept, day = known.organisation, known.day
    if kept is None:
        return Found(Holds.UNKNOWN, _("The register does not know this organisation."))
    url = _address("organisation", kept.pk)
    if kept.struck_off:
        return Found(Holds.NO, str(kept.get_state_display()), url)
    if kept.certificate_to is not None and kept.certificate_to < day:
        ended = days.date_words(kept.certificate_to)
        return Found(Holds.NO, _("The certificate ended on %(day)s.") % {"day": ended}, url)
    if kept.registered_on is None:
        return Found(Holds.UNKNOWN, _("The register names no day of registration."), url)
    since = days.date_words(kept.registered_on)
    return Found(Holds.YES, _("On the register since %(day)s.") % {"day": since}, url)


def _worker(known: Known) -> Found:
    number = workers.insured_full_time(known.residence.body_id, known.day)
    if number:
        return Found(Holds.YES, _("%(number)s full-time, insurance proven.") % {"number": number})
    return Found(Holds.UNKNOWN, _("No full-time worker with proven insurance is entered."))


def _inspection(known: Known) -> Found:
    last = known.day.year - 1
    years = range(last, last - limits.inspection_years(known.residence), -1)
    stated = record.inspections(known.residence.body_id, years)
    year = next((year for year in years if year in stated), last)
    result = stated.get(year) or _too_young(known, last)
    if year < last and result == InspectionResult.NOT_REQUIRED:
        result = None
    if result is None:
        return Found(Holds.UNKNOWN, _("No result of the last annual inspection is on record."))
    label = InspectionResult(result).label
    words = _("%(year)s: %(result)s") % {"year": year, "result": label}
    url = _address("organisation", known.residence.body_id)
    return Found(Holds.YES if result in PASSED else Holds.NO, words, url)


def _too_young(known: Known, year: int) -> str | None:
    """ "Not required" for who was registered too late to be inspected for a year."""
    kept = known.organisation
    if kept is None or kept.registered_on is None or record.was_due(kept.registered_on, year):
        return None
    return InspectionResult.NOT_REQUIRED.value


Reader = Callable[[Known], Found]
READERS: dict[str, Reader] = {
    ExitFact.REGISTERED: _registered,
    ExitFact.WORKER: _worker,
    ExitFact.INSPECTION: _inspection,
}


def register_reader(fact: str, reader: Reader) -> None:
    """Let a subject that stands above this one say what its records know of a fact."""
    READERS[fact] = reader


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
