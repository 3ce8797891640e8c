"""Addresses of suppliers and founding teams."""

from portal.core.routing import path
from portal.organisations.suppliers.views import officer, organisation
from portal.permissions import Permission

urlpatterns = [
    path("join/team/", organisation.team_found, may=Permission.SIGNED_IN, name="team_found"),
    path(
        "join/supplier/",
        organisation.supplier_start,
        may=Permission.SIGNED_IN,
        name="supplier_start",
    ),
    path(
        "join/supplier/licence/",
        organisation.supplier_licence,
        may=Permission.SIGNED_IN,
        name="supplier_licence",
    ),
    path(
        "join/supplier/check/",
        organisation.supplier_check,
        may=Permission.SIGNED_IN,
        name="supplier_check",
    ),
    path("suppliers/<int:pk>/", organisation.supplier, may=Permission.SIGNED_IN, name="supplier"),
    path(
        "suppliers/<int:pk>/receipt/",
        organisation.supplier_receipt,
        may=Permission.SIGNED_IN,
        name="supplier_receipt",
    ),
    path(
        "suppliers/<int:pk>/withdraw/",
        organisation.supplier_withdraw,
        may=Permission.SIGNED_IN,
        name="supplier_withdraw",
    ),
    path(
        "suppliers/<int:pk>/files/<slug:paper>/",
        organisation.supplier_file,
        may=Permission.SIGNED_IN,
        name="supplier_file",
    ),
    path(
        "work/suppliers/<int:pk>/",
        officer.supplier_case,
        may=Permission.CASES_VIEW,
        name="supplier_case",
    ),
    path(
        "work/suppliers/<int:pk>/letter/",
        officer.supplier_letter,
        may=Permission.CASES_VIEW,
        name="supplier_letter",
    ),
]
