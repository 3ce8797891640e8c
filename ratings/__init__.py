"""Rating of social organisations: indicators, rounds, assessment, review, certificates."""
