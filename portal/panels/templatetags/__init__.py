"""Filters of panels."""
