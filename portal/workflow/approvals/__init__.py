"""Approvals: whose opinions an act needs, one after the other, before it is done."""
