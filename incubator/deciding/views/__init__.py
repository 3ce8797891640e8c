"""Pages of deciding."""
