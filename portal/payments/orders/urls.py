"""Addresses of payment orders."""

from portal.core.routing import path
from portal.payments.orders.views import making, officer, organisation
from portal.permissions import Permission

WORK, MAKE = Permission.WORKSPACE, Permission.PAYMENT_MAKE
MEMBER, MONEY = Permission.ORGANISATION_VIEW, Permission.ORGANISATION_MONEY

urlpatterns = [
    path("work/payments/", officer.payment_orders, may=WORK, name="payment_orders"),
    path("work/payments/csv/", officer.payment_orders_csv, may=WORK, name="payment_orders_csv"),
    path("work/payments/new/", making.payment_prepare, may=MAKE, name="payment_prepare"),
    path("work/payments/<int:pk>/", officer.payment_order, may=WORK, name="payment_order"),
    path(
        "work/payments/<int:pk>/pdf/", officer.payment_order_pdf, may=WORK,
        name="payment_order_pdf",
    ),
    path(
        "work/payments/<int:pk>/paper/", making.payment_paper, may=MAKE, name="payment_paper"
    ),
    path("org/<int:pk>/payments/", organisation.payments_to_us, may=MEMBER, name="payments_to_us"),
    path("payments/<int:pk>/", organisation.payment_to_us, may=MEMBER, name="payment_to_us"),
    path(
        "payments/<int:pk>/paper/", organisation.payment_our_paper, may=MONEY,
        name="payment_our_paper",
    ),
    path(
        "payments/<int:pk>/scan/", organisation.payment_scan, may=Permission.SIGNED_IN,
        name="payment_scan",
    ),
]  # fmt: skip
