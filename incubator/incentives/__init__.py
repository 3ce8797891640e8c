"""Schemes of money as data: field, kind, table of amounts, cap, basis, dates."""
