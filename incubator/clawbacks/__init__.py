"""Asking back money that was obtained by fraud."""
