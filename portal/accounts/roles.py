"""Who may what: each role is a class that reads like the post's job description.

A role is held in a body (``Post``). Its permissions reach the body itself, or, for officials with
``covers_division``, every body of the body's division and below.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission as P

Text = str | Promise


class Role:
    """A post's name, its permissions and whether a second factor is compulsory."""

    code: ClassVar[str] = ""
    title: ClassVar[Text] = ""
    duties: ClassVar[Text] = ""
    may: ClassVar[frozenset[P]] = frozenset()
    staff: ClassVar[bool] = False
    covers_division: ClassVar[bool] = False
    all: ClassVar[dict[str, type["Role"]]] = {}

    def __init_subclass__(cls) -> None:
        if cls.code in Role.all:
            raise TypeError(f"The role code {cls.code!r} is taken.")
        Role.all[cls.code] = cls

    @classmethod
    def named(cls, code: str) -> type["Role"]:
        """The role with this code; a code that died gives a role that may nothing."""
        return Role.all.get(code, Role)


class Owner(Role):
    """Answers for the organisation on the portal: members, applications, money."""

    code = "owner"
    title = _("owner")
    duties = _("manages members and acts for the organisation in everything")
    may = frozenset(
        {
            P.ORGANISATION_VIEW,
            P.ORGANISATION_EDIT,
            P.MEMBERS_MANAGE,
            P.ORGANISATION_MONEY,
        }
    )


class Applicant(Role):
    """Prepares and hands in what the organisation applies for."""

    code = "applicant"
    title = _("applicant")
    duties = _("prepares and hands in applications")
    may = frozenset({P.ORGANISATION_VIEW, P.ORGANISATION_EDIT})


class Finance(Role):
    """Sees and enters what concerns the organisation's money."""

    code = "finance"
    title = _("finance")
    duties = _("keeps bank account, receipts and reports on money")
    may = frozenset({P.ORGANISATION_VIEW, P.ORGANISATION_MONEY})


class Viewer(Role):
    """Sees what the organisation has on the portal, changes nothing."""

    code = "viewer"
    title = _("viewer")
    duties = _("reads, changes nothing")
    may = frozenset({P.ORGANISATION_VIEW})


# What the people who run a base do there every day.
BASE_WORK = frozenset(
    {
        P.BASE_KEEP,
        P.ROOM_MANAGE,
        P.BOOKING_KEEP,
        P.MENU_MANAGE,
        P.SUPPORT_ANSWER,
        P.TRAINING_MANAGE,
        P.RESIDENCE_KEEP,
        P.REGISTRATION_HELP,
        P.WORKERS_VIEW,
        P.POOL_MANAGE,
        P.BASE_DASHBOARD,
        P.PERSONAL_REVEAL,
    }
)


class RegistryClerk(Role):
    """Keeps the register of a civil affairs bureau and decides claims of its organisations."""

    code = "registry_clerk"
    title = _("registry clerk")
    duties = _("imports the register, checks claims, issues letters")
    staff = True
    may = frozenset(
        {
            P.WORKSPACE,
            P.CASES_VIEW,
            P.LISTS_IMPORT,
            P.REGISTER_IMPORT,
            P.REGISTER_VIEW,
            P.CLAIM_DECIDE,
            P.SUPPLIER_DECIDE,
            P.RECOVERY_START,
            P.RECOVERY_CONFIRM,
            P.LETTERS_ISSUE,
            P.CALLS_MAKE,
            P.RECORD_IMPORT,
            P.RECORD_CONFIRM,
            P.STATISTICS_VIEW,
            P.STATISTICS_EDIT,
        }
    )


class IncubationClerk(Role):
    """Runs incubation in a bureau: bases, programmes, first check, panels, publicity."""

    code = "incubation_clerk"
    title = _("incubation clerk")
    duties = _("publishes programmes, checks applications, convenes panels, keeps the bases")
    staff = True
    may = BASE_WORK | frozenset(
        {
            P.WORKSPACE,
            P.CASES_VIEW,
            P.REGISTER_VIEW,
            P.RECORD_CONFIRM,
            P.LETTERS_ISSUE,
            P.CALLS_MAKE,
            P.BASE_MANAGE,
            P.PROGRAMME_EDIT,
            P.ADMISSION_RECEIVE,
            P.ADMISSION_CHECK,
            P.PANEL_CONVENE,
            P.PUBLISH_NAMES,
            P.OBJECTION_ANSWER,
            P.CIRCULAR_SEND,
            P.LISTS_IMPORT,
            P.STATION_IMPORT,
            P.BASE_EVALUATE,
            P.GRANT_EDIT,
            P.STATISTICS_VIEW,
        }
    )


class RatingClerk(Role):
    """Prepares the rating of organisations: indicators, rounds, checks, visits, publicity."""

    code = "rating_clerk"
    title = _("rating clerk")
    duties = _("keeps indicators and rounds, checks who may apply, convenes experts")
    staff = True
    may = frozenset(
        {
            P.WORKSPACE,
            P.CASES_VIEW,
            P.REGISTER_VIEW,
            P.RECORD_CONFIRM,
            P.LETTERS_ISSUE,
            P.CALLS_MAKE,
            P.PANEL_CONVENE,
            P.PUBLISH_NAMES,
            P.OBJECTION_ANSWER,
            P.RATING_EDIT,
            P.RATING_CHECK,
            P.STATISTICS_VIEW,
        }
    )


class Accountant(Role):
    """Keeps the budget of a body and prepares its payment orders; releases none."""

    code = "accountant"
    title = _("accountant")
    duties = _("keeps budget lines and postings, prepares payment orders")
    staff = True
    may = frozenset({P.WORKSPACE, P.MONEY_VIEW, P.BUDGET_EDIT, P.PAYMENT_MAKE})


class Treasurer(Role):
    """Checks what the accountant prepared: transfers, orders, bank accounts, receipts."""

    code = "treasurer"
    title = _("treasurer")
    duties = _("checks and releases payment orders, approves transfers between lines")
    staff = True
    may = frozenset({P.WORKSPACE, P.MONEY_VIEW, P.BUDGET_APPROVE, P.PAYMENT_CHECK})


class BaseWorker(Role):
    """Runs a base from day to day: rooms, courses, support, visits; decides no case."""

    code = "base_worker"
    title = _("base worker")
    duties = _("keeps rooms, courses and support of a base, looks after those in residence")
    staff = True
    may = BASE_WORK | frozenset({P.WORKSPACE, P.CALLS_MAKE})


class StreetClerk(Role):
    """Files community groups at a street and keeps its stations."""

    code = "street_clerk"
    title = _("street clerk")
    duties = _("files community groups, keeps the stations of the street")
    staff = True
    may = BASE_WORK | frozenset(
        {P.WORKSPACE, P.CASES_VIEW, P.CALLS_MAKE, P.LETTERS_ISSUE, P.BASE_MANAGE, P.GROUP_FILE}
    )


class SectionHead(Role):
    """Leads the section: reassigns cases and decides disputes over an organisation."""

    code = "section_head"
    title = _("section head")
    duties = _("reassigns cases, decides disputes, confirms recoveries")
    staff = True
    may = (
        RegistryClerk.may
        | IncubationClerk.may
        | RatingClerk.may
        | {
            P.MONEY_VIEW,
            P.CASES_REASSIGN,
            P.DISPUTE_DECIDE,
            P.POSTS_MANAGE,
            P.DEPUTIES_MANAGE,
            P.APPROVE,
            P.ADMISSION_DECIDE,
            P.RESIDENCE_DECIDE,
            P.STATISTICS_CONFIRM,
        }
    )


class Leader(Role):
    """Leads the bureau: approves what the section proposes, asks for replies, decides last."""

    code = "leader"
    title = _("leader of the bureau")
    duties = _("approves decisions, gives instructions with a date of reply, keeps the chains")
    staff = True
    may = frozenset(
        {
            P.WORKSPACE,
            P.CASES_VIEW,
            P.CASES_REASSIGN,
            P.CASES_INSTRUCT,
            P.DEPUTIES_MANAGE,
            P.APPROVE,
            P.CHAINS_EDIT,
            P.ADMISSION_DECIDE,
            P.RESIDENCE_DECIDE,
            P.BASE_DASHBOARD,
            P.BASE_EVALUATE,
            P.LETTERS_ISSUE,
            P.REGISTER_VIEW,
            P.RATING_DECIDE,
            P.MONEY_VIEW,
            P.BUDGET_APPROVE,
            P.STATISTICS_VIEW,
            P.STATISTICS_CONFIRM,
        }
    )


class Expert(Role):
    """Scores alone on the panels to which the draw brought them; sees no case list."""

    code = "expert"
    title = _("expert")
    duties = _("declares ties, scores alone and signs")
    staff = True
    may = frozenset({P.WORKSPACE, P.PANEL_SCORE})


class CounterClerk(Role):
    """Serves people at a counter or by telephone."""

    code = "counter_clerk"
    title = _("counter clerk")
    duties = _("enters what people bring on paper, makes the calls that replace messages")
    staff = True
    may = frozenset(
        {P.WORKSPACE, P.CASES_VIEW, P.CALLS_MAKE, P.RECOVERY_START, P.ADMISSION_RECEIVE}
    )


class LawKeeper(Role):
    """Keeps rules and the working calendar as the authority confirmed them."""

    code = "law_keeper"
    title = _("keeper of rules")
    duties = _("enters confirmed amounts, periods and working days")
    staff = True
    may = frozenset({P.WORKSPACE, P.LAW_EDIT})


class Supervisor(Role):
    """Looks at everything that was done and proves that nothing was altered; changes nothing."""

    code = "supervisor"
    title = _("supervisor")
    duties = _("verifies the history, sees cases, changes nothing")
    staff = True
    covers_division = True
    may = frozenset(
        {
            P.WORKSPACE,
            P.CASES_VIEW,
            P.HISTORY_VERIFY,
            P.REGISTER_VIEW,
            P.MONEY_VIEW,
            P.STATISTICS_VIEW,
        }
    )


class Editor(Role):
    """Writes notices and guides in the CMS; sees no case."""

    code = "editor"
    title = _("editor")
    duties = _("writes pages, guides and notices")
    staff = True
    may = frozenset({P.WORKSPACE, P.CONTENT_EDIT})


class Administrator(Role):
    """Manages accounts and posts; sees no case data."""

    code = "administrator"
    title = _("administrator")
    duties = _("manages accounts and posts, sees no case")
    staff = True
    may = frozenset({P.WORKSPACE, P.POSTS_MANAGE, P.SECURITY_OVERSEE})
