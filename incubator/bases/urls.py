"""Addresses of bases."""

from incubator.bases.views import keeping, officer, public
from portal.core.routing import path
from portal.permissions import Permission

KEEP = Permission.BASE_KEEP
AT = "work/bases/<int:pk>/"

urlpatterns = [
    path("incubation/", public.incubation, may=Permission.PUBLIC, name="incubation"),
    path("incubation/bases/", public.bases, may=Permission.PUBLIC, name="bases"),
    path("incubation/bases/<int:pk>/", public.base, may=Permission.PUBLIC, name="base"),
    path("work/bases/", officer.bases, may=KEEP, name="bases_kept"),
    path("work/bases/new/", officer.add, may=Permission.BASE_MANAGE, name="base_add"),
    path(AT, officer.edit, may=Permission.BASE_MANAGE, name="base_edit"),
    path(f"{AT}keep/", keeping.keep, may=KEEP, name="base_keep"),
    path(f"{AT}hours/", keeping.hours, may=KEEP, name="base_hours"),
    path(f"{AT}days/", keeping.day, may=KEEP, name="base_day"),
    path(f"{AT}days/<int:row>/clear/", keeping.clear_day, may=KEEP, name="base_day_clear"),
    path(f"{AT}staff/", keeping.staff, may=KEEP, name="base_staff_add"),
    path(f"{AT}staff/<int:person>/", keeping.staff, may=KEEP, name="base_staff"),
    path(f"{AT}staff/<int:person>/leave/", keeping.leave, may=KEEP, name="base_staff_leave"),
    path(f"{AT}staff/<int:person>/check/", keeping.check, may=KEEP, name="base_check"),
    path(f"{AT}kept/<int:year>/<int:month>/", keeping.hours_kept, may=KEEP, name="base_kept"),
    path(f"{AT}services/", keeping.offers, may=KEEP, name="base_services"),
    path(f"{AT}plans/<int:year>/", keeping.plan, may=KEEP, name="base_plan"),
    path(
        f"{AT}plans/<int:row>/confirm/",
        keeping.confirm_plan,
        may=Permission.BASE_MANAGE,
        name="base_plan_confirm",
    ),
]
