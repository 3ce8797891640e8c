"""Addresses of suppliers and founding teams."""

from portal.core.routing import path
from portal.organisations.suppliers.views import officer, organisation
from portal.permissions import Permission as P

urlpatterns = [
    path("join/team/", organisation.team_found, may=P.SIGNED_IN, name="team_found"),
    path("join/supplier/", organisation.supplier_start, may=P.SIGNED_IN, name="supplier_start"),
    path(
        "join/supplier/licence/",
        organisation.supplier_licence,
        may=P.SIGNED_IN,
        name="supplier_licence",
    ),
    path(
        "join/supplier/check/", organisation.supplier_check, may=P.SIGNED_IN, name="supplier_check"
    ),
    path("suppliers/<int:pk>/", organisation.supplier, may=P.SIGNED_IN, name="supplier"),
    path(
        "suppliers/<int:pk>/receipt/",
        organisation.supplier_receipt,
        may=P.SIGNED_IN,
        name="supplier_receipt",
    ),
    path(
        "suppliers/<int:pk>/withdraw/",
        organisation.supplier_withdraw,
        may=P.SIGNED_IN,
        name="supplier_withdraw",
    ),
    path(
        "suppliers/<int:pk>/files/<slug:paper>/",
        organisation.supplier_file,
        may=P.SIGNED_IN,
        name="supplier_file",
    ),
    path("work/suppliers/<int:pk>/", officer.supplier_case, may=P.CASES_VIEW, name="supplier_case"),
]
