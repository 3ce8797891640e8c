"""Whether a round is for an organisation, here and now: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason, Text

UNREGISTERED = "取缔非法社会组织办法"
REGISTRY = "社会组织评估管理办法"


@dataclass(frozen=True, slots=True)
class Call:
    """A round and a body on a day.

    ``team`` is the body's name when it is on no register. ``own_registry`` is the name of the
    authority that registered it ("" when the register does not say) and ``where`` how to reach
    it. ``open_number`` and ``done_number`` are cases of the body: one still open, wherever, and
    one of this round that has gone past applying.
    """

    on: date
    published: bool
    opens_on: date | None
    closes_on: date | None
    registry: str
    own_registry: str
    here: bool
    where: str = ""
    team: str = ""
    kind_rated: bool = True
    kind: Text = ""
    open_number: str = ""
    done_number: str = ""


def is_registered(call: Call) -> Iterator[Reason]:
    """A founding team or a filed group has no registration that could be rated."""
    if call.team:
        yield Reason(
            "not_registered",
            _("%(name)s is on no register of social organisations, so it is not rated."),
            _("Once it is registered, it may apply after the years the rule names."),
            UNREGISTERED,
            params={"name": call.team},
        )


def of_this_registry(call: Call) -> Iterator[Reason]:
    """A registry rates whom it registered, nobody else."""
    if call.team or call.here:
        return
    if not call.own_registry:
        yield Reason(
            "registry_unknown",
            _("The register does not say which authority registered the organisation."),
            _("Call %(registry)s; it completes the entry."),
            REGISTRY,
            params={"registry": call.registry},
        )
        return
    yield Reason(
        "other_registry",
        _("This round is for organisations registered by %(registry)s. Yours is registered by "
          "%(own)s."),
        _("Apply in a round of %(own)s%(where)s."),
        REGISTRY,
        params={
            "registry": call.registry, "own": call.own_registry,
            "where": f" ({call.where})" if call.where else "",
        },
    )  # fmt: skip


def kind_is_rated(call: Call) -> Iterator[Reason]:
    """A round rates the legal types it names indicators for."""
    if not call.team and not call.kind_rated:
        yield Reason(
            "kind_not_rated",
            _("This round does not rate organisations of the kind “%(kind)s”."),
            _("Ask the office when the next round for your kind is planned."),
            REGISTRY,
            params={"kind": call.kind},
        )


def in_time(call: Call) -> Iterator[Reason]:
    """From the first to the last day; kindly said outside of them."""
    first, last = call.opens_on, call.closes_on
    if not call.published or first is None or last is None:
        yield Reason(
            "round_not_open",
            _("This round takes no applications."),
            _("See the rounds that are open."),
        )
    elif call.on < first:
        yield Reason(
            "round_not_yet",
            _("One may apply from %(day)s on."),
            _("Prepare the papers until then; they are listed with the round."),
            params={"day": days.date_words(first)},
        )
    elif call.on > last:
        yield Reason(
            "round_over",
            _("We are sorry: the last day to apply was %(day)s."),
            _("Nothing you prepared is lost: apply in the next round; you are told when it opens."),
            params={"day": days.date_words(last)},
        )


def nothing_open(call: Call) -> Iterator[Reason]:
    """One rating at a time, and one in a round."""
    if call.open_number:
        yield open_already(call.open_number)
    elif call.done_number:
        yield Reason(
            "rated_in_round",
            _("The organisation was rated in this round already: %(number)s."),
            _("Follow that case, or apply in the next round."),
            params={"number": call.done_number},
        )


def open_already(number: str) -> Reason:
    """The reason against a second rating while one is open; "" when its number is not known."""
    return Reason(
        "rating_open",
        _("A rating of the organisation is still open: %(number)s."),
        _("Follow that case, or withdraw it first."),
        params={"number": number or "…"},
    )


TO_APPLY = (is_registered, of_this_registry, kind_is_rated, in_time, nothing_open)
"""Everything about the round that must hold on the day of the application."""
