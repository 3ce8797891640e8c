"""Addresses of programmes."""

from incubator.programmes.views import editing, officer, public
from portal.core.routing import path
from portal.permissions import Permission

EDIT = Permission.PROGRAMME_EDIT
WORK = "work/programmes/<int:pk>/"

urlpatterns = [
    path("work/programmes/", officer.programmes, may=EDIT, name="programmes_kept"),
    path("work/programmes/new/", officer.begin, may=EDIT, name="programme_begin"),
    path(WORK, officer.programme, may=EDIT, name="programme_work"),
    path(f"{WORK}basics/", editing.basics, may=EDIT, name="programme_basics"),
    path(f"{WORK}dates/", editing.dates, may=EDIT, name="programme_dates"),
    path(f"{WORK}conditions/", editing.who, may=EDIT, name="programme_who"),
    path(f"{WORK}papers/", editing.papers, may=EDIT, name="programme_papers"),
    path(
        f"{WORK}papers/<int:item>/sample/",
        editing.sample,
        may=EDIT,
        name="programme_sample_add",
    ),
    path(f"{WORK}scoring/", editing.scoring, may=EDIT, name="programme_scoring"),
    path(f"{WORK}support/", editing.grants, may=EDIT, name="programme_grants"),
    path(f"{WORK}support/tier/", editing.from_tier, may=EDIT, name="programme_from_tier"),
    path(f"{WORK}reviews/", editing.reviews, may=EDIT, name="programme_reviews"),
    path(f"{WORK}preview/", officer.preview, may=EDIT, name="programme_preview"),
    path(f"{WORK}publish/", officer.publish, may=EDIT, name="programme_publish"),
    path(f"{WORK}copy/", officer.copy, may=EDIT, name="programme_copy"),
    path(f"{WORK}checked/", officer.checked, may=EDIT, name="programme_checked"),
    path("work/tiers/", officer.tiers, may=EDIT, name="tiers"),
    path("work/tiers/<int:pk>/", officer.tier, may=EDIT, name="tier"),
    path(
        "incubation/programmes/<int:pk>/versions/<int:number>/",
        public.version,
        may=Permission.PUBLIC,
        name="programme_version",
    ),
    path(
        "incubation/programmes/<int:pk>/samples/<int:item>/",
        public.sample,
        may=Permission.PUBLIC,
        name="programme_sample",
    ),
]
