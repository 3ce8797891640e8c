"""The app's addresses."""

from django.urls import URLPattern, URLResolver, include
from django.urls import path as group

from portal.core.routing import path
from portal.notifications.views import inbox, officer, public
from portal.permissions import Permission

urlpatterns: list[URLPattern | URLResolver] = [
    path("inbox/", inbox.inbox, may=Permission.SIGNED_IN, name="inbox"),
    path("inbox/read/", inbox.inbox_read, may=Permission.SIGNED_IN, name="inbox_read"),
    path("inbox/<int:pk>/", inbox.notice, may=Permission.SIGNED_IN, name="notice"),
    path("calls/", officer.calls, may=Permission.CALLS_MAKE, name="calls"),
    path("calls/<int:pk>/", officer.call, may=Permission.CALLS_MAKE, name="call"),
    path(
        "calls/<int:pk>/number/",
        officer.call_reveal,
        may=Permission.CALLS_MAKE,
        name="call_reveal",
    ),
    path("calls/<int:pk>/sheet/", officer.call_sheet, may=Permission.CALLS_MAKE, name="call_sheet"),
    path("demo/messages/", public.demo_messages, may=Permission.PUBLIC, name="demo_messages"),
    group("", include("portal.notifications.circulars.urls")),
]
