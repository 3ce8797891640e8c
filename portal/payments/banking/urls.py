"""Addresses of banking."""

from portal.core.routing import path
from portal.payments.banking.views import files, formats, receipts, unmatched
from portal.permissions import Permission

WORK, MAKE, CHECK = Permission.WORKSPACE, Permission.PAYMENT_MAKE, Permission.PAYMENT_CHECK

urlpatterns = [
    path("work/bank-files/", files.bank_files, may=WORK, name="bank_files"),
    path("work/bank-files/new/", files.bank_file_make, may=MAKE, name="bank_file_make"),
    path("work/bank-files/<int:pk>/", files.bank_file, may=WORK, name="bank_file"),
    path(
        "work/bank-files/<int:pk>/content/", files.bank_file_content, may=MAKE,
        name="bank_file_content",
    ),
    path("work/bank-formats/", formats.bank_formats, may=WORK, name="bank_formats"),
    path("work/bank-formats/new/", formats.bank_format_new, may=MAKE, name="bank_format_new"),
    path("work/bank-formats/<int:pk>/", formats.bank_format, may=MAKE, name="bank_format"),
    path("work/bank-receipts/", receipts.receipt_lists, may=WORK, name="receipt_lists"),
    path("work/bank-receipts/new/", receipts.receipt_upload, may=MAKE, name="receipt_upload"),
    path("work/bank-receipts/<int:pk>/", receipts.receipt_list, may=WORK, name="receipt_list"),
    path(
        "work/bank-receipts/<int:pk>/confirm/", receipts.receipt_list_confirm, may=MAKE,
        name="receipt_list_confirm",
    ),
    path(
        "work/bank-receipts/<int:pk>/discard/", receipts.receipt_list_discard, may=MAKE,
        name="receipt_list_discard",
    ),
    path("work/receipts/", unmatched.receipts_unmatched, may=WORK, name="receipts_unmatched"),
    path("work/receipts/csv/", unmatched.receipts_csv, may=WORK, name="receipts_csv"),
    path("work/receipts/<int:pk>/", unmatched.receipt_match, may=WORK, name="receipt_match"),
]  # fmt: skip
