"""Budgets of a body: fiscal years, sources, lines, transfers, carry-over."""
