"""Community groups filed at a street."""
