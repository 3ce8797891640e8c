"""Grade rating of social organisations: schemes, rounds, assessments, reviews, certificates."""
