"""Addresses of the yearly evaluation of bases."""

from incubator.yearly.views import base, officer, public
from portal.core.routing import path
from portal.permissions import Permission

EVALUATE, OWN = Permission.BASE_EVALUATE, Permission.BASE_DASHBOARD

urlpatterns = [
    path("incubation/grades/", public.base_grades, may=Permission.PUBLIC, name="base_grades"),
    path("work/evaluations/", officer.evaluations, may=EVALUATE, name="evaluations"),
    path("work/evaluations/open/", officer.evaluation_open, may=EVALUATE, name="evaluation_open"),
    path(
        "work/evaluations/<int:pk>/", officer.evaluation_case, may=EVALUATE, name="evaluation_case"
    ),
    path("work/base-year/", base.my_evaluations, may=OWN, name="my_evaluations"),
    path("work/base-year/<int:pk>/", base.my_evaluation, may=OWN, name="my_evaluation"),
]
