"""Rooms of the bases and their bookings."""
