"""Addresses of subsidies of social workers."""

from incubator.subsidies.views import office, organisation
from portal.core.routing import path
from portal.permissions import Permission

MEMBER, WORK = Permission.ORGANISATION_VIEW, Permission.WORKSPACE
MONEY = Permission.ORGANISATION_MONEY

urlpatterns = [
    path("subsidies/", organisation.my_subsidies, may=MEMBER, name="my_subsidies"),
    path("org/<int:body>/subsidies/", organisation.subsidy_new, may=MONEY, name="subsidy_new"),
    path("subsidies/<int:pk>/", organisation.my_subsidy, may=MEMBER, name="my_subsidy"),
    path("work/subsidies/", office.subsidies_kept, may=WORK, name="subsidies_kept"),
    path("work/subsidies/<int:pk>/", office.subsidy_case, may=WORK, name="subsidy_case"),
    path("work/subsidies/batches/<int:pk>/", office.subsidy_batch, may=WORK, name="subsidy_batch"),
    path(
        "work/subsidies/batches/<int:pk>/table/",
        office.subsidy_batch_table,
        may=WORK,
        name="subsidy_batch_table",
    ),
]
