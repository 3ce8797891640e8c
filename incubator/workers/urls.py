"""Addresses of the register of social workers."""

from incubator.workers.views import base, lists, organisation
from portal.core.routing import path
from portal.permissions import Permission

SEE = Permission.ORGANISATION_VIEW
EDIT = Permission.ORGANISATION_EDIT
BASE = Permission.WORKERS_VIEW
OWN = "org/<int:body>/workers/"

urlpatterns = [
    path(OWN, organisation.workers, may=SEE, name="workers"),
    path(f"{OWN}figures.csv", organisation.workers_csv, may=SEE, name="workers_csv"),
    path(f"{OWN}add/", organisation.worker_add, may=EDIT, name="worker_add"),
    path(f"{OWN}upload/", lists.worker_upload, may=EDIT, name="worker_upload"),
    path(f"{OWN}template.xlsx", lists.worker_template, may=SEE, name="worker_template"),
    path(f"{OWN}lists/<int:pk>/", lists.worker_list, may=EDIT, name="worker_list"),
    path(
        f"{OWN}lists/<int:pk>/confirm/",
        lists.worker_list_confirm,
        may=EDIT,
        name="worker_list_confirm",
    ),
    path(
        f"{OWN}lists/<int:pk>/discard/",
        lists.worker_list_discard,
        may=EDIT,
        name="worker_list_discard",
    ),
    path(
        f"{OWN}lists/<int:pk>/rows.xlsx", lists.worker_list_rows, may=EDIT, name="worker_list_rows"
    ),
    path(f"{OWN}<int:pk>/", organisation.worker, may=SEE, name="worker"),
    path(
        f"{OWN}<int:pk>/months/<int:month>/",
        organisation.worker_month,
        may=EDIT,
        name="worker_month",
    ),
    path(f"{OWN}<int:pk>/<slug:act>/", organisation.worker_act, may=EDIT, name="worker_act"),
    path("work/workers/", base.workers_seen, may=BASE, name="workers_seen"),
    path("work/workers/figures.csv", base.workers_seen_csv, may=BASE, name="workers_seen_csv"),
    path("work/workers/of/<int:body>/", base.workers_of, may=BASE, name="workers_of"),
    path("work/workers/<int:pk>/", base.worker_seen, may=BASE, name="worker_seen"),
    path(
        "work/workers/<int:pk>/reveal/",
        base.worker_reveal,
        may=Permission.PERSONAL_REVEAL,
        name="worker_reveal",
    ),
]
