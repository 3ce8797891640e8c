"""Reading the end of residences: who sees it, what waits, and the figures."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from incubator.allowances import queries as allowances
from incubator.exits.enums import Answer, MoneyWhat, Reached
from incubator.exits.models import (
    Declared,
    Diploma,
    Ending,
    Extension,
    FollowUp,
    Hearing,
    Lent,
    MoneyEntry,
)
from incubator.programmes.enums import SupportKind
from incubator.residence import queries as residences
from incubator.residence.enums import BEFORE_LEAVING, Outcome, ResidenceState
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.audit import queries as audit
from portal.core import clock
from portal.organisations.register.enums import STRUCK_OFF

State = ResidenceState
PROPOSING = ("propose_termination", "fail_rereview", "list_termination")
WAITING = (State.EXIT, State.HEARING, State.HEARD, State.LEAVING)


def own(user: User, pk: int) -> Residence | None:
    """A residence of an organisation to which a person belongs, or None."""
    return residences.of_organisations(user).filter(pk=pk).first()


def kept(user: Anybody) -> QuerySet[Residence]:
    """The residences in the bases where a person works or whose cases they see."""
    return residences.kept_by(user)


def ending_of(residence: Residence) -> Ending | None:
    """How a residence ended; None while it runs."""
    return Ending.objects.filter(residence=residence).select_related("into", "by").first()


def diploma_of(residence: Residence) -> Diploma | None:
    """The certificate of a residence, or None."""
    return Diploma.objects.filter(residence=residence).select_related("made").first()


def by_number(number: str) -> Diploma | None:
    """The certificate with exactly this number, as people type it; None for any other."""
    typed = "".join(number.split()).upper()
    return Diploma.objects.filter(number=typed).select_related("residence__body").first()


def unmade(keys: Iterable[int]) -> QuerySet[Diploma]:
    """Those of the certificates of which no PDF was made yet."""
    found = Diploma.objects.filter(pk__in=list(keys), made=None)
    return found.select_related("residence__case__holder", "residence__base")


def declared_of(residence: Residence) -> QuerySet[Declared]:
    """Everything declared for a residence, newest first."""
    if not getattr(residence, "has_declared", True):
        return Declared.objects.none()
    return Declared.objects.filter(residence=residence).select_related("by", "answered_by", "paper")


def extensions_of(residence: Residence) -> QuerySet[Extension]:
    """The requests to stay longer, newest first."""
    found = Extension.objects.filter(residence=residence)
    return found.select_related("asked_by", "decided_by")


def extension_waiting(residence: Residence) -> Extension | None:
    """The request that waits for an answer, or None."""
    return extensions_of(residence).filter(answer="").first()


def extension_granted(residence: Residence) -> Extension | None:
    """The one extension that was granted, or None."""
    return extensions_of(residence).filter(answer=Answer.GRANTED).first()


def hearings_of(residence: Residence) -> QuerySet[Hearing]:
    """The hearings of a residence, newest first."""
    found = Hearing.objects.filter(residence=residence)
    return found.select_related("spoken_by", "decided_by", "minutes_file")


def hearing_open(residence: Residence) -> Hearing | None:
    """The hearing that is not decided yet, or None."""
    return hearings_of(residence).filter(ruling="").first()


def lent_to(residence: Residence) -> QuerySet[Lent]:
    """What was lent to a residence, what is still out first."""
    found = Lent.objects.filter(residence=residence).select_related("by", "received_by")
    return found.order_by(F("back_on").asc(nulls_first=True), "since", "pk")


def not_back(residence: Residence) -> tuple[str, ...]:
    """What was lent and is not back, in words."""
    return tuple(str(one) for one in lent_to(residence).filter(back_on=None))


@dataclass(frozen=True, slots=True)
class Money:
    """Support money of a residence in fen: what was paid out, and how far it is accounted for."""

    paid: int
    spent: int
    returned: int

    @property
    def open(self) -> int:
        """What is neither spent with a receipt nor returned."""
        return self.paid - self.spent - self.returned


def money_of(residence: Residence) -> Money:
    """What was paid out of the money allowance, spent and returned; in two queries."""
    return summed(paid(residence), entries_of(residence))


def paid(residence: Residence) -> int:
    """What the base paid out of the money allowance, in fen.

    A part of the allowance that was never paid out needs no return: it ends with the residence.
    """
    money = allowances.of_residence(residence.pk).filter(kind=SupportKind.MONEY)
    total: int = money.aggregate(paid=Sum("used", default=0))["paid"]
    return total


def summed(paid_fen: int, entries: Iterable[MoneyEntry]) -> Money:
    """The sums of entries beside what was paid out, in fen."""
    sums = {what.value: 0 for what in MoneyWhat}
    for entry in entries:
        sums[entry.what] += entry.amount_fen
    return Money(paid_fen, sums[MoneyWhat.SPENT], sums[MoneyWhat.RETURNED])


def entries_of(residence: Residence) -> QuerySet[MoneyEntry]:
    """The entries of support money, oldest first."""
    return MoneyEntry.objects.filter(residence=residence).select_related("by", "receipt")


def follow_ups_of(residence: Residence) -> QuerySet[FollowUp]:
    """The follow-ups of a residence in order of time."""
    return FollowUp.objects.filter(residence=residence).prefetch_related("attempts__by")


def taken_over_by(body_id: int) -> QuerySet[Ending]:
    """The residences whose organisations merged into this one: its linked history."""
    found = Ending.objects.filter(into=body_id).order_by("at")
    return found.select_related("residence__body", "residence__base__body")


def for_hub(rows: QuerySet[Residence]) -> QuerySet[Any]:
    """Residences with the register's facts, and with whether it is worth asking for the rest."""
    here: dict[str, Any] = {"residence": OuterRef("pk")}
    return rows.select_related("body__organisation").annotate(
        has_declared=Exists(Declared.objects.filter(**here)),
        has_asked=Exists(Extension.objects.filter(**here, answer="")),
        has_taken_over=Exists(Ending.objects.filter(into=OuterRef("body"))),
    )


def waiting(user: Anybody) -> QuerySet[Residence]:
    """The residences near their end that wait for somebody, the most urgent first."""
    return (
        kept(user).filter(status__in=WAITING).order_by(F("case__due_on").asc(nulls_last=True), "pk")
    )


def extensions_waiting(user: Anybody) -> QuerySet[Extension]:
    """The requests for an extension that wait in a person's bases, oldest first."""
    found = Extension.objects.filter(residence__in=kept(user).values("pk"), answer="")
    return found.select_related("residence__body", "residence__base__body").order_by(
        "asked_on", "pk"
    )


def struck_off(user: Anybody) -> QuerySet[Residence]:
    """The residences of organisations that the register struck off and that nobody ended yet."""
    return kept(user).filter(status__in=BEFORE_LEAVING, body__organisation__state__in=STRUCK_OFF)


def diplomas(user: Anybody) -> QuerySet[Diploma]:
    """The certificates issued in a person's bases, newest first."""
    found = Diploma.objects.filter(residence__in=kept(user).values("pk"))
    return found.select_related("residence__body", "residence__base__body")


def follow_ups(user: Anybody) -> QuerySet[FollowUp]:
    """The follow-ups of the graduates of a person's bases, in order of their day."""
    found = FollowUp.objects.filter(residence__in=kept(user).values("pk"))
    return found.select_related("residence__body", "residence__base__body")


@dataclass(frozen=True, slots=True)
class Alive:
    """How graduates fare at their last follow-up: numbers of organisations."""

    alive: int
    ended: int
    unreached: int

    @property
    def asked(self) -> int:
        """How many last follow-ups are closed."""
        return self.alive + self.ended + self.unreached

    @property
    def share(self) -> int | None:
        """Per cent alive of all that were asked (not reached counts as not alive); None if none."""
        return round(100 * self.alive / self.asked) if self.asked else None


def alive_after(rows: QuerySet[FollowUp], months: int) -> Alive:
    """Of the graduates asked so many months later: how many are alive. One query."""
    found = list(rows.filter(months=months).exclude(reached="").values_list("reached", "alive"))
    answered = [alive for reached, alive in found if reached == Reached.ANSWERED]
    return Alive(sum(map(bool, answered)), answered.count(False), len(found) - len(answered))


def graduates_in_follow_up(residence: Residence) -> bool:
    """Whether a residence is one that is followed: it ended by graduation."""
    return residence.outcome == Outcome.GRADUATED


def proposal_of(residence: Residence) -> tuple[str, str]:
    """By which step the last termination was proposed, and the words said with it."""
    steps = [f"residence.{action}" for action in PROPOSING]
    events = audit.history(case=str(residence)).filter(action__in=steps)
    last = events.order_by("-pk").first()
    if last is None:
        return "", ""
    return last.action.rpartition(".")[2], str(json.loads(last.data).get("note", ""))


def by_key(pk: int) -> Residence | None:
    """A residence for the portal itself, or None."""
    found = Residence.objects.select_related("case__holder", *residences.SHOWN)
    return found.filter(pk=pk).first()


def not_ended(body_id: int) -> QuerySet[Residence]:
    """The residences of an organisation that have not ended, for the portal itself."""
    found = Residence.objects.filter(body=body_id, status__in=BEFORE_LEAVING)
    return found.select_related("case__holder", *residences.SHOWN)


def silent(moment: datetime) -> QuerySet[Residence]:
    """The residences whose days to be heard are over."""
    return _due(moment, State.HEARING)


def over(moment: datetime) -> QuerySet[Residence]:
    """The residences that have run their time."""
    day = clock.day(moment)
    return Residence.objects.filter(status=State.RUNNING, ends_on__lt=day)


def late_inventories(moment: datetime) -> QuerySet[Residence]:
    """The residences whose days to hand back are over."""
    return _due(moment, State.LEAVING).select_related("case__holder", *residences.SHOWN)


def _due(moment: datetime, state: str) -> QuerySet[Residence]:
    day = clock.day(moment)
    return Residence.objects.filter(status=state, case__due_on__lt=day)
