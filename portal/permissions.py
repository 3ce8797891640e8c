"""Every permission of the portal, in one list.

A leaf: it imports nothing of ours and everybody may import it. A permission says what somebody
does, never who: roles (``portal.accounts.roles``) say who. PUBLIC and SIGNED_IN need no post.
"""

from enum import StrEnum


class Permission(StrEnum):
    """What a person may do through a post held in a body."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"

    WORKSPACE = "workspace"
    CASES_VIEW = "cases.view"
    CASES_REASSIGN = "cases.reassign"

    POSTS_MANAGE = "posts.manage"
    SECURITY_OVERSEE = "security.oversee"

    LAW_EDIT = "law.edit"

    HISTORY_VERIFY = "history.verify"

    REGISTER_IMPORT = "register.import"
    REGISTER_VIEW = "register.view"

    CLAIM_DECIDE = "claim.decide"
    DISPUTE_DECIDE = "dispute.decide"
    RECOVERY_START = "recovery.start"
    RECOVERY_CONFIRM = "recovery.confirm"
    SUPPLIER_DECIDE = "supplier.decide"

    ORGANISATION_VIEW = "organisation.view"
    ORGANISATION_EDIT = "organisation.edit"
    MEMBERS_MANAGE = "members.manage"

    LETTERS_ISSUE = "letters.issue"
    CALLS_MAKE = "calls.make"

    CONTENT_EDIT = "content.edit"
