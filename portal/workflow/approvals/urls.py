"""Addresses of approvals."""

from portal.core.routing import path
from portal.permissions import Permission as P
from portal.workflow.approvals import views

urlpatterns = [
    path("work/approvals/", views.approvals, may=P.WORKSPACE, name="approvals"),
    path("work/approvals/<int:pk>/", views.approval, may=P.WORKSPACE, name="approval"),
    path(
        "work/approvals/<int:pk>/minutes/<int:minute>/",
        views.approval_minutes,
        may=P.WORKSPACE,
        name="approval_minutes",
    ),
    path("work/approvals/phrases/", views.phrases, may=P.APPROVE, name="approval_phrases"),
    path("work/approvals/chains/", views.chains, may=P.CHAINS_EDIT, name="approval_chains"),
]
