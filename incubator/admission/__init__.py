"""Admission (入驻): from an application to a place in a base."""
