"""Addresses of applying."""

from incubator.applying.views import counter, drafting, following, papers, starting
from portal.core.routing import path
from portal.permissions import Permission

SIGNED_IN, RECEIVE = Permission.SIGNED_IN, Permission.ADMISSION_RECEIVE

urlpatterns = [
    path(
        "admission/<int:pk>/",
        starting.admission_start,
        may=SIGNED_IN,
        name="admission_start",
    ),
    path(
        "admission/<int:pk>/<int:body>/<slug:step>/",
        drafting.admission_step,
        may=SIGNED_IN,
        name="admission_step",
    ),
    path(
        "admission/<int:pk>/lists/<slug:item>/",
        papers.admission_template,
        may=SIGNED_IN,
        name="admission_template",
    ),
    path(
        "admission/drafts/papers/<int:pk>/",
        papers.admission_draft_paper,
        may=SIGNED_IN,
        name="admission_draft_paper",
    ),
    path("admission/cases/<int:pk>/", following.admission, may=SIGNED_IN, name="admission"),
    path(
        "admission/cases/<int:pk>/receipt/",
        following.admission_receipt,
        may=SIGNED_IN,
        name="admission_receipt",
    ),
    path(
        "admission/cases/<int:pk>/receipt/pdf/",
        papers.admission_receipt_pdf,
        may=SIGNED_IN,
        name="admission_receipt_pdf",
    ),
    path(
        "admission/cases/<int:pk>/extend/",
        following.admission_extend,
        may=SIGNED_IN,
        name="admission_extend",
    ),
    path(
        "admission/cases/<int:pk>/withdraw/",
        following.admission_withdraw,
        may=SIGNED_IN,
        name="admission_withdraw",
    ),
    path(
        "admission/cases/<int:pk>/decline/",
        following.admission_decline,
        may=SIGNED_IN,
        name="admission_decline",
    ),
    path(
        "admission/cases/<int:pk>/papers/<int:paper>/",
        papers.admission_paper,
        may=SIGNED_IN,
        name="admission_paper",
    ),
    path(
        "admission/cases/<int:pk>/scans/<slug:scan>/",
        papers.admission_scan,
        may=SIGNED_IN,
        name="admission_scan",
    ),
    path(
        "work/admission/counter/",
        counter.admission_counter,
        may=RECEIVE,
        name="admission_counter",
    ),
    path(
        "work/admission/counter/<int:pk>/<int:body>/",
        counter.admission_counter_enter,
        may=RECEIVE,
        name="admission_counter_enter",
    ),
    path(
        "work/admission/counter/<int:pk>/receipt/",
        counter.admission_counter_receipt,
        may=RECEIVE,
        name="admission_counter_receipt",
    ),
]
