"""What ``check_law`` may ask of ratings."""

from ratings.applications.answers import application, validity
from ratings.certificates.answers import again, sample, verification
from ratings.deciding.answers import committee, publicity, reexamination
from ratings.schemes.answers import grade, total

__all__ = [
    "again",
    "application",
    "committee",
    "grade",
    "publicity",
    "reexamination",
    "sample",
    "total",
    "validity",
    "verification",
]
