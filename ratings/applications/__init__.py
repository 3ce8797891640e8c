"""Applications for a rating: who may apply, and the case of a rating."""
