"""The way of an offer, and of each part of it to somebody: offer, match, handover, receipt."""

from django.utils.translation import gettext_lazy as _

from incubator.pool import acts
from incubator.pool.acts import BASIS, Facts
from incubator.pool.enums import MatchState, OfferState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

Offer, Match = OfferState, MatchState
MANAGE = Permission.POOL_MANAGE
LIVE = Permission.ORGANISATION_EDIT
KEEP = (acts.not_own_case,)

OFFERS: Workflow[Facts] = Workflow(
    code="pool_offer",
    title=_("offer to the charity pool"),
    prefix="CS",
    states=OfferState,
    initial=Offer.OFFERED,
    opening_deadline="pool.check",
    waits={Offer.OFFERED: Waits.OFFICE, Offer.LISTED: Waits.TIME},
    path=(Offer.OFFERED, Offer.LISTED, Offer.GIVEN),
    steps=(
        Step(
            "list", (Offer.OFFERED,), Offer.LISTED, MANAGE, _("taken into the pool"),
            conditions=KEEP, basis=BASIS, notice="pool_listed",
        ),
        Step(
            "decline", (Offer.OFFERED,), Offer.DECLINED, MANAGE, _("not taken"),
            conditions=KEEP, basis=BASIS, notice="pool_declined", needs_note=True,
        ),
        Step(
            "withdraw", (Offer.OFFERED, Offer.LISTED), Offer.WITHDRAWN, LIVE,
            _("taken back by the giver"), side=Waits.APPLICANT,
            conditions=(acts.nothing_promised,),
        ),
        Step(
            "take_off", (Offer.LISTED,), Offer.WITHDRAWN, MANAGE, _("taken out of the pool"),
            conditions=(*KEEP, acts.nothing_promised), basis=BASIS, notice="pool_taken_off",
            needs_note=True,
        ),
        Step(
            "lapse", (Offer.LISTED,), Offer.LAPSED, None, _("the time of the offer is over"),
            conditions=(acts.nothing_promised,), notice="pool_lapsed",
        ),
        Step(
            "give_out", (Offer.LISTED,), Offer.GIVEN, None, _("everything is given"),
            conditions=(acts.nothing_left,), notice="pool_given",
        ),
    ),
    url_name="pool_offer_case",
    applicant_url_name="my_offer",
)  # fmt: skip

MATCHES: Workflow[Facts] = Workflow(
    code="pool_match",
    title=_("gift from the charity pool"),
    prefix="PD",
    states=MatchState,
    initial=Match.ASKED,
    opening_deadline="pool.answer",
    waits={
        Match.ASKED: Waits.OFFICE,
        Match.MATCHED: Waits.OFFICE,
        Match.HANDED: Waits.APPLICANT,
    },
    path=(Match.ASKED, Match.MATCHED, Match.HANDED, Match.RECEIVED),
    steps=(
        Step(
            "match", (Match.ASKED,), Match.MATCHED, MANAGE, _("promised"),
            conditions=(*KEEP, acts.part_left), basis=BASIS, deadline="pool.hand_over",
            notice="pool_matched",
        ),
        Step(
            "refuse", (Match.ASKED,), Match.REFUSED, MANAGE, _("not promised"),
            conditions=KEEP, basis=BASIS, notice="pool_refused", needs_note=True,
        ),
        Step(
            "cancel", (Match.ASKED, Match.MATCHED), Match.CANCELLED, LIVE,
            _("no longer needed"), side=Waits.APPLICANT,
        ),
        Step(
            "call_off", (Match.MATCHED,), Match.CANCELLED, MANAGE, _("called off"),
            conditions=KEEP, basis=BASIS, notice="pool_called_off", needs_note=True,
        ),
        Step(
            "hand_over", (Match.MATCHED,), Match.HANDED, MANAGE, _("handed over"),
            conditions=KEEP, basis=BASIS, deadline="pool.confirm", notice="pool_handed",
        ),
        Step(
            "confirm", (Match.HANDED,), Match.RECEIVED, LIVE, _("received and acknowledged"),
            side=Waits.APPLICANT, notice="pool_received",
        ),
        Step(
            "confirm_on_paper", (Match.HANDED,), Match.RECEIVED, MANAGE,
            _("received, signed on paper"), conditions=(*KEEP, acts.slip_there), basis=BASIS,
            notice="pool_received",
        ),
    ),
    url_name="pool_match_case",
    applicant_url_name="my_gift",
)  # fmt: skip
