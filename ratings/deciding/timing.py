"""What time brings: the publicity of a result is over."""

from portal.workflow import due
from ratings.applications.workflow import RATING
from ratings.deciding import publishing, queries

due.register(RATING, "stand", queries.publicity_over, act=publishing.settle)
