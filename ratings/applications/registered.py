"""What applications tell the rounds below them: how many of a round are not decided."""

from ratings.applications import queries
from ratings.rounds import queries as rounds

rounds.register_waiting(queries.undecided)
