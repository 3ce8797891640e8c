"""The app's addresses."""

from django.urls import URLPattern, URLResolver

from portal.core.routing import path
from portal.law.views import officer, public
from portal.permissions import Permission

urlpatterns: list[URLPattern | URLResolver] = [
    path("law/", public.rules, may=Permission.PUBLIC, name="law"),
    path("law/calendar/", public.calendar, may=Permission.PUBLIC, name="law_calendar"),
    path(
        "law/calendar/<int:year>/", public.calendar, may=Permission.PUBLIC, name="law_calendar_year"
    ),
    path("law/rules/<str:key>/", public.rule, may=Permission.PUBLIC, name="law_rule"),
    path("work/law/", officer.keeping, may=Permission.LAW_EDIT, name="law_keeping"),
    path(
        "work/law/rules/<str:key>/", officer.override, may=Permission.LAW_EDIT, name="law_override"
    ),
    path("work/law/local/<int:pk>/", officer.end_override, may=Permission.LAW_EDIT, name="law_end"),
    path("work/law/years/<int:year>/", officer.year, may=Permission.LAW_EDIT, name="law_year"),
]
