"""The app's addresses."""

from django.urls import URLPattern, URLResolver

from portal.core.routing import path
from portal.panels.views import expert, officer, pool, profile, sheet
from portal.permissions import Permission

SCORE, CONVENE, SEE = Permission.PANEL_SCORE, Permission.PANEL_CONVENE, Permission.CASES_VIEW

urlpatterns: list[URLPattern | URLResolver] = [
    path("panels/", expert.mine, may=SCORE, name="my_panels"),
    path("panels/profile/", profile.profile, may=SCORE, name="expert_profile"),
    path("panels/profile/ties/", profile.tie_add, may=SCORE, name="tie_add"),
    path("panels/profile/ties/<int:pk>/", profile.tie_edit, may=SCORE, name="tie_edit"),
    path("panels/profile/ties/<int:pk>/remove/", profile.tie_remove, may=SCORE, name="tie_remove"),
    path("panels/<int:pk>/", expert.seat, may=SCORE, name="panel_seat"),
    path("panels/<int:pk>/<int:entry>/", sheet.sheet, may=SCORE, name="panel_sheet"),
    path("panels/<int:pk>/<int:entry>/papers/", expert.papers, may=SCORE, name="panel_papers"),
    path("panels/<int:pk>/<int:entry>/sign/", sheet.sign, may=SCORE, name="panel_sign"),
    path("panels/<int:pk>/<int:entry>/tie/", expert.tie, may=SCORE, name="panel_tie"),
    path("work/panels/", officer.panels, may=SEE, name="panels"),
    path("work/panels/<int:pk>/", officer.panel, may=SEE, name="panel"),
    path("work/panels/<int:pk>/verify/", officer.verify, may=SEE, name="panel_verify"),
    path("work/panels/<int:pk>/minutes/", officer.minutes, may=SEE, name="panel_minutes"),
    path("work/panels/<int:pk>/draw/", officer.draw, may=CONVENE, name="panel_draw"),
    path(
        "work/panels/<int:pk>/<int:entry>/substitute/",
        officer.substitute,
        may=CONVENE,
        name="panel_substitute",
    ),
    path(
        "work/panels/<int:pk>/seats/<int:seat>/replace/",
        officer.replace,
        may=CONVENE,
        name="panel_replace",
    ),
    path("work/experts/", pool.experts, may=CONVENE, name="experts"),
    path("work/experts/<int:pk>/", pool.expert, may=CONVENE, name="expert"),
]
