"""Pages of agreements and residences."""
