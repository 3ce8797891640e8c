"""Addresses of venture philanthropy."""

from incubator.ventures.views import expert, files, officer, organisation, project, public
from portal.core.routing import path
from portal.permissions import Permission

OPEN, MEMBER = Permission.PUBLIC, Permission.ORGANISATION_VIEW
WORK, SCORE = Permission.WORKSPACE, Permission.PANEL_SCORE

urlpatterns = [
    path("ventures/", public.ventures, may=OPEN, name="ventures"),
    path("ventures/<int:pk>/", public.venture_call, may=OPEN, name="venture_call"),
    path("ventures/<int:pk>/apply/", organisation.venture_apply, may=MEMBER, name="venture_apply"),
    path("my/ventures/", organisation.my_ventures, may=MEMBER, name="my_ventures"),
    path("my/ventures/<int:pk>/", organisation.my_venture, may=MEMBER, name="my_venture"),
    path(
        "ventures/projects/<int:pk>/<slug:name>/",
        files.venture_file,
        may=Permission.SIGNED_IN,
        name="venture_file",
    ),
    path("ventures/reading/<int:pk>/", expert.venture_reading, may=SCORE, name="venture_reading"),
    path("work/ventures/", officer.ventures_kept, may=WORK, name="ventures_kept"),
    path("work/ventures/<int:pk>/", officer.venture_call_kept, may=WORK, name="venture_call_kept"),
    path("work/ventures/projects/<int:pk>/", project.venture_case, may=WORK, name="venture_case"),
]
