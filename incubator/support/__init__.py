"""The menu of support that bases offer."""
