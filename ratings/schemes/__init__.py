"""Indicators of a rating: groups, items, points, evidence, bands, versions."""
