"""Residence (在孵): the agreement signed by both, and the stay in a base."""
