"""Scoring alone: item by item, signed and locked, shown when all have signed."""
