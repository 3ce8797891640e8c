"""Every page of the portal with somebody who may see it, for the sweep by axe.

The pages and their visitors come from the descriptions in ``tests/addresses``; things are made in
the demo city, so that lists are full and the things have neighbours.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.core import clock
from tests import people
from tests.addresses import load
from tests.harness import matrix
from tests.journeys import states

load()

VISITORS = (
    "anonymous",
    "resident",
    "owner",
    "clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "law_keeper",
    "administrator",
    "incubation_clerk",
    "leader",
    "base_worker",
    "expert",
    "rating_clerk",
    "accountant",
    "treasurer",
)
NO_PAGES = {
    "leads to another page": {
        "account_change_password",
        "account_email_code",
        "account_email_link",
        "account_email_verification_sent",
        "account_reset_password_done",
        "account_confirm_login_code",
        "account_set_password",
        "cms_login",
        "cms_password_reset",
        "cms_password_reset_step",
        "inbox_read",
        "members",
        "our_account_case",
        "mfa_download_recovery_codes",
        "mfa_edit_webauthn",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_remove_webauthn",
        "page_login",
        "panel_papers",
        "usersessions_list",
    },
    "only takes what a form on another page sends": {
        "admission_letter",
        "admission_phone",
        "admission_verdict",
        "base_check",
        "base_day_clear",
        "base_plan_confirm",
        "base_staff_leave",
        "booking_cancel",
        "call_reveal",
        "circular_remind",
        "circular_send",
        "claim_letter",
        "closure_lift",
        "demo_sign_in",
        "desk_back",
        "desk_release",
        "desk_take",
        "end_deputy",
        "end_session",
        "exit_ask",
        "exit_graduate",
        "exit_hand_over",
        "exit_start",
        "history_check",
        "import_discard",
        "invitation_resend",
        "invitation_revoke",
        "language",
        "letter_scan",
        "mentor_end",
        "mentor_seen",
        "mode_contrast",
        "mode_elderly",
        "mode_size",
        "objection_person",
        "panel_draw",
        "plan_answer",
        "panel_substitute",
        "programme_checked",
        "programme_copy",
        "programme_from_tier",
        "programme_publish",
        "receipt_list_confirm",
        "receipt_list_discard",
        "registration_act",
        "registration_reveal",
        "report_rhythm",
        "round_convene",
        "round_lot",
        "round_propose",
        "rating_letter",
        "scheme_copy",
        "scheme_discard",
        "scheme_publish",
        "scheme_retire",
        "supplier_letter",
        "tie_remove",
        "training_accept",
        "training_act",
        "training_issue",
        "training_leave",
        "training_publish",
        "worker_list_confirm",
        "worker_list_discard",
    },
    "gives a file": {
        "account_permit",
        "admission_draft_paper",
        "admission_paper",
        "admission_reading_paper",
        "admission_receipt_pdf",
        "admission_scan",
        "admission_template",
        "agreement_file",
        "allowances_file",
        "allowances_kept_file",
        "allowances_of_file",
        "approval_minutes",
        "bank_file_content",
        "base_table",
        "binder_file",
        "budget_file",
        "budget_line_file",
        "calendar_feed",
        "case_zip",
        "checkpoints",
        "circular_export",
        "claim_file",
        "desk_export",
        "diploma_file",
        "diplomas_csv",
        "exit_paper",
        "followup_file",
        "grades_csv",
        "handover_list",
        "history_export",
        "import_export",
        "grant_receipt",
        "grants_csv",
        "my_assessment_file",
        "my_assessment_pdf",
        "my_grant_receipt",
        "subsidy_batch_table",
        "indicator_sheet",
        "letter_file",
        "lineage_document",
        "lineage_my_document",
        "mending_paper",
        "milestone_file",
        "objection_paper",
        "organisation_data",
        "organisations_file",
        "panel_minutes",
        "payment_order_pdf",
        "payment_orders_csv",
        "public_account_file",
        "public_account_grants",
        "payment_scan",
        "pool_receipt",
        "pool_slip",
        "programme_sample",
        "rating_assessment_file",
        "rating_assessment_pdf",
        "rating_certificate",
        "rating_minutes",
        "rating_plaques",
        "rating_sheet_file",
        "rating_worker",
        "rating_paper",
        "ratings_csv",
        "receipts_csv",
        "record_file",
        "recovery_letter",
        "regrading_document",
        "regrading_my_document",
        "registration_document_file",
        "registration_paper",
        "registration_zip",
        "residences_csv",
        "room_feed",
        "room_use_csv",
        "statistics_file",
        "scheme_export",
        "search_export",
        "supplier_file",
        "training_calendar",
        "training_certificate_pdf",
        "training_learners",
        "venture_file",
        "training_record_csv",
        "training_record_pdf",
        "work_list_export",
        "worker_list_rows",
        "worker_template",
        "workers_csv",
        "workers_seen_csv",
    },
    "needs a sign-in that is under way": {"account_reauthenticate_code"},
    "stands in the list of further pages": {
        "dispute",
        "group_act",
        "group_enter",
        "groups_kept",
        "objection_received",
        "tracked_case",
    },
}


@dataclass(frozen=True, slots=True)
class Stop:
    """An address and who goes there; ``status`` is what must come back."""

    address: str
    kind: str = "anonymous"
    status: int = 200


def names() -> list[str]:
    """The pages to see: the addresses of ours that are pages, and further ones."""
    left_out = set().union(*NO_PAGES.values())
    ours = {route.name for route in matrix.ours() if route.name not in left_out}
    return sorted(ours | set(states.FURTHER))


def stop(name: str) -> Stop:
    """The page of this name, for the first visitor who may see it."""
    if name in states.FURTHER:
        return Stop(*_made(states.FURTHER[name]))
    entry = matrix.ENTRIES[name]
    route = next(route for route in matrix.ours() if route.name == name)
    kind = next(k for k in VISITORS if matrix.expected(route, entry, k, "own") == matrix.SERVED)
    builder = states.READY.get(name, entry.own)
    return Stop(reverse(name, kwargs=dict(_made(builder) if builder else {})) + entry.query, kind)


def cookie(kind: str) -> str:
    """The session of a signed-in visitor who has just given a password and a second factor.

    Making a thing may move the clock on by days, which ends a session: each day has its own.
    """
    return _cookie(kind, clock.today().isoformat())


@cache
def _cookie(kind: str, _day: str) -> str:
    client: Client = people.client_of(kind)
    session = client.session
    session["tracked_cases"] = dict.fromkeys(states.tracked(), "2100-01-01T00:00:00+08:00")
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time()},
    ]
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def forget() -> None:
    """Forget what was made: the site is gone."""
    states.forget()
    _made.cache_clear()
    _cookie.cache_clear()


@cache
def _made(builder: Callable[[], Any]) -> Any:
    """Each thing is made once, however many pages show it."""
    return builder()
