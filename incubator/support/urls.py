"""Addresses of the menu of support and of its requests."""

from incubator.support.views import keeper, organisation, public, worker
from portal.core.routing import path
from portal.permissions import Permission

OPEN, SIGNED = Permission.PUBLIC, Permission.SIGNED_IN
ANSWER, MENU = Permission.SUPPORT_ANSWER, Permission.MENU_MANAGE

urlpatterns = [
    path("incubation/menu/", public.menu, may=OPEN, name="support_menu"),
    path("incubation/menu/<int:pk>/", public.item, may=OPEN, name="support_item"),
    path("incubation/menu/<int:pk>/ask/", organisation.ask, may=SIGNED, name="support_ask"),
    path("my/support/", organisation.mine, may=SIGNED, name="my_support"),
    path("support/<int:pk>/", organisation.show, may=SIGNED, name="support_request"),
    path("support/<int:pk>/cancel/", organisation.cancel, may=SIGNED, name="support_cancel"),
    path("support/<int:pk>/rate/", organisation.rate, may=SIGNED, name="support_rate"),
    path("work/support/", worker.requests, may=ANSWER, name="support_kept"),
    path("work/support/<int:pk>/", worker.case, may=ANSWER, name="support_case"),
    path("work/support/<int:pk>/<slug:action>/", worker.act, may=ANSWER, name="support_act"),
    path("work/menu/", keeper.items, may=MENU, name="menu_kept"),
    path("work/menu/new/", keeper.add, may=MENU, name="menu_add"),
    path("work/menu/<int:pk>/", keeper.edit, may=MENU, name="menu_edit"),
    path("work/menu/<int:pk>/caller/", worker.caller, may=ANSWER, name="support_for_caller"),
]
