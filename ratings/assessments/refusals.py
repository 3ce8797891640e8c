"""Reasons that several acts of an assessment give."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


def locked() -> Reason:
    """A self-assessment that was handed in keeps marks and files as they are."""
    return Reason(
        "evidence_locked",
        _("The self-assessment is handed in; marks and files can no longer be changed."),
        _("If something is wrong, ask the office to send it back."),
    )


def sheet_closed() -> Reason:
    """The team's sheet is open from the arranged visit until the signatures."""
    return Reason(
        "sheet_closed",
        _("The sheet of this visit is not open now."),
        _("Look at the page of the case to see where it stands."),
    )


def unknown_point() -> Reason:
    """A point of another sheet, or a veto where a mark is meant."""
    return Reason("point_unknown", _("This point is not on the sheet."), _("Open the sheet again."))


def saved_meanwhile() -> Reason:
    """Somebody else, or another device, saved something different."""
    return Reason(
        "saved_meanwhile",
        _("Somebody else saved something different meanwhile."),
        _("Both stand below; choose which stays."),
    )


def not_now() -> Reason:
    """The self-assessment is not being looked over."""
    return Reason(
        "not_now",
        _("The self-assessment is not being looked over now."),
        _("Look at the page of the case to see where it stands."),
    )


def ruling_words_missing() -> Reason:
    """Whoever refuses "does not apply" says why."""
    return Reason(
        "ruling_words_missing",
        _("Say why the point does apply."),
        _("The organisation reads these words."),
    )


def signed() -> Reason:
    """Who has signed enters nothing any more."""
    return Reason(
        "already_signed",
        _("You have signed; nothing can be changed any more."),
        _("If something is wrong, tell the office."),
    )
