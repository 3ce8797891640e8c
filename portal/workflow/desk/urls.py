"""Addresses of the desk."""

from portal.core.routing import path
from portal.permissions import Permission as P
from portal.workflow.desk.views import case, handover, instructions

urlpatterns = [
    path("work/cases/<int:pk>/take/", case.take, may=P.CASES_VIEW, name="desk_take"),
    path("work/cases/<int:pk>/release/", case.release, may=P.CASES_VIEW, name="desk_release"),
    path("work/cases/<int:pk>/give/", case.give, may=P.CASES_REASSIGN, name="desk_give"),
    path("work/cases/<int:pk>/notes/", case.notes, may=P.CASES_VIEW, name="desk_notes"),
    path(
        "work/cases/<int:pk>/instruct/", case.instruct, may=P.CASES_INSTRUCT, name="desk_instruct"
    ),
    path("work/cases/<int:pk>/notes.json", case.export, may=P.HISTORY_VERIFY, name="desk_export"),
    path("work/instructions/", instructions.instructions, may=P.CASES_VIEW, name="instructions"),
    path(
        "work/instructions/<int:pk>/reply/",
        instructions.reply,
        may=P.CASES_VIEW,
        name="instruction_reply",
    ),
    path("work/handover/", handover.handover, may=P.CASES_VIEW, name="handover"),
    path("work/handovers/", handover.handovers, may=P.CASES_VIEW, name="handovers"),
    path(
        "work/handovers/<int:pk>/", handover.handover_done, may=P.CASES_VIEW, name="handover_done"
    ),
    path(
        "work/handovers/<int:pk>/list.pdf",
        handover.handover_list,
        may=P.CASES_VIEW,
        name="handover_list",
    ),
]
