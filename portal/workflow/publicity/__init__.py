"""Publicity: names stand on a public page for some working days, and anybody may object."""
