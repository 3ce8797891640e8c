"""Programmes a base offers: intake, places, conditions, evidence, scoring sheet."""
