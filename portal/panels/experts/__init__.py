"""Experts: what they know, where they work, whom they are tied to."""
