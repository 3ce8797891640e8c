"""Addresses of circulars."""

from portal.core.routing import path
from portal.notifications.circulars import views
from portal.permissions import Permission as P

urlpatterns = [
    path("work/circulars/", views.circulars, may=P.CIRCULAR_SEND, name="circulars"),
    path("work/circulars/new/", views.circular_new, may=P.CIRCULAR_SEND, name="circular_new"),
    path("work/circulars/<int:pk>/", views.circular, may=P.CIRCULAR_SEND, name="circular"),
    path(
        "work/circulars/<int:pk>/send/",
        views.circular_send,
        may=P.CIRCULAR_SEND,
        name="circular_send",
    ),
    path(
        "work/circulars/<int:pk>/remind/",
        views.circular_remind,
        may=P.CIRCULAR_SEND,
        name="circular_remind",
    ),
    path(
        "work/circulars/<int:pk>/list.csv",
        views.circular_export,
        may=P.CIRCULAR_SEND,
        name="circular_export",
    ),
    path("my/circulars/", views.circulars_received, may=P.SIGNED_IN, name="circulars_received"),
    path(
        "my/circulars/<int:pk>/",
        views.circular_received,
        may=P.SIGNED_IN,
        name="circular_received",
    ),
]
