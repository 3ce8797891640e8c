"""Addresses of rooms and bookings."""

from incubator.venues.views import desks, figures, manager, public, user, worker
from portal.core.routing import path
from portal.permissions import Permission

OPEN = Permission.PUBLIC
SIGNED = Permission.SIGNED_IN
MANAGE = Permission.ROOM_MANAGE
KEEP = Permission.BOOKING_KEEP
SEE = Permission.BASE_DASHBOARD

urlpatterns = [
    path("rooms/", public.find, may=OPEN, name="rooms"),
    path("rooms/<int:pk>/", public.room, may=OPEN, name="room"),
    path("rooms/calendar/<str:secret>.ics", public.room_feed, may=OPEN, name="room_feed"),
    path("incubation/bases/<int:pk>/rooms/", public.base_rooms, may=OPEN, name="base_rooms"),
    path("rooms/<int:pk>/book/", user.book, may=SIGNED, name="room_book"),
    path("my/bookings/", user.mine, may=SIGNED, name="my_bookings"),
    path("bookings/<int:pk>/", user.show, may=SIGNED, name="booking"),
    path("bookings/<int:pk>/cancel/", user.cancel, may=SIGNED, name="booking_cancel"),
    path("bookings/<int:pk>/offer/", user.offer, may=SIGNED, name="booking_offer"),
    path("work/bookings/", worker.bookings, may=KEEP, name="bookings_kept"),
    path("work/bookings/<int:pk>/", worker.show, may=Permission.WORKSPACE, name="booking_kept"),
    path("work/bookings/<int:pk>/slip/", worker.slip, may=KEEP, name="booking_slip"),
    path("work/bookings/<int:pk>/caller/", worker.reveal, may=Permission.PERSONAL_REVEAL,
         name="booking_reveal"),
    path("work/rooms/<int:pk>/caller/", worker.for_caller, may=KEEP, name="booking_for_caller"),
    path("work/rooms/<int:pk>/sheet/", worker.door_sheet, may=KEEP, name="room_sheet"),
    path("work/rooms/<int:pk>/calendar/", worker.room_feed_address, may=KEEP,
         name="room_feed_address"),
    path("work/rooms/", manager.rooms, may=MANAGE, name="rooms_kept"),
    path("work/rooms/new/", manager.add, may=MANAGE, name="room_add"),
    path("work/rooms/<int:pk>/", manager.edit, may=MANAGE, name="room_edit"),
    path("work/rooms/closures/", manager.closures, may=MANAGE, name="room_closures"),
    path("work/rooms/closures/<int:pk>/lift/", manager.lift, may=MANAGE, name="closure_lift"),
    path("work/desks/", desks.desks, may=MANAGE, name="desks_kept"),
    path("work/desks/<int:pk>/back/", desks.desk_back, may=MANAGE, name="desk_back"),
    path("work/rooms/use/", figures.use, may=SEE, name="room_use"),
    path("work/rooms/use.csv", figures.use_csv, may=SEE, name="room_use_csv"),
]  # fmt: skip
