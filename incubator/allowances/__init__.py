"""Allowances of support: what an organisation in residence may use, and the ledger of it."""
