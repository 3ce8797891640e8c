"""Rounds of ratings: a registry's call to whoever is registered there."""
