"""Addresses of the public account."""

from portal.core.routing import path
from portal.ledger.account import views
from portal.permissions import Permission

PUBLIC = Permission.PUBLIC

urlpatterns = [
    path("money/", views.account, may=PUBLIC, name="public_account"),
    path("money/list/", views.account_list, may=PUBLIC, name="public_account_list"),
    path("money/list.csv", views.account_file, may=PUBLIC, name="public_account_file"),
    path("money/grants.json", views.account_grants, may=PUBLIC, name="public_account_grants"),
    path("money/<int:pk>/", views.account_entry, may=PUBLIC, name="public_account_entry"),
]
