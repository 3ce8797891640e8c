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
    "expert",
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
        "call_reveal",
        "circular_remind",
        "circular_send",
        "claim_letter",
        "demo_sign_in",
        "desk_release",
        "desk_take",
        "end_deputy",
        "end_session",
        "history_check",
        "import_discard",
        "invitation_resend",
        "invitation_revoke",
        "language",
        "letter_scan",
        "mode_contrast",
        "mode_elderly",
        "mode_size",
        "objection_person",
        "panel_draw",
        "panel_substitute",
        "programme_checked",
        "programme_copy",
        "programme_publish",
        "round_convene",
        "round_lot",
        "round_propose",
        "supplier_letter",
        "tie_remove",
    },
    "gives a file": {
        "admission_draft_paper",
        "admission_paper",
        "admission_reading_paper",
        "admission_receipt_pdf",
        "admission_scan",
        "admission_template",
        "agreement_file",
        "approval_minutes",
        "binder_file",
        "calendar_feed",
        "case_zip",
        "checkpoints",
        "circular_export",
        "claim_file",
        "desk_export",
        "handover_list",
        "history_export",
        "import_export",
        "letter_file",
        "objection_paper",
        "panel_minutes",
        "programme_sample",
        "record_file",
        "organisation_data",
        "organisations_file",
        "recovery_letter",
        "search_export",
        "supplier_file",
        "work_list_export",
    },
    "needs a sign-in that is under way": {"account_reauthenticate_code"},
    "stands in the list of further pages": {"dispute", "objection_received", "tracked_case"},
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


@cache
def cookie(kind: str) -> str:
    """The session of a signed-in visitor who has just given a password and a second factor."""
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
    cookie.cache_clear()


@cache
def _made(builder: Callable[[], Any]) -> Any:
    """Each thing is made once, however many pages show it."""
    return builder()
