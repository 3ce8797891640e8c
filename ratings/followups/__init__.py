"""After the grade: sampled follow-up ratings, and verification ratings after an event."""
