"""Which way is open to whoever does not agree with a letter."""

from enum import StrEnum


class Remedy(StrEnum):
    """NONE for letters that decide nothing; REVIEW for decisions of an authority."""

    NONE = "none"
    OBJECTION = "objection"
    REVIEW = "review"
