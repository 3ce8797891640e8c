"""Addresses of the charity pool."""

from incubator.pool.views import giver, public, recipient, station
from portal.core.routing import path
from portal.permissions import Permission

OPEN, SIGNED = Permission.PUBLIC, Permission.SIGNED_IN
MANAGE = Permission.POOL_MANAGE

urlpatterns = [
    path("pool/", public.pool, may=OPEN, name="pool"),
    path("pool/<int:pk>/", public.offer, may=OPEN, name="pool_offer"),
    path("pool/give/", giver.give, may=SIGNED, name="pool_give"),
    path("pool/<int:pk>/ask/", recipient.ask, may=SIGNED, name="pool_ask"),
    path("my/pool/", giver.mine, may=SIGNED, name="my_pool"),
    path("my/pool/offers/<int:pk>/", giver.my_offer, may=SIGNED, name="my_offer"),
    path(
        "my/pool/offers/<int:pk>/receipts/<int:match>/",
        giver.receipt,
        may=SIGNED,
        name="pool_receipt",
    ),
    path("my/pool/gifts/<int:pk>/", recipient.my_gift, may=SIGNED, name="my_gift"),
    path("work/pool/", station.kept, may=MANAGE, name="pool_kept"),
    path("work/pool/enter/", station.enter, may=MANAGE, name="pool_enter"),
    path("work/pool/offers/<int:pk>/", station.offer_case, may=MANAGE, name="pool_offer_case"),
    path(
        "work/pool/offers/<int:pk>/household/", station.household, may=MANAGE, name="pool_household"
    ),
    path("work/pool/gifts/<int:pk>/", station.match_case, may=MANAGE, name="pool_match_case"),
    path("work/pool/gifts/<int:pk>/slip/", station.slip, may=MANAGE, name="pool_slip"),
]
