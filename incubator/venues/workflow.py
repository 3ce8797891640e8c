"""The way of a booking of a room."""

from django.utils.translation import gettext_lazy as _

from incubator.venues import acts
from incubator.venues.acts import Facts
from incubator.venues.enums import HOLDING, BookingState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = BookingState
KEEP = Permission.BOOKING_KEEP
BOOK = Permission.ORGANISATION_EDIT
BASIS = "本市孵化入驻办法"

BOOKING: Workflow[Facts] = Workflow(
    code="booking",
    title=_("booking of a room"),
    prefix="CD",
    states=State,
    initial=State.ASKED,
    opening_deadline="",
    waits={State.ASKED: Waits.OFFICE, State.BOOKED: Waits.TIME},
    path=(State.ASKED, State.BOOKED, State.USED),
    steps=(
        Step(
            "confirm", (State.ASKED,), State.BOOKED, None, _("booked without approval"),
            basis=BASIS, notice="booking_booked",
        ),
        Step(
            "approve", (State.ASKED,), State.BOOKED, KEEP, _("approved"),
            conditions=(acts.not_own_case, acts.not_begun), basis=BASIS, notice="booking_approved",
        ),
        Step(
            "decline", (State.ASKED,), State.DECLINED, KEEP, _("not approved"),
            conditions=(acts.not_own_case,), basis=BASIS, notice="booking_declined",
            needs_note=True,
        ),
        Step(
            "lapse", (State.ASKED,), State.LAPSED, None, _("not answered in time"),
            basis=BASIS, notice="booking_lapsed",
        ),
        Step(
            "cancel", HOLDING, State.CANCELLED, BOOK, _("cancelled by the user"),
            side=Waits.APPLICANT, conditions=(acts.not_begun,), basis=BASIS,
            notice="booking_cancelled",
        ),
        Step(
            "cancel_for", HOLDING, State.CANCELLED, KEEP, _("cancelled by the base for the user"),
            conditions=(acts.not_begun,), basis=BASIS, notice="booking_cancelled",
            needs_note=True,
        ),
        Step(
            "close", HOLDING, State.CLOSED, Permission.ROOM_MANAGE, _("the room is closed"),
            conditions=(acts.not_over,), basis=BASIS, notice="booking_closed", needs_note=True,
        ),
        Step(
            "miss", (State.BOOKED,), State.MISSED, KEEP, _("nobody came"),
            conditions=(acts.not_own_case, acts.begun, acts.in_time_to_mark), basis=BASIS,
            notice="booking_missed",
        ),
        Step("complete", (State.BOOKED,), State.USED, None, _("took place"), basis=BASIS),
    ),
    url_name="booking_kept",
    applicant_url_name="booking",
)  # fmt: skip
