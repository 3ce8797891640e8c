"""Subsidies of social workers: the lists of organisations, monthly batches, corrections."""
