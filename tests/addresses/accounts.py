"""Addresses of sign-in, of one's own account, and of the keepers of posts."""

from tests import people
from tests.harness.matrix import SIGNED_IN, entry

KEEPERS = {"section_head", "administrator"}
OUT = frozenset({200, 302})


def colleague_of_the_bureau():
    people.person("clerk")
    return {"pk": people.person("counter_clerk").posts.get().pk}


def official_elsewhere():
    return {"pk": people.person("other_clerk").posts.get().pk}


for _name in ("cms_login", "page_login"):
    entry(_name, answers={302}, leads_to_sign_in=True)
entry("cms_password_reset", answers={302})
entry("cms_password_reset_step", own=lambda: {"rest": "done/"}, answers={302})
for _name in ("account_login", "account_request_login_code", "account_reset_password"):
    entry(_name, answers=OUT)
entry("account_confirm_login_code", answers=OUT, leads_to_sign_in=True)
entry("demo_sign_in", method="post", sees_own=frozenset())

for _name in ("account", "account_name"):
    entry(_name, sees_own=SIGNED_IN)
for _name in ("account_password", "account_email"):
    entry(_name, sees_own=SIGNED_IN, answers=OUT)
for _name in ("account_email_code", "second_factor"):
    entry(_name, sees_own=SIGNED_IN, answers={302})
entry("account_reauthenticate_code", sees_own=frozenset())
entry("end_session", method="post", sees_own=frozenset())
entry(
    "mfa_remove_webauthn",
    own=lambda: {"pk": 999_999},
    sees_own=SIGNED_IN,
    answers={302},
)

for _name in ("account_change_password", "account_set_password", "usersessions_list", "mfa_index"):
    entry(_name, answers={302}, leads_to_sign_in=True)
for _name in (
    "account_email_verification_sent",
    "mfa_list_webauthn",
    "mfa_download_recovery_codes",
):
    entry(_name, answers={302}, leads_to_sign_in=True)
entry("account_reset_password_done", own=lambda: {"rest": "done/"}, answers={302})
entry("account_email_link", own=lambda: {"rest": "key/"}, answers={302}, leads_to_sign_in=True)
entry("mfa_edit_webauthn", own=lambda: {"pk": 1}, answers={302}, leads_to_sign_in=True)

entry("posts", sees_own=KEEPERS)
entry("appoint", sees_own=KEEPERS)
for _name in ("end_post", "issue_codes"):
    entry(
        _name,
        own=colleague_of_the_bureau,
        other=official_elsewhere,
        absent={"pk": 999_999},
        sees_own={"section_head"},
    )
