"""Lineage as officials see it, and as the organisations themselves do."""
