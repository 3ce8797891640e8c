"""The top floor's addresses."""

from portal.core.routing import path
from portal.permissions import Permission as P
from portal.site.calendar import views as calendar
from portal.site.directory import views as directory
from portal.site.history import views as history
from portal.site.space import views as space
from portal.site.tracking import views as tracking
from portal.site.views import components, modes
from portal.site.work import views as work

urlpatterns = [
    path("components/", components.components, may=P.PUBLIC, name="components"),
    path("mode/elderly/", modes.elderly, may=P.PUBLIC, name="mode_elderly"),
    path("mode/size/", modes.size, may=P.PUBLIC, name="mode_size"),
    path("mode/contrast/", modes.contrast, may=P.PUBLIC, name="mode_contrast"),
    path("language/", modes.language, may=P.PUBLIC, name="language"),
    path("organisations/", directory.directory, may=P.PUBLIC, name="organisations"),
    path(
        "organisations/list.<str:form>",
        directory.directory_file,
        may=P.PUBLIC,
        name="organisations_file",
    ),
    path("organisations/<int:pk>/", directory.organisation, may=P.PUBLIC, name="organisation"),
    path(
        "organisations/<int:pk>/data.json",
        directory.organisation_data,
        may=P.PUBLIC,
        name="organisation_data",
    ),
    path("my/", space.my_space, may=P.SIGNED_IN, name="my_space"),
    path("work/", work.work_list, may=P.CASES_VIEW, name="work_list"),
    path("work/export/", work.work_list_export, may=P.CASES_VIEW, name="work_list_export"),
    path("work/case/", work.case_by_number, may=P.CASES_VIEW, name="case_by_number"),
    path("work/calendar/", calendar.work_calendar, may=P.CASES_VIEW, name="work_calendar"),
    path("my/calendar/", calendar.my_calendar, may=P.SIGNED_IN, name="my_calendar"),
    path(
        "my/calendar/address/",
        calendar.calendar_address,
        may=P.SIGNED_IN,
        name="calendar_address",
    ),
    path(
        "calendar/<str:secret>.ics",
        calendar.calendar_feed,
        may=P.PUBLIC,
        name="calendar_feed",
    ),
    path("cases/", tracking.track, may=P.PUBLIC, name="track"),
    path("cases/<str:number>/", tracking.tracked_case, may=P.PUBLIC, name="tracked_case"),
    path("history/", history.history, may=P.HISTORY_VERIFY, name="history"),
    path("history/check/", history.check_now, may=P.HISTORY_VERIFY, name="history_check"),
    path("history/checkpoints/", history.checkpoints, may=P.PUBLIC, name="checkpoints"),
    path(
        "history/export/<str:number>/",
        history.export_case,
        may=P.HISTORY_VERIFY,
        name="history_export",
    ),
]
