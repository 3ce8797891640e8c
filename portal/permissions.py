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
    CASES_INSTRUCT = "cases.instruct"
    DEPUTIES_MANAGE = "deputies.manage"
    APPROVE = "approvals.give"
    CHAINS_EDIT = "approvals.chains"
    CIRCULAR_SEND = "circulars.send"
    PUBLISH_NAMES = "publicity.open"
    OBJECTION_ANSWER = "objections.answer"

    POSTS_MANAGE = "posts.manage"
    SECURITY_OVERSEE = "security.oversee"

    LAW_EDIT = "law.edit"

    HISTORY_VERIFY = "history.verify"

    LISTS_IMPORT = "lists.import"
    REGISTER_IMPORT = "register.import"
    REGISTER_VIEW = "register.view"
    RECORD_IMPORT = "record.import"
    RECORD_CONFIRM = "record.confirm"

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

    PANEL_CONVENE = "panels.convene"
    PANEL_SCORE = "panels.score"

    BASE_MANAGE = "bases.manage"
    BASE_KEEP = "bases.keep"
    PROGRAMME_EDIT = "programmes.edit"
    ADMISSION_RECEIVE = "admission.receive"
    ADMISSION_CHECK = "admission.check"
    ADMISSION_DECIDE = "admission.decide"

    STATION_IMPORT = "stations.import"
    BASE_EVALUATE = "bases.evaluate"
    BASE_DASHBOARD = "bases.dashboard"
    ROOM_MANAGE = "rooms.manage"
    BOOKING_KEEP = "bookings.keep"
    MENU_MANAGE = "menu.manage"
    SUPPORT_ANSWER = "support.answer"
    TRAINING_MANAGE = "training.manage"
    RESIDENCE_KEEP = "residence.keep"
    RESIDENCE_DECIDE = "residence.decide"
    REGISTRATION_HELP = "registration.help"
    WORKERS_VIEW = "workers.view"
    GROUP_FILE = "groups.file"
    POOL_MANAGE = "pool.manage"
    PERSONAL_REVEAL = "personal.reveal"

    RATING_EDIT = "rating.edit"
    RATING_CHECK = "rating.check"
    RATING_DECIDE = "rating.decide"

    GRANT_EDIT = "grants.edit"

    MONEY_VIEW = "money.view"
    BUDGET_EDIT = "budget.edit"
    BUDGET_APPROVE = "budget.approve"
    PAYMENT_MAKE = "payments.make"
    PAYMENT_CHECK = "payments.check"
    ORGANISATION_MONEY = "organisation.money"

    STATISTICS_VIEW = "statistics.view"
    STATISTICS_EDIT = "statistics.edit"
    STATISTICS_CONFIRM = "statistics.confirm"
