"""Lowering or cancelling a grade: grounds, a hearing, two officials, a letter."""
