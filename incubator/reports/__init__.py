"""Life in residence: plan, reports, mentors, mid-term review."""
