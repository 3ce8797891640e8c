"""Addresses of the public account."""

from tests.factories import account as make
from tests.harness.matrix import entry
from tests.people import KINDS

EVERYBODY = set(KINDS)


def _entry():
    return {"pk": make.entry(50_000, paid=20_000).pk}


entry("public_account")
entry("public_account_list")
entry("public_account_file")
entry("public_account_grants")
entry("public_account_entry", own=_entry, absent={"pk": 999_999}, sees_own=EVERYBODY)
