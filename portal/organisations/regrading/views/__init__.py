"""Decisions about grades as officials see them, and as the organisation does."""
