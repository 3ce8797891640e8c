"""Reasons that several acts of a decision give."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


def no_opinion() -> Reason:
    """Nothing is decided before the office has given its opinion."""
    return Reason(
        "opinion_missing",
        _("The preliminary opinion has not been given yet."),
        _("Give it first, on the page of the decision."),
    )


def closed() -> Reason:
    """Minutes that were closed stay as they are."""
    return Reason(
        "sitting_closed",
        _("The minutes of this sitting are closed."),
        _("Put the case on the agenda of another sitting."),
    )


def voted() -> Reason:
    """Attendance and ties are written down before the first vote."""
    return Reason(
        "votes_recorded",
        _("A vote has been written down already."),
        _("What it went by stays as it is; call another sitting if something was wrong."),
    )


def decided() -> Reason:
    """The case does not wait for the committee any more."""
    return Reason(
        "case_decided",
        _("This case does not wait for the committee now."),
        _("Look at the page of the decision to see where it stands."),
    )


def unknown_point() -> Reason:
    """A point of another sheet, or one that nobody scores."""
    return Reason(
        "point_unknown",
        _("This point takes no points here."),
        _("Choose one of the points of this sheet."),
    )


def unknown_seat() -> Reason:
    """Somebody who has no seat at this sitting."""
    return Reason(
        "not_a_member",
        _("Choose a member of the committee."),
        _("Only members in office on the day of the sitting have a seat."),
    )


def unknown_vote() -> Reason:
    """A word that is no vote."""
    return Reason(
        "vote_unknown", _("A vote is for, against or an abstention."), _("Choose one of them.")
    )


def veto_unknown() -> Reason:
    """A veto holds or does not hold; it takes no points."""
    return Reason(
        "veto_unknown",
        _("A veto takes no points: it holds, or it does not."),
        _("Enter 1 when it holds, 0 when it does not."),
    )


def unknown_account() -> Reason:
    """An address nobody signs in with."""
    return Reason(
        "account_unknown",
        _("No account has this address."),
        _("Leave it empty, or ask the member which address they sign in with."),
    )


def account_taken() -> Reason:
    """One person has one seat."""
    return Reason(
        "account_taken",
        _("Another member of the committee has this account."),
        _("Everybody votes with an account of their own."),
    )


def reason_missing() -> Reason:
    """Points that are changed say why."""
    return Reason(
        "change_reason_missing",
        _("Say why the committee gives other points."),
        _("The organisation reads the reason."),
    )


def grade_moved() -> Reason:
    """The points were changed while somebody else had the page open."""
    return Reason(
        "grade_moved",
        _("The points were changed meanwhile, and with them the grade."),
        _("Look at the sheet again, then vote."),
    )


def nothing_to_publish() -> Reason:
    """No decision of the committee waits to be made public."""
    return Reason(
        "nothing_to_publish",
        _("No decision of the committee in this round waits to be made public."),
        _("The committee decides first."),
    )


def nothing_to_announce() -> Reason:
    """No confirmed result waits to be announced."""
    return Reason(
        "nothing_to_announce",
        _("No result of this round is confirmed and waits to be announced."),
        _("A result is confirmed when its publicity is over and no re-examination is open."),
    )


def grade_by_committee() -> Reason:
    """A correction of a page mends slips; the grade is the committee's."""
    return Reason(
        "grade_by_committee",
        _("The grade can only be changed by the committee."),
        _("Uphold the objection: the case goes back to the committee."),
    )
