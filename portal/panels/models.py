"""Panels, seats, declarations and scores."""
