"""What follows when a public result stands, is corrected, or an objection to it was right."""

from portal.workflow.publicity import outcomes
from ratings.deciding import publishing, queries

outcomes.register(
    queries.KIND,
    corrected=publishing.corrected,
    refused=publishing.refused,
    stands=publishing.stands,
    deciders=publishing.deciders,
)
