"""Why an act on an indicator set is refused."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


def not_permitted() -> Reason:
    """The person's posts do not include this."""
    return Reason(
        "not_permitted",
        _("Your post does not include this step for the indicators of this office."),
        _("Ask a colleague of that office."),
    )


def sub_kind_elsewhere() -> Reason:
    """A sub-type of another legal type."""
    return Reason(
        "sub_kind_elsewhere",
        _("This sub-type does not belong to this legal type."),
        _("Choose both again."),
    )


def scheme_exists(name: str) -> Reason:
    """One scheme for an office, a type and a sub-type."""
    return Reason(
        "scheme_exists",
        _("Your office already has indicators for this type: “%(name)s”."),
        _("Open them and copy them to a new version."),
        params={"name": name},
    )


def draft_exists() -> Reason:
    """One draft of a scheme at a time."""
    return Reason(
        "draft_exists",
        _("There is a draft of these indicators already."),
        _("Go on with it, or discard it first."),
    )


def changed_meanwhile() -> Reason:
    """Somebody saved after the page was opened."""
    return Reason(
        "changed_meanwhile",
        _("Somebody changed this draft after you had opened the page."),
        _("What you typed is still here. Look at the draft in another window, then save again."),
    )


def already_published() -> Reason:
    """Published versions never change."""
    return Reason(
        "already_published",
        _("This version is published and never changes."),
        _("Copy it to a new draft and change that."),
    )


def own_draft() -> Reason:
    """Four eyes."""
    return Reason(
        "own_draft",
        _("You changed this draft last, so somebody else publishes it."),
        _("Ask a colleague, the section head or a leader of the office."),
    )


def name_fixed() -> Reason:
    """People know a published sheet by its name."""
    return Reason(
        "name_fixed",
        _("A version with this name is published, so the name stays."),
        _("Leave the name as it is."),
    )


def not_in_use() -> Reason:
    """Only a published version that is in use can be retired."""
    return Reason(
        "not_in_use",
        _("This version is not in use."),
        _("Open the list again to see where it stands."),
    )


def to_mend(count: int) -> Reason:
    """Rows of a spreadsheet that could not be read."""
    return Reason(
        "rows_to_mend",
        _("%(count)s rows must be mended first; nothing was taken over."),
        _("Mend them in the spreadsheet and upload it again."),
        params={"count": count},
    )


def upload_gone() -> Reason:
    """The spreadsheet was taken over already, or belongs to another draft."""
    return Reason(
        "upload_gone",
        _("This spreadsheet no longer waits to be taken over."),
        _("Upload it again."),
    )
