"""Budgets, commitments and payments of a body, as balanced postings that nobody edits."""
