"""Addresses of bank accounts."""

from portal.core.routing import path
from portal.payments.payees.views import officer, organisation
from portal.permissions import Permission

MEMBER, MONEY = Permission.ORGANISATION_VIEW, Permission.ORGANISATION_MONEY

urlpatterns = [
    path("org/<int:pk>/account/", organisation.our_account, may=MEMBER, name="our_account"),
    path(
        "org/<int:pk>/account/new/",
        organisation.our_account_change,
        may=MONEY,
        name="our_account_change",
    ),
    path(
        "bank-accounts/<int:pk>/",
        organisation.our_account_case,
        may=MEMBER,
        name="our_account_case",
    ),
    path(
        "bank-accounts/<int:pk>/permit/",
        organisation.account_permit,
        may=Permission.SIGNED_IN,
        name="account_permit",
    ),
    path(
        "work/bank-accounts/",
        officer.payee_accounts,
        may=Permission.WORKSPACE,
        name="payee_accounts",
    ),
    path(
        "work/bank-accounts/<int:pk>/",
        officer.payee_account,
        may=Permission.WORKSPACE,
        name="payee_account",
    ),
]
